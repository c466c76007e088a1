import Database
import HotlineCore
import Testing
import WorkCalendar

@testable import Storage

/// Filters of lists: each alone, together, and whichever way rows are read.
@Suite struct ListFilterTests {
    private let water = UnitID(rawValue: "water")!
    private let town = UnitID(rawValue: "town")!

    /// Tickets of all sorts: the number decides what each is.
    private func filled(_ count: Int) throws -> (Store, [Ticket]) {
        let store = try Store()
        var tickets: [Ticket] = []
        for number in 0..<count {
            tickets.append(try store.ticket(
                Int64(number + 1), title: "停水\(number)", kind: MatterKind.allCases[number % 5],
                at: Int64(number / 3) * 1_000, { $0.matter.category = "事项\(number % 4)" }))
        }
        for index in tickets.indices { try change(&tickets[index], index, store) }
        return (store, tickets)
    }

    private func change(_ ticket: inout Ticket, _ number: Int, _ store: Store) throws {
        if number % 2 == 0 { share(&ticket, number % 4 == 0 ? water : town, number) }
        if number % 14 == 7 { ticket.state = .archived }
        if number % 5 == 0 { ticket.matter.emergency = true }
        ticket.registeredBy.person = "op\(number % 3)"
        try save(ticket, store)
    }

    private func save(_ changed: Ticket, _ store: Store) throws {
        let body = try CanonicalJSON.encode(changed)
        try store.write { transaction in
            let old = try #require(try TicketStore.find(changed.id, in: transaction))
            try TicketStore.save(
                changed, body: body, digest: body.withUnsafeBytes { StorageHash.sha256($0) }, replacing: old,
                in: transaction)
        }
    }

    /// A share as the core makes it.
    private let pattern: Assignment

    init() throws {
        let (node, now) = (Store.home, Moment(milliseconds: 0))
        let id = TicketID(owner: node, generation: 1, counter: 1)
        func context(_ role: Role) throws -> Context {
            Context(
                actor: Actor(person: "a", role: role, node: node), node: node, generation: 1, now: now,
                ruleBook: try RuleBook.embedded("zezhou-2023"), calendar: try WorkCalendar.embedded(),
                facts: Facts(
                    newTicket: Facts.NewTicket(id: id, number: TicketNumber(day: now.day, counter: 1)),
                    units: [UnitID(rawValue: "water")!: Facts.KnownUnit(name: "水务局")]))
        }
        let steps: [(Role, Command)] = [
            (.operator, .register(.sample("停水"))),
            (.dispatcher, .dispatch(Dispatch([Dispatch.Share(assignee: .unit(UnitID(rawValue: "water")!))]))),
        ]
        let ticket = try steps.reduce(nil as Ticket?) { ticket, step in
            try decide(ticket, step.1, context(step.0)).reduce(ticket) { evolve($0, $1) }
        }
        pattern = try #require(ticket?.assignments.first)
    }

    private func share(_ ticket: inout Ticket, _ unit: UnitID, _ number: Int) {
        let due = Moment(milliseconds: Int64(1_000 + number))
        let limit = Limit(Deadline(due: due, dueDate: due.day, provisional: false), from: due, article: "")
        var share = pattern
        share.id = AssignmentID(ticket: ticket.id, number: 1)
        share.assignee = .unit(unit)
        share.state = number % 3 == 0 ? .dispatched : .signed
        (share.signLimit, share.handlingLimit) = (nil, limit)
        ticket.assignments = [share]
        ticket.state = .handling
    }

    private func ids(_ store: Store, _ change: (inout TicketFilter) -> Void) throws -> [String] {
        var filter = TicketFilter()
        filter.limit = 500
        change(&filter)
        let page = try store.write { try TicketStore.list(filter, in: $0) }
        let ids = try page.bodies.map { try CanonicalJSON.decode(Ticket.self, from: $0).id.rawValue }
        #expect(page.total == ids.count && !page.isIncomplete)
        return ids
    }

