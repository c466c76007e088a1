import Database
import HotlineCore
import Testing

@testable import Storage

/// Tags of tickets: bounded, found again, and offered to those alone who may see a ticket that carries them.
@Suite struct TagStoreTests {
    private let actor = Actor(person: "op", role: .operator, node: Store.home)

    private func put(_ store: Store, _ tag: String, on row: Int64, at now: Int64 = 1) throws -> Bool {
        try store.write {
            try TagStore.put(try #require(TagName(tag)), on: row, by: actor, at: now, in: $0)
        }
    }

    private func found(_ store: Store, _ tags: [String], _ change: (inout TicketFilter) -> Void = { _ in }) throws
        -> [Int64] {
        var filter = TicketFilter()
        filter.own.tags = tags.map { TagName(stored: $0) }
        change(&filter)
        let page = try store.write { try TicketStore.list(filter, in: $0) }
        #expect(page.total == page.rows.count)
        return page.rows
    }

    @Test func ticketsAreFoundByTags() throws {
        let store = try Store()
        for number in 1...4 {
            try store.ticket(Int64(number), kind: number == 4 ? .complaint : .help, at: Int64(number))
        }
        for (tag, row) in [("缺水", 1), ("缺水", 4), ("Gas", 2)] { #expect(try put(store, tag, on: Int64(row))) }
        #expect(try !put(store, "GAS", on: 2), "one word in either case")
        #expect(try found(store, ["缺水"]) == [4, 1])
        #expect(try found(store, ["缺水", "gas"]) == [4, 2, 1], "one is enough")
        #expect(try found(store, ["缺水"]) { $0.kinds = ["complaint"] } == [4])
        #expect(try found(store, ["无"]) == [])
        try store.write { try TagStore.take(try #require(TagName("缺水")), from: 1, in: $0) }
        #expect(try found(store, ["缺水"]) == [4])
    }

    /// More tickets than are sorted in no time: the list goes along its index instead.
    @Test func manyTaggedTicketsKeepTheirOrder() throws {
        let store = try Store()
        for number in 1...2_010 { try store.ticket(Int64(number), at: Int64(number)) }
        let tag = try #require(TagName("批量"))
        try store.write { transaction in
            for row in 1...2_005 { _ = try TagStore.put(tag, on: Int64(row), by: actor, at: 1, in: transaction) }
        }
        var filter = TicketFilter()
        (filter.own.tags, filter.limit) = ([tag], 3)
        let page = try store.write { try TicketStore.list(filter, in: $0) }
        #expect(page.total == 2_005 && page.rows == [2_005, 2_004, 2_003])
    }

    /// Neither the tickets of a tag nor the tags of a ticket are sought among all.
    @Test func tagsAreSoughtByIndexes() throws {
        let store = try Store()
        for (query, index) in [
            (TagStore.tickets(with: [TagName(stored: "a")]), "PRIMARY KEY (tag=?)"),
            (ListCondition(sql: "SELECT tag FROM ticket_tag WHERE ticket = 5"), "ticket_tag_ticket (ticket=?)"),
            (ListCondition(sql: "SELECT 1 FROM ticket_tag WHERE tag = 5"), "PRIMARY KEY (tag=?)"),
        ] {
            let plan = try store.plan(query)
            #expect(plan.contains(index) && !plan.contains("SCAN ticket_tag"), "\(plan)")
        }
    }

    @Test func tagsAreBounded() throws {
        let store = try Store()
        try store.ticket(1)
        for number in 0..<TagStore.mostOfTicket { #expect(try put(store, "t\(number)", on: 1)) }
        #expect(throws: TagStore.Full.ticket) { try put(store, "一个太多", on: 1) }
        try store.write {
            for number in TagStore.mostOfTicket..<TagStore.mostOfNode {
                try $0.execute("INSERT INTO tag (name, folded, used_at) VALUES (?1, ?1, 1)", "n\(number)")
            }
        }
        try store.ticket(2)
        #expect(throws: TagStore.Full.node) { try put(store, "新的", on: 2) }
        #expect(try put(store, "t0", on: 2), "one that is known is no further one")
    }

    /// A word that no ticket carries any more is offered to nobody and takes no room.
    @Test func wordsThatNobodyUsesAreForgotten() throws {
        let store = try Store()
        try store.ticket(1)
        try store.ticket(2)
        for row in [1, 2] { #expect(try put(store, "缺水", on: Int64(row))) }
        func words() throws -> [String] {
            try store.write {
                try TagStore.suggestions(holding: "", for: nil, hidesConfidential: false, limit: 10, in: $0)
            }
        }
        let tag = try #require(TagName("缺水"))
        try store.write { try TagStore.take(tag, from: 1, in: $0) }
        #expect(try words() == ["缺水"])
        try store.write { try TagStore.take(tag, from: 2, in: $0) }
        #expect(try words() == [])
        #expect(try store.write { try $0.first("SELECT count(*) FROM tag") { $0.int(0) } } == 0)
    }

    @Test func suggestionsHoldWhatTheReaderMaySee() throws {
        let store = try Store()
        let water = try #require(UnitID(rawValue: "water"))
        try store.ticket(1)
        try store.ticket(2) { $0.petitioner.confidential = true }
        try store.ticket(3, kind: .report)
        for (tag, row, at) in [("甲一", 1, 1), ("甲二", 2, 3), ("乙", 3, 2)] {
            #expect(try put(store, tag, on: Int64(row), at: Int64(at)))
        }
        _ = try store.write {
            try $0.execute("""
                INSERT INTO assignment (id, ticket, unit, role, state, round)
                VALUES ('a', 1, 'water', 'sole', 'signed', 1)
                """)
        }
        func words(_ typed: String = "", _ scope: TicketScope? = nil, hides: Bool = false) throws -> [String] {
            try store.write {
                try TagStore.suggestions(holding: typed, for: scope, hidesConfidential: hides, limit: 10, in: $0)
            }
        }
        #expect(try words() == ["甲二", "乙", "甲一"], "the last used first")
        #expect(try words("甲") == ["甲二", "甲一"])
        #expect(try words(hides: true) == ["乙", "甲一"])
        #expect(try words("", TicketScope(units: [water])) == ["甲一"])
        #expect(try words("", TicketScope(units: [water], kinds: [.report])) == ["乙", "甲一"])
        #expect(try words("%") == [], "what is typed is no pattern")
    }
}
