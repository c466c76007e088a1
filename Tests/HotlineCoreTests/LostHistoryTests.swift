import HotlineCore
import Testing
import WorkCalendar

/// What a restore lost shows in the counterpart's `basis` (design section 5, "Orders and feed").
@Suite struct LostHistoryTests {
    private let city = Network.city
    private let county = Network.county

    /// The city orders, the county signs; the wire is empty.
    private func signed() throws -> (Network, top: TicketID, order: AssignmentID, bottom: TicketID) {
        var network = try Network()
        let top = try network.act(city, nil, .register(.sample()))
        try network.act(city, top, .dispatch(Dispatch([.init(assignee: .node(county))])))
        try network.deliver()
        let order = network.ticket(city, top).assignments[0].id
        let bottom = network.ordered(county, order).id
        try network.act(county, bottom, .accept(Accept()))
        try network.deliver()
        return (network, top, order, bottom)
    }

    /// The assigner forgets two orders; the next report names them, and the next order comes after them.
    @Test func assignerJumpsPastWhatTheReportHasSeen() throws {
        var (network, top, order, bottom) = try signed()
        let backup = network.ticket(city, top)
        try network.act(city, top, .supplement(AddSupplement(text: "一")))
        try network.act(city, top, .supplement(AddSupplement(text: "二")))
        try network.deliver()
        network.nodes[city]!.tickets[top] = backup
        network.nodes[city]!.generation = 2
        try network.act(county, bottom, .assignment(order, .progress(Progress(text: "在办"))))
        try network.deliver()
        let assignment = network.ticket(city, top).assignments[0]
        #expect(assignment.sent == 3 && assignment.progress.map(\.text) == ["在办"])
        let lost = network.nodes[city]!.events.compactMap { event -> HistoryLost? in
            if case .historyLost(let lost) = event.change { lost } else { nil }
        }
        #expect(lost == [HistoryLost(assignment: order, first: 2, last: 3, round: 1)])
        // Taken for a duplicate below, had the counter not jumped.
        try network.act(city, top, .supplement(AddSupplement(text: "三")))
        try network.deliver()
        #expect(network.ordered(county, order).supplements.map(\.text) == ["一", "二", "三"])
    }

    /// The assigner forgets a redo: the report of the second round is taken, and a further one would be the third.
    @Test func assignerTakesOverTheRoundItOrdered() throws {
        var (network, top, order, _) = try signed()
        network.wire = []
        let report = ReportMessage(
            assignment: order, rootId: top, assigner: city, assignee: county, round: 2, ordinal: 2, basis: 4,
            issuedAt: network.now, actor: .peer(county), report: .progressed(Progress(text: "重办中")))
        try network.run(city, top, .report(report), .peer(county))
        let assignment = network.ticket(city, top).assignments[0]
        #expect(assignment.round == 2 && assignment.sent == 4 && assignment.received == 2)
    }

    /// The assignee forgets a report; the next order names it, and the next report comes after it.
    @Test func assigneeJumpsPastWhatTheOrderHasSeen() throws {
        var (network, top, order, bottom) = try signed()
        let backup = network.ticket(county, bottom)
        try network.act(county, bottom, .assignment(order, .progress(Progress(text: "一"))))
        try network.deliver()
        network.nodes[county]!.tickets[bottom] = backup
        try network.act(city, top, .supplement(AddSupplement(text: "补充")))
        try network.deliver()
        let below = network.ticket(county, bottom)
        #expect(below.order?.sent == 2 && below.supplements.map(\.text) == ["补充"])
        try network.act(county, bottom, .assignment(order, .progress(Progress(text: "二"))))
        try network.deliver()
        #expect(network.ticket(city, top).assignments[0].progress.map(\.text) == ["一", "二"])
    }

    /// What is within our own counter loses nothing.
    @Test func anOrdinaryReportRecordsNoLoss() throws {
        let (network, _, _, _) = try signed()
        #expect(!network.nodes.values.contains { $0.events.contains { $0.type == "history.lost" } })
    }

    /// An assignment cannot begin with anything but its dispatch: said at once, not parked for ever.
    @Test func firstOrderMustDispatch() throws {
        let (network, top, order, _) = try signed()
        let other = AssignmentID(ticket: top, number: 9)
        func message(_ ordinal: Int, _ id: AssignmentID) -> OrderMessage {
            OrderMessage(
                assignment: id, rootId: top, assigner: city, assignee: county, round: 1, ordinal: ordinal, basis: 0,
                issuedAt: network.now, actor: .peer(city), order: .withdrawn(Remark(text: "撤回")))
        }
        guard case .refuse(let refusal) = admit(message(1, other), ticket: nil, from: city, at: county) else {
            Issue.record("ordinal 1 that dispatches nothing was not refused")
            return
        }
        #expect(refusal.code == .unknownAssignment && !refusal.cure.isEmpty)
        #expect(admit(message(2, other), ticket: nil, from: city, at: county) == .park(missing: 1))
        let known = network.ordered(county, order)
        #expect(admit(message(1, order), ticket: known, from: city, at: county) == .duplicate)
    }
}
