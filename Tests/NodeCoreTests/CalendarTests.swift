import HotlineCore
import NodeCore
import Storage
import Testing
import WorkCalendar

/// A year that is announced while tickets are open.
@Suite(.timeLimit(.minutes(3))) struct CalendarTests {
    private let city = Plan.city
    private let county = Plan.county

    /// New Year 2027 off to the 5th, Saturday the 9th worked.
    private static func announced() throws -> AnnouncedYear {
        let off = try (1...5).map { try #require(Day(year: 2027, month: 1, day: $0)) }
        return AnnouncedYear(
            number: 2027, notices: ["国办发明电〔2026〕9号"],
            holidays: Dictionary(uniqueKeysWithValues: off.map { ($0, "元旦") }),
            workdays: [try #require(Day("2027-01-09")): "元旦"])
    }

    /// The last days of 2026, a county's ticket with a unit.
    private func network() throws -> (TestNetwork, ticket: TicketID, share: AssignmentID) {
        let network = try TestNetwork(.pair)
        network.now = try #require(Moment("2026-12-30T10:00:00+08:00"))
        let ticket = try network.register(county)
        let share = try network.dispatch(county, ticket, .init(assignee: .unit(Plan.water)))[0]
        try network.settle()
        return (network, ticket, share)
    }

    private func announce(at node: NodeCode, in network: TestNetwork) throws -> [Int] {
        let actor = Actor(person: "wang", role: .admin, node: node)
        let year = try Self.announced()
        return try network[node].write {
            try network[node].core.importYears([year], by: actor, in: $0, at: network.now)
        }
    }

    private func recount(at node: NodeCode, in network: TestNetwork, limit: Int = 100) throws -> Int {
        var (count, next) = (0, 0 as Int64?)
        while let row = next {
            let recount = try network[node].write {
                try network[node].core.recountLimits(
                    after: row, limit: limit, provisionalOnly: false, by: nil, in: $0, at: network.now)
            }
            count += recount.tickets
            next = recount.next
        }
        return count
    }

    /// The recounted limit is the owner's, the mirror's above, and what the journal says.
    @Test func aRecountGoesUpAndStandsInTheJournal() throws {
        let (network, ticket, _) = try network()
        let before = try #require(try network.ticket(county, ticket).assignments[0].handlingLimit)
        #expect(before.dueDate.description == "2027-01-07" && before.provisional)
        #expect(try announce(at: county, in: network) == [2027])
        #expect(try announce(at: county, in: network) == [])
        #expect(try recount(at: county, in: network) == 1)
        #expect(try recount(at: county, in: network) == 0)
        try network.settle()
        let after = try #require(try network.ticket(county, ticket).assignments[0].handlingLimit)
        #expect(after.dueDate.description == "2027-01-09" && !after.provisional && after.from == before.from)
        #expect(try network.timeline(county, ticket).last == "limits.recounted")
        #expect(try network.mirrored(city, ticket)?.assignments[0].handlingLimit == after)
        for node in [city, county] {
            let report = try network[node].read { try Verification.run(in: $0) }
            #expect(report.isClean, "\(report.findings)")
        }
    }

    /// Many tickets are counted in several transactions; what is closed is left alone.
    @Test func closedTicketsStay() throws {
        let (network, ticket, _) = try network()
        var others: [TicketID] = []
        for _ in 0..<4 {
            let other = try network.register(county)
            _ = try network.dispatch(county, other, .init(assignee: .unit(Plan.water)))
            others.append(other)
        }
        try network.act(county, others[0], .withdraw(Withdraw(reason: "诉求人撤回")))
        let closed = try network.ticket(county, others[0])
        _ = try announce(at: county, in: network)
        #expect(try recount(at: county, in: network, limit: 2) == 4)
        #expect(try network.ticket(county, others[0]) == closed)
        #expect(try network.ticket(county, ticket).assignments[0].handlingLimit?.provisional == false)
    }

    /// Whoever signs, returns or dispatches after the announcement goes by it, in the same moment.
    @Test func newLimitsGoByTheNewYear() throws {
        let (network, _, _) = try network()
        _ = try announce(at: county, in: network)
        let ticket = try network.register(county)
        _ = try network.dispatch(county, ticket, .init(assignee: .unit(Plan.town)))
        let limit = try #require(try network.ticket(county, ticket).assignments[0].handlingLimit)
        #expect(limit.dueDate.description == "2027-01-09" && !limit.provisional)
        // The city has not loaded it yet.
        let above = try network.register(city)
        _ = try network.dispatch(city, above, .init(assignee: .unit(Plan.town)))
        #expect(try network.ticket(city, above).assignments[0].handlingLimit?.provisional == true)
    }

    /// The end that an order from above sets is not moved here; it only ceases to be provisional.
    @Test func anOrdersEndStays() throws {
        let (network, id, _) = try network()
        var ticket = try network.ticket(county, id)
        let due = try #require(ticket.assignments[0].handlingLimit?.due)
        ticket.assignments[0].handlingLimit?.boundByOrder = true
        var calendar = try WorkCalendar.embedded()
        #expect(ticket.recounted(by: calendar) == nil)
        calendar.announce(try Self.announced())
        let moved = try #require(ticket.recounted(by: calendar)?.limits.first)
        #expect(moved.before == due && moved.limit.due == due && !moved.limit.provisional)
    }
}
