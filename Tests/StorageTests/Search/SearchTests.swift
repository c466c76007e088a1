import Database
import HotlineCore
import Storage
import SyncProtocol
import Testing

/// The search of ticket lists: what is found, and that nothing typed can break it.
@Suite struct SearchTests {
    private static let day: Int64 = 1_789_347_600_000

    /// Four tickets, each of its own sort.
    private func filled() throws -> Store {
        let store = try Store()
        try store.ticket(1, title: "小区停水三天", at: Self.day) {
            $0.matter.content = "三天没水"
            $0.matter.place = "凤台小区3号楼"
        }
        try store.ticket(2, title: "涨价100%", at: Self.day + 1) { $0.matter.content = "超市WANG记涨价" }
        try store.ticket(3, title: "路灯不亮", at: Self.day + 2) {
            $0.matter.content = "村口"
            $0.matter.externalNumber = "HN20260914007"
        }
        try store.ticket(4, title: "水管爆裂，停工", at: Self.day + 3) { $0.matter.content = "水流满地" }
        return store
    }

    private func found(_ text: String, _ store: Store) throws -> [String] {
        var filter = TicketFilter()
        filter.text = text
        let page = try store.write { try TicketStore.list(filter, in: $0) }
        #expect(page.total == page.bodies.count)
        return try page.bodies.map { try CanonicalJSON.decode(Ticket.self, from: $0).matter.title }
    }

    @Test(arguments: [
        ("停水", ["小区停水三天"]), ("停水三", ["小区停水三天"]), ("区停水", ["小区停水三天"]), ("水", ["水管爆裂，停工", "小区停水三天"]),
        ("天", ["小区停水三天"]), ("停", ["水管爆裂，停工", "小区停水三天"]), ("裂停", []), ("三天 小区", ["小区停水三天"]),
        ("停水 凤台小区", ["小区停水三天"]), ("停水 涨价", []), ("小区3号", ["小区停水三天"]), ("wang", ["涨价100%"]),
        ("Ｗａ", ["涨价100%"]), ("100%", ["涨价100%"]), ("HN2026", ["路灯不亮"]), ("20260914-0003", ["路灯不亮"]),
        ("满地", ["水管爆裂，停工"]), ("无", []), ("%", []),
    ])
    func wordsAreFoundWhereverTheyStand(text: String, expected: [String]) throws {
        let store = try filled()
        #expect(try found(text, store) == expected)
    }

    private func withContent(of counter: Int, _ content: String, in store: Store) throws {
        try change(TicketID(owner: Store.home, generation: 1, counter: Int64(counter)), in: store) {
            $0.matter.content = content
        }
    }

    private func change(_ id: TicketID, in store: Store, _ change: (inout Ticket) -> Void) throws {
        try store.write { try Self.change(id, in: $0, change) }
    }

    private static func change(
        _ id: TicketID, in transaction: Transaction, _ change: (inout Ticket) -> Void
    ) throws {
        let stored = try #require(try TicketStore.find(id, in: transaction))
        var ticket = stored.ticket
        change(&ticket)
        let body = try CanonicalJSON.encode(ticket)
        try TicketStore.save(ticket, body: body, digest: StorageHash.sha256(body), replacing: stored, in: transaction)
    }

    /// A changed matter is found by its new words and no longer by its old ones, also when it changes twice in one
    /// transaction or the change is undone.
    @Test func theIndexFollowsTheTicket() throws {
        let store = try Store()
        let ticket = try store.ticket(1, title: "停电")
        try change(ticket.id, in: store) { $0.matter.title = "停气" }
        #expect(try found("停电", store) == [] && found("停气", store) == ["停气"])
        #expect(throws: Unexpected.self) {
            try store.write { transaction in
                try Self.change(ticket.id, in: transaction) { $0.matter.title = "停暖" }
                throw Unexpected(what: "undone")
            }
        }
        try store.write { transaction in
            for title in ["停网", "停课"] {
                try Self.change(ticket.id, in: transaction) { $0.matter.title = title }
            }
        }
        #expect(try found("停气", store) == [] && found("停网", store) == [] && found("停课", store) == ["停课"])
    }

    /// Whatever is typed, the answer is a list.
    @Test(arguments: [
        "\"", "'", "*", "停水*", "\"停水", "停水 OR 涨价", "title:停水", "NEAR(停 水)", "^停水", "-停水", "停水 AND", "(", ")", "{a}:b",
        "\u{0}停水", "停水; DROP TABLE ticket", String(repeating: "水", count: 5_000),
        String(repeating: "水 ", count: 5_000), "\u{202E}停水", "🚰停水", "a\u{301}",
    ])
    func hostileTextIsText(text: String) throws {
        let store = try filled()
        _ = try found(text, store)
        #expect(try found("停水", store) == ["小区停水三天"])
    }

    /// A database of before the index is entered some rows at a time; what changes meanwhile is not entered twice.
    @Test func oldRowsAreEntered() throws {
        let store = try filled()
        try store.write { transaction in
            try transaction.execute("INSERT INTO ticket_search (ticket_search) VALUES ('delete-all')")
            try transaction.execute("UPDATE ticket SET text_digest = NULL")
        }
        #expect(try found("停水", store) == [])
        try withContent(of: 1, "改过", in: store)
        var entered = [Int]()
        while try !store.write({ try SearchFill.isDone(in: $0) }) {
            entered.append(try store.write { try SearchFill.advance(limit: 3, in: $0) })
        }
        #expect(entered == [3, 1])
        #expect(try found("停水", store) == ["小区停水三天"] && found("改过", store) == ["小区停水三天"])
        #expect(try found("路灯", store) == ["路灯不亮"])
        try withContent(of: 1, "又改", in: store)
        #expect(try found("改过", store) == [] && found("又改", store) == ["小区停水三天"])
    }

    /// Personal fields are in no index, neither as they are nor typed into the matter; a corrected record is struck out
    /// as it stands.
    @Test func personalFieldsAreNotFound() throws {
        let store = try Store()
        let ticket = try store.ticket(1, title: "王小明家停水") {
            $0.matter.content = "电话13812345678，和平路七号"
        }
        try change(ticket.id, in: store) { $0.petitioner.reference = "r" }
        func keep(_ fields: PersonalFields) throws {
            try store.write {
                try PetitionerStore.save(fields, reference: "r", ticket: ticket.id, confidential: false, in: $0)
            }
        }
        try keep(PersonalFields(name: "王小明"))
        #expect(try found("王小明", store) == [] && found("138", store) == ["王小明家停水"])
        try keep(PersonalFields(name: "王小明", phone: "13812345678", address: "和平路七号"))
        for text in ["王小明", "13812345678", "138", "和平路"] { #expect(try found(text, store) == []) }
        #expect(try found("停水", store) == ["王小明家停水"])
        try withContent(of: 1, "改过 13812345678", in: store)
        #expect(try found("138", store) == [] && found("改过", store) == ["王小明家停水"])
        try store.write { transaction in
            try transaction.execute("INSERT INTO ticket_search (ticket_search) VALUES ('delete-all')")
            try transaction.execute("UPDATE ticket SET text_digest = NULL")
        }
        _ = try store.write { try SearchFill.advance(limit: 10, in: $0) }
        #expect(try found("138", store) == [] && found("改过", store) == ["王小明家停水"])
    }
}