    /// What a filter finds is what a look at every ticket finds, in order, counted. proves: ZZ23-46
    @Test func filtersFindWhatTicketsSay() throws {
        let (store, tickets) = try filled(60)
        func check(_ name: String, _ change: (inout TicketFilter) -> Void, _ isFound: (Ticket) -> Bool) throws {
            let expected = tickets.filter(isFound).reversed().map(\.id.rawValue)
            #expect(!expected.isEmpty, "\(name)")
            #expect(try ids(store, change) == expected, "\(name)")
        }
        let (water, town) = (water, town)
        try check("all", { _ in }, { _ in true })
        try check("open", { $0.isOpen = true }, { $0.state != .archived })
        try check("archived", { $0.states = ["archived"] }, { $0.state == .archived })
        try check("states", { $0.states = ["handling", "registered"] }, { [.handling, .registered].contains($0.state) })
        try check("kinds", { $0.kinds = ["help", "report"] }, { [.help, .report].contains($0.matter.kind) })
        try check("category", { $0.own.categories = ["事项1"] }, { $0.matter.category == "事项1" })
        try check("emergency", { $0.own.marks = [.emergency] }, { $0.matter.emergency })
        try check("unit", { $0.own.units = [water] }, { $0.assignments.contains { $0.assignee.unit == water } })
        try check("dispatched", { $0.own.assignmentStates = [.dispatched] }) {
            $0.assignments.contains { $0.state == .dispatched }
        }
        try check("one of two units", { $0.own.units = [water, town] }, { !$0.assignments.isEmpty })
        try check("unit and state", { $0.own.units = [water]; $0.own.assignmentStates = [.signed] }) {
            $0.assignments.contains { $0.assignee.unit == water && $0.state == .signed }
        }
        try check("due", { $0.due = [0..<1_020] }, { $0.nextDue.map { $0.milliseconds < 1_020 } ?? false })
        try check("due of a unit", { $0.due = [0..<1_010, 1_040..<1_050]; $0.own.units = [water] }) { ticket in
            ticket.assignments.contains { share in
                let due = share.nextLimit?.due.milliseconds ?? 0
                return share.assignee.unit == water && ((0..<1_010).contains(due) || (1_040..<1_050).contains(due))
            }
        }
        try check("who registered", { $0.own.registeredBy = "op1" }, { $0.registeredBy.person == "op1" })
        try check("a place", { $0.areas = ["巴公", "无处"] }, { $0.matter.place.contains("巴公") })
        try check("a word and a unit", { $0.text = "停水1"; $0.own.units = [water] }) {
            $0.matter.title.hasPrefix("停水1") && $0.assignments.contains { $0.assignee.unit == water }
        }
    }

    @Test func ordersHold() throws {
        let (store, tickets) = try filled(40)
        #expect(try ids(store) { $0.order = .oldest } == tickets.map(\.id.rawValue))
        let byDue = tickets.filter { $0.nextDue != nil }.sorted { $0.nextDue! < $1.nextDue! }
            + tickets.filter { $0.nextDue == nil }
        #expect(try ids(store) { $0.order = .due } == byDue.map(\.id.rawValue))
    }

    /// A unit's list by ends goes by the ends of its own shares, and so do its pages.
    @Test func unitsOrderByTheirOwnEnds() throws {
        let store = try Store()
        let ends: [(water: Int, town: Int)] = [(5, 1), (4, 9), (3, 2), (9, 3), (4, 1)]
        for (index, end) in ends.enumerated() {
            var ticket = try store.ticket(Int64(index + 1), title: "停水", kind: .help, at: Int64(index), { _ in })
            share(&ticket, water, end.water * 3)
            var second = ticket.assignments[0]
            share(&ticket, town, end.town * 3)
            second.id = AssignmentID(ticket: ticket.id, number: 2)
            ticket.assignments.append(second)
            try save(ticket, store)
        }
        func pages(_ change: (inout TicketFilter) -> Void) throws -> [Int64] {
            var (filter, found): (TicketFilter, [Int64]) = (TicketFilter(), [])
            (filter.order, filter.limit) = (.due, 2)
            change(&filter)
            repeat {
                let page = try store.write { try TicketStore.list(filter, in: $0) }
                found += try page.bodies.map { try CanonicalJSON.decode(Ticket.self, from: $0).id.counter }
                filter.before = page.next
            } while filter.before != nil
            return found
        }
        #expect(try pages { $0.own.units = [water] } == [3, 2, 5, 1, 4])
        #expect(try pages { $0.own.units = [water]; $0.own.assignmentStates = [.dispatched] } == [3, 2, 5, 1, 4])
        #expect(try pages { $0.own.units = [town] } == [1, 5, 3, 4, 2])
        #expect(try pages { $0.own.units = [town, water]; $0.due = [0..<1_012] } == [1, 5, 3, 4])
    }

