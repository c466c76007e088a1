import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import Testing
import WorkCalendar

/// Where an ordinal is missing, what follows on that assignment waits for it, and nothing else does.
@Suite(.timeLimit(.minutes(3))) struct ParkingTests {
    private let city = Plan.city
    private let county = Plan.county
    private let admin = Actor(person: "管理员", role: .admin, node: Plan.city)

    /// Two matters ordered down. The first one's first report is set aside; two more reports of it follow, and the
    /// other matter's are none the worse.
    private func waiting() throws -> (TestNetwork, top: TicketID, other: TicketID) {
        let network = try TestNetwork(.pair)
        let (top, other) = (try network.register(city), try network.register(city))
        let order = try network.order(city, top, to: county)
        let second = try network.order(city, other, to: county)
        try network.settle()
        network.weather = { request in
            let body = String(decoding: request.body, as: UTF8.self)
            guard request.kind == .stream(.orders), body.contains("assignment.signed"), body.contains(order.rawValue),
                !body.contains("withheld")
            else { return .none }
            return .failing
        }
        let (bottom, below) = (try network.ordered(county, order).id, try network.ordered(county, second).id)
        try network.act(county, bottom, .accept(Accept()))
        try network.settle()
        try network.act(county, bottom, .assignment(order, .progress(Progress(text: "一"))))
        try network.act(county, bottom, .assignment(order, .progress(Progress(text: "二"))))
        try network.act(county, below, .assignment(second, .progress(Progress(text: "另一件"))))
        try network.settle()
        network.weather = { _ in .none }
        return (network, top, other)
    }

    @Test func otherAssignmentsNeverWait() throws {
        let (network, top, other) = try waiting()
        #expect(try network.ticket(city, top).assignments[0].progress.isEmpty)
        #expect(try network.parked(city).map(\.ordinal) == [2, 3])
        #expect(try network.ticket(city, other).assignments[0].progress.map(\.text) == ["另一件"])
    }

    @Test func requeuedReportReleasesWhatWaited() throws {
        let (network, top, _) = try waiting()
        let letter = try #require(try network.deadLetters(county).first)
        try network[county].write {
            try network[county].core.requeue(deadLetter: letter.id, by: admin, in: $0, at: network.now)
        }
        try network.settle()
        #expect(try network.ticket(city, top).assignments[0].progress.map(\.text) == ["一", "二"])
        #expect(try network.parked(city).isEmpty)
    }

    /// What was given up and comes after all is on the timeline as late, once, and changes nothing.
    @Test func whatWasSkippedIsLateWhenItComes() throws {
        let (network, top, _) = try waiting()
        let letter = try #require(try network.deadLetters(county).first)
        let parked = try #require(try network.parked(city).last)
        try network[city].write {
            try network[city].core.skipGap(parked: parked.id, reason: "对方已作废", by: admin, in: $0, at: network.now)
        }
        let before = try network.ticket(city, top)
        #expect(before.assignments[0].skipped == [1])
        try network[county].write {
            try network[county].core.requeue(deadLetter: letter.id, by: admin, in: $0, at: network.now)
        }
        try network.settle()
        let after = try network.ticket(city, top)
        #expect(after.late.map(\.why) == [.skipped] && after.late.map(\.message) == ["assignment.signed"])
        #expect(after.late.map(\.ordinal) == [1] && after.assignments[0].skipped == nil)
        #expect(after.assignments[0].progress == before.assignments[0].progress)
        #expect(after.assignments[0].received == before.assignments[0].received)
        #expect(try network.deadLetters(county).isEmpty)
    }

    /// A second message under an ordinal that was applied is refused, for a person to see.
    @Test func anOrdinalThatWasAppliedIsNotTakenTwice() throws {
        let network = try TestNetwork(.pair)
        let top = try network.register(city)
        let order = try network.order(city, top, to: county)
        try network.settle()
        let bottom = try network.ordered(county, order).id
        try network.act(county, bottom, .assignment(order, .progress(Progress(text: "一"))))
        try network.settle()
        let applied = try network.ticket(city, top).assignments[0]
        let message = ReportMessage(
            assignment: order, rootId: top, assigner: city, assignee: county, round: 1, ordinal: applied.received,
            basis: 1, issuedAt: network.now, actor: Actor(person: "县", role: .dispatcher, node: county),
            report: .progressed(Progress(text: "另一句")))
        let data = try CanonicalJSON.encode(message)
        try network.forge(county, to: city, .orders, network.event(of: county, 1_000, message.type, data))
        try network.settle()
        #expect(try network.ticket(city, top).assignments[0].progress == applied.progress)
        let problems = try network.deadLetters(county).map { String(decoding: $0.problem, as: UTF8.self) }
        #expect(problems.count == 1 && problems[0].contains("ordinal-used"), "\(problems)")
    }

    @Test func skippedGapReleasesWhatWaited() throws {
        let (network, top, _) = try waiting()
        let parked = try #require(try network.parked(city).last)
        try network[city].write {
            try network[city].core.skipGap(parked: parked.id, reason: "对方已作废", by: admin, in: $0, at: network.now)
        }
        try network.settle()
        #expect(try network.ticket(city, top).assignments[0].progress.map(\.text) == ["一", "二"])
        #expect(try network.timeline(city, top).contains("ordinal.skipped"))
        #expect(try network.parked(city).isEmpty)
    }
}
