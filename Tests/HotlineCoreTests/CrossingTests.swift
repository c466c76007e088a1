import HotlineCore
import Testing
import WorkCalendar

/// The crossing table: what one side decides while the other's word is still on its way.
@Suite struct CrossingTests {
    /// What the county says while the city's word is on its way.
    enum Below: String, CaseIterable, Sendable { case progress, completion, returnAsked }
    /// What the city says meanwhile.
    enum Above: String, CaseIterable, Sendable { case withdraw, supplement }

    struct Row: Sendable, CustomTestStringConvertible {
        var below: Below
        var above: Above
        /// The assignment at the city and the order at the county, once all is delivered.
        var ends: AssignmentState
        var ticketBelow: TicketState
        /// Late messages on the city's and the county's timeline.
        var late: [Lateness]
        var lateBelow: [LateMessage.Direction]
        var testDescription: String { "\(above.rawValue) × \(below.rawValue)" }
    }

    static let table: [Row] = [
        Row(
            below: .progress, above: .withdraw, ends: .withdrawn, ticketBelow: .withdrawn, late: [.withdrawn],
            lateBelow: [.sent]),
        Row(
            below: .completion, above: .withdraw, ends: .withdrawn, ticketBelow: .withdrawn, late: [.withdrawn],
            lateBelow: [.sent]),
        Row(
            below: .returnAsked, above: .withdraw, ends: .withdrawn, ticketBelow: .withdrawn, late: [.withdrawn],
            lateBelow: [.sent]),
        Row(
            below: .progress, above: .supplement, ends: .signed, ticketBelow: .accepted, late: [],
            lateBelow: []),
        Row(
            below: .completion, above: .supplement, ends: .submitted, ticketBelow: .reported, late: [],
            lateBelow: []),
        Row(
            below: .returnAsked, above: .supplement, ends: .returnAsked, ticketBelow: .accepted, late: [],
            lateBelow: []),
    ]

    @Test(arguments: table, [true, false]) func crosses(row: Row, downFirst: Bool) throws {
        var (network, top, order, bottom) = try signed()
        switch row.below {
        case .progress:
            try network.act(Network.county, bottom, .assignment(order, .progress(Progress(text: "在办"))))
        case .completion:
            try network.act(Network.county, bottom, .assignment(order, .complete(Complete(form: .sample))))
        case .returnAsked:
            let ask = AskReturn(reason: "outsideScope", explanation: "x", basis: "条例")
            try network.act(Network.county, bottom, .assignment(order, .askReturn(ask)))
        }
        switch row.above {
        case .withdraw: try network.act(Network.city, top, .withdraw(Withdraw(reason: "撤回")))
        case .supplement: try network.act(Network.city, top, .supplement(AddSupplement(text: "补充")))
        }
        if downFirst { network.wire.reverse() }
        try network.deliver()
        let above = network.ticket(Network.city, top)
        let below = network.ticket(Network.county, bottom)
        #expect(above.assignments[0].state == row.ends && below.order?.state == row.ends)
        #expect(below.state == row.ticketBelow)
        #expect(above.late.map(\.why) == row.late && below.late.map(\.direction) == row.lateBelow)
        #expect(above.assignments[0].received == below.order?.sent)
        #expect(above.assignments[0].sent == below.order?.received)
        if row.above == .supplement, row.below == .completion {
            #expect(above.assignments[0].completion?.crossed == true)
            #expect(below.supplements.map(\.text) == ["补充"])
        }
    }

    /// Reports are taken in their order whatever the network does; a lost one is skipped by an operator.
    @Test func laterReportsAreParkedUntilTheMissingComes() throws {
        var (network, top, order, bottom) = try signed()
        try network.act(Network.county, bottom, .assignment(order, .progress(Progress(text: "一"))))
        try network.act(Network.county, bottom, .assignment(order, .progress(Progress(text: "二"))))
        try network.act(Network.county, bottom, .assignment(order, .complete(Complete(form: .sample))))
        let first = network.wire.removeFirst()
        try network.deliver()
        #expect(network.ticket(Network.city, top).assignments[0].progress.isEmpty)
        let wrong = SkipOrdinal(assignment: order, ordinal: 9, reason: "丢失")
        #expect(throws: Refusal.self) { try network.act(Network.city, top, .skipOrdinal(wrong)) }
        var skipped = network
        try skipped.act(Network.city, top, .skipOrdinal(SkipOrdinal(assignment: order, ordinal: 2, reason: "丢失")))
        #expect(skipped.ticket(Network.city, top).assignments[0].received == 2)
        try network.deliver(first)
        try network.deliver(first)
        let assignment = network.ticket(Network.city, top).assignments[0]
        #expect(assignment.progress.map(\.text) == ["一", "二"] && assignment.state == .submitted)
        #expect(assignment.received == 4)
    }