    /// Pages hold each ticket once in every order, though one before them is archived between two pages.
    @Test(arguments: TicketFilter.Order.allCases)
    func pagesStayRight(order: TicketFilter.Order) throws {
        let (store, tickets) = try filled(30)
        var filter = TicketFilter()
        (filter.order, filter.limit, filter.isOpen) = (order, 7, true)
        var seen: [TicketID] = []
        repeat {
            let page = try store.write { try TicketStore.list(filter, in: $0) }
            let found = try page.bodies.map { try CanonicalJSON.decode(Ticket.self, from: $0).id }
            seen += found
            if seen.count == 7, var gone = tickets.first(where: { $0.id == found[0] }) { try change(&gone, 7, store) }
            filter.before = page.next.flatMap { ListCursor($0.text) }
        } while filter.before != nil
        #expect(Set(seen).count == seen.count)
        #expect(Set(seen) == Set(tickets.filter { $0.state != .archived }.map(\.id)))
    }

    /// The pages of a time of registration are those of the whole list, cut at its ends. proves: ZZ23-46
    @Test(arguments: TicketFilter.Order.allCases)
    func pagesOfATimeFollowEachOther(order: TicketFilter.Order) throws {
        let (store, tickets) = try filled(60)
        var filter = TicketFilter()
        (filter.order, filter.limit, filter.registered) = (order, 7, 3_000..<15_000)
        var seen: [TicketID] = []
        repeat {
            let page = try store.write { try TicketStore.list(filter, in: $0) }
            seen += try page.bodies.map { try CanonicalJSON.decode(Ticket.self, from: $0).id }
            #expect(page.total == 36)
            filter.before = page.next
        } while filter.before != nil
        #expect(seen.count == 36)
        let within = tickets.filter { (3_000..<15_000).contains($0.registeredAt.milliseconds) }
        let expected = within.map(\.id)
        #expect(Set(seen) == Set(expected))
        filter.isOpen = true
        let open = try store.write { try TicketStore.count(filter, in: $0) }
        #expect(open == within.count { $0.state != .archived } && open < 36)
        if order == .oldest { #expect(seen == expected) }
        if order == .newest { #expect(seen == expected.reversed()) }
    }

    /// Every list is read along a covering index or from rows that a condition found: none goes through all documents.
    @Test func noListReadsEveryTicket() throws {
        let (store, _) = try filled(10)
        let filters: [(inout TicketFilter) -> Void] = [
            { ($0.own.marks, $0.own.categories) = ([.emergency], ["a"]) }, { $0.registered = 1..<2 },
            { ($0.isOpen, $0.due) = (true, [Int64.min..<5]) },
            { ($0.states, $0.hidesConfidential) = (["archived"], true) },
        ]
        for change in filters {
            var filter = TicketFilter()
            change(&filter)
            for table in [ListedTable.ticket, .mirror] where table == .ticket || filter.own == TicketFilter().own {
                let query = try store.write { try ListQuery(table, filter, in: $0) }
                for statement in [query.count, query.keys] {
                    let plan = try store.plan(statement)
                    #expect(plan.contains("COVERING INDEX"), "\(statement.sql): \(plan)")
                }
            }
        }
        let shares = try store.plan(ListCondition(
            sql: "SELECT DISTINCT ticket FROM assignment WHERE unit = 'water' AND state IN ('signed') AND due < 5"))
        #expect(shares.contains("COVERING INDEX"), "\(shares)")
    }

    /// A database of before says that it is not entered yet, and enters itself.
    @Test func rowsOfBeforeAreEntered() throws {
        let (store, tickets) = try filled(12)
        _ = try store.write { try $0.execute("UPDATE ticket SET traits = NULL, due = NULL, registered_by = NULL") }
        var filter = TicketFilter()
        filter.own.marks = [.emergency]
        #expect(try store.write { try TicketStore.list(filter, in: $0) }.isIncomplete)
        #expect(try store.write { try TicketStore.isIncomplete(filter, in: $0) })
        #expect(try store.write { try ListingFill.advance(limit: 100, in: $0) } == 12)
        #expect(try store.write { try ListingFill.isDone(in: $0) })
        #expect(try !store.write { try TicketStore.isIncomplete(filter, in: $0) })
        #expect(try ids(store) { $0.own.marks = [.emergency] }.count == tickets.count { $0.matter.emergency })
        #expect(try ids(store) { $0.own.registeredBy = "op2" }.count == 4)
    }
}
