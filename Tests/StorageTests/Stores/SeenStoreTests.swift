import Database
import HotlineCore
import SyncProtocol
import Testing
import WorkCalendar

@testable import Storage

/// What each account has read: told by comparing states, whoever changed a ticket and when.
@Suite struct SeenStoreTests {
    private let day: Int64 = 86_400_000
    private let op = "op"

    /// A node with the account `op`, made at 1,000.
    private func store() throws -> Store {
        let store = try Store()
        try store.write {
            try AccountStore.save(
                AccountStore.Account(
                    id: "op", name: "坐席", role: .operator, password: "-", mustChange: false, createdAt: 1_000), in: $0)
        }
        return store
    }

    private func change(_ ticket: Ticket, _ store: Store, by person: String?, at now: Int64) throws -> Ticket {
        var ticket = ticket
        ticket.revision += 1
        ticket.changedAt = Moment(milliseconds: now)
        let body = try CanonicalJSON.encode(ticket)
        try store.write { transaction in
            let old = try #require(try TicketStore.find(ticket.id, in: transaction))
            try TicketStore.save(
                ticket, body: body, digest: StorageHash.sha256(body), replacing: old, by: person, in: transaction)
        }
        return ticket
    }

    /// What the filter finds is what each row says of itself.
    private func unread(_ store: Store, by account: String = "op", at now: Int64 = 5_000) throws -> [Int64] {
        let reader = TicketReader(account, at: now)
        return try store.write { transaction in
            var filter = TicketFilter()
            filter.own.unread = reader
            filter.order = .oldest
            let page = try TicketStore.list(filter, in: transaction)
            #expect(page.total == page.rows.count)
            let all = try transaction.query("SELECT rowid FROM ticket") { $0.int64(0) }
            #expect(try SeenStore.unread(among: all, by: reader, in: transaction) == Set(page.rows))
            return page.rows
        }
    }

    private func see(_ ticket: Ticket, _ store: Store, at now: Int64 = 4_000) throws {
        try store.write {
            let row = try #require(try TicketStore.find(ticket.id, in: $0)).row
            try SeenStore.see(
                row, generation: ticket.generation, revision: ticket.revision, by: op, at: now, in: $0)
        }
    }

    @Test func whatOthersDidSinceIsUnread() throws {
        let store = try store()
        try store.ticket(1, at: 500)
        let second = try store.ticket(2, at: 2_000)
        let third = try store.ticket(3, at: 2_000)
        #expect(try unread(store) == [2, 3], "what was before the account is read")
        _ = try change(second, store, by: op, at: 3_000)
        #expect(try unread(store) == [3], "one's own change is read")
        try see(third, store)
        #expect(try unread(store) == [])
        _ = try change(third, store, by: "disp", at: 3_000)
        #expect(try unread(store) == [3], "it has changed since")
        #expect(try unread(store, by: "nobody") == [], "a token that is no account has nothing unread")
    }

    @Test func anotherGenerationIsUnread() throws {
        let store = try store()
        var ticket = try store.ticket(1, at: 2_000)
        try see(ticket, store)
        ticket.generation += 1
        ticket.revision -= 1
        _ = try change(ticket, store, by: nil, at: 3_000)
        #expect(try unread(store) == [1], "a restore gives a revision out again")
    }

    @Test func unreadAgainStaysUntilItIsSeen() throws {
        let store = try store()
        let ticket = try store.ticket(1, at: 500)
        #expect(try unread(store) == [])
        try store.write { try SeenStore.unsee(1, by: op, at: 4_000, in: $0) }
        #expect(try unread(store) == [1])
        try see(ticket, store)
        #expect(try unread(store) == [])
    }

    /// What was kept is forgotten once nothing follows from it, and only then.
    @Test func marksAreForgottenByTheirAge() throws {
        let store = try store()
        try see(try store.ticket(1, at: 2_000), store)
        let now = 4_000 + TicketReader.memory + 1
        #expect(try store.write { try SeenStore.forget(before: 4_000, limit: 10, in: $0) } == 0)
        #expect(try store.write { try SeenStore.forget(before: now - TicketReader.memory, limit: 10, in: $0) } == 1)
        #expect(try unread(store, at: now) == [], "a change of that age counts as read")
        try see(try store.ticket(2, at: now - day), store, at: now)
        #expect(try store.write { try SeenStore.forget(before: now - TicketReader.memory, limit: 10, in: $0) } == 0)
        #expect(try unread(store, at: now) == [])
    }

    @Test func disabledAccountsHaveNothingUnread() throws {
        let store = try store()
        try store.ticket(1, at: 2_000)
        #expect(try unread(store) == [1])
        _ = try store.write { try $0.execute("UPDATE account SET disabled_at = 3000") }
        #expect(try unread(store) == [])
    }

    @Test func rowsOfBeforeCountAsRead() throws {
        let store = try store()
        try store.ticket(1, at: 2_000)
        _ = try store.write { try $0.execute("UPDATE ticket SET changed_at = NULL, changed_by = NULL") }
        #expect(try unread(store) == [])
    }

    /// A mark beside others: each of them is enough.
    @Test func unreadIsOneOfTheMarks() throws {
        let store = try store()
        try see(try store.ticket(1, at: 2_000) { $0.matter.emergency = true }, store)
        try store.ticket(2, at: 2_000)
        try see(try store.ticket(3, at: 2_000), store)
        var filter = TicketFilter()
        filter.own.unread = TicketReader(op, at: 5_000)
        filter.own.marks = [.emergency]
        #expect(try store.write { try TicketStore.list(filter, in: $0) }.rows.sorted() == [1, 2])
    }

    /// A million tickets are told apart in the index alone, and what was seen is looked up by its key.
    @Test(arguments: ["ticket_list", "ticket_open"])
    func listsUseIndexes(index: String) throws {
        let unread = SeenStore.unread(by: TicketReader(op, at: 5_000))
        let open = index == "ticket_open" ? "ticket.state <> 'archived' AND " : ""
        let plan = try store().plan(ListCondition(
            sql: "SELECT count(*) FROM ticket INDEXED BY \(index) WHERE \(open)\(unread.sql)", values: unread.values))
        #expect(plan.contains("USING COVERING INDEX \(index)"), "\(plan)")
        #expect(plan.contains("ticket_seen USING PRIMARY KEY (account=? AND ticket=?)"), "\(plan)")
        #expect(plan.contains("ticket_seen USING PRIMARY KEY (account=?)"), "\(plan)")
        #expect(!plan.contains("SCAN ticket_seen"), "\(plan)")
    }

    @Test func retentionUsesItsIndex() throws {
        let old = try store().plan(ListCondition(
            sql: "SELECT account, ticket FROM ticket_seen WHERE seen_at < 5 LIMIT 5"))
        #expect(old.contains("COVERING INDEX ticket_seen_at"), "\(old)")
    }
}