    @Test func strangersAreRefused() throws {
        let (network, top, order, _) = try signed()
        let report = ReportMessage(
            assignment: order, rootId: top, assigner: Network.city, assignee: Network.county, round: 1, ordinal: 2,
            basis: 1, issuedAt: network.now, actor: .peer(Network.county), report: .progressed(Progress(text: "x")))
        let ticket = network.ticket(Network.city, top)
        func code(_ admission: Admission) -> Refusal.Code? {
            if case .refuse(let refusal) = admission { refusal.code } else { nil }
        }
        #expect(code(admit(report, ticket: ticket, from: Network.bureau, at: Network.city)) == .sourceNotAuthorised)
        #expect(code(admit(report, ticket: nil, from: Network.county, at: Network.city)) == .unknownTicket)
        var other = report
        other.assignment = AssignmentID(ticket: top, number: 7)
        #expect(code(admit(other, ticket: ticket, from: Network.county, at: Network.city)) == .unknownAssignment)
        #expect(admit(report, ticket: ticket, from: Network.county, at: Network.city) == .apply(.report(report)))
    }

    /// Numbers that no assignment comes to are refused before anything counts with them.
    @Test(arguments: [
        (0, 2, 1), (.max, 2, 1), (1, 0, 1), (1, .max, 1), (1, 2, -1), (1, 2, .min), (1, 2, .max),
    ] as [(Int, Int, Int)])
    func impossibleNumbersAreRefused(_ round: Int, _ ordinal: Int, _ basis: Int) throws {
        let (network, top, order, _) = try signed()
        let report = ReportMessage(
            assignment: order, rootId: top, assigner: Network.city, assignee: Network.county, round: round,
            ordinal: ordinal, basis: basis, issuedAt: network.now, actor: .peer(Network.county),
            report: .progressed(Progress(text: "x")))
        let ticket = network.ticket(Network.city, top)
        guard case .refuse(let refusal) = admit(report, ticket: ticket, from: Network.county, at: Network.city) else {
            Issue.record("was not refused")
            return
        }
        #expect(refusal.code == .invalidField)
    }

    /// A report of round 1 that arrives in round 2 changes nothing.
    @Test func olderRoundIsLate() throws {
        var (network, top, order, bottom) = try signed()
        try network.act(Network.county, bottom, .assignment(order, .complete(Complete(form: .sample))))
        try network.deliver()
        try network.act(Network.city, top, .assignment(order, .approveCompletion(Approve())))
        try network.act(Network.city, top, .revisit(RecordRevisit(rating: .unsatisfied, reason: "x")))
        try network.act(Network.city, top, .redo(OrderRedo(reasons: "x")))
        let old = ReportMessage(
            assignment: order, rootId: top, assigner: Network.city, assignee: Network.county, round: 1, ordinal: 3,
            basis: 1, issuedAt: network.now, actor: .peer(Network.county), report: .completionSubmitted(.sample))
        try network.run(Network.city, top, .report(old), .peer(Network.county))
        let ticket = network.ticket(Network.city, top)
        #expect(ticket.late.map(\.why) == [.olderRound] && ticket.assignments[0].state == .dispatched)
        #expect(ticket.assignments[0].received == 3)
    }

    /// Every report in every state and every order in every state has an answer.
    @Test func tableIsTotal() throws {
        let (network, top, _, bottom) = try signed()
        var assignment = network.ticket(Network.city, top).assignments[0]
        var received = try #require(network.ticket(Network.county, bottom).order)
        let number = TicketNumber(day: network.now.day, counter: 1)
        let reports: [Report] = [
            .signed(SignedBelow(ticket: bottom, number: number, at: network.now)),
            .progressed(Progress(text: "x")), .completionSubmitted(.sample),
            .returnAsked(AskReturn(reason: "x", explanation: "y")),
        ]
        let orders: [Order] = [
            .returnApproved(Remark()), .returnRefused(Remark()), .completionApproved(Remark()),
            .completionRefused(Remark()), .redoOrdered(Remark()), .withdrawn(Remark()), .closed(Remark()),
            .supplemented(Supplement(text: "x", at: network.now, by: Network.city)),
        ]
        var applied = 0
        for state in AssignmentState.allCases {
            assignment.state = state
            received.state = state
            for report in reports {
                #expect(Crossing.lateness(of: report, round: 0, meeting: assignment) == .olderRound)
                let late = Crossing.lateness(of: report, round: 1, meeting: assignment)
                if !state.isOpen { #expect(late != nil) } else if late == nil { applied += 1 }
            }
            for order in orders {
                let late = Crossing.lateness(of: order, round: 1, meeting: received)
                if state.isOver { #expect(late != nil) } else if late == nil { applied += 1 }
            }
        }
        // Reports: 4 dispatched, 3 signed, 1 return asked, 1 deferred, 1 submitted. Orders: 3 in each of 6 states, 2
        // decisions on a return, 1 approval, 2 refusals of a completion.
        #expect(applied == 10 + 18 + 5)
    }

    private func signed() throws -> (Network, TicketID, AssignmentID, TicketID) {
        var network = try Network()
        let top = try network.act(Network.city, nil, .register(.sample()))
        try network.act(Network.city, top, .dispatch(Dispatch([.init(assignee: .node(Network.county))])))
        try network.deliver()
        let order = AssignmentID(ticket: top, number: 1)
        let bottom = network.ordered(Network.county, order).id
        try network.act(Network.county, bottom, .accept(Accept()))
        try network.deliver()
        return (network, top, order, bottom)
    }
}
