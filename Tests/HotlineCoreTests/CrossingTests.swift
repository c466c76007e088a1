import HotlineCore
import Testing
import WorkCalendar

/// The crossing table: what one side decides while the other's word is still on its way.
@Suite struct CrossingTests {
    /// How the two sides stand before their words cross.
    enum Before: String, CaseIterable, Sendable { case signed, extensionAsked, deferralAsked, deferred }
    /// What the county says while the city's word is on its way.
    enum Below: String, CaseIterable, Sendable {
        case progress, completion, returnAsked, extensionAsked, deferralAsked, strikeOff
    }
    /// What the city says meanwhile.
    enum Above: String, CaseIterable, Sendable {
        case withdraw, supplement, correct, supervise, grantExtension, refuseExtension, grantDeferral, refuseDeferral
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var before = Before.signed
        var below: Below
        var above: Above
        /// The assignment at the city and the order at the county, once all is delivered.
        var ends: AssignmentState
        var ticketBelow = TicketState.accepted
        /// Late messages on the city's and the county's timeline.
        var late: [Lateness] = []
        var lateBelow: [LateMessage.Direction] = []
        var testDescription: String { "\(before.rawValue): \(above.rawValue) × \(below.rawValue)" }

        /// The city takes the matter back: all that was on its way is late.
        static func withdrawn(_ below: Below, after before: Before = .signed) -> Row {
            Row(
                before: before, below: below, above: .withdraw, ends: .withdrawn, ticketBelow: .withdrawn,
                late: [.withdrawn], lateBelow: [.sent])
        }

        /// Both words hold.
        static func both(
            _ below: Below, _ above: Above, _ ends: AssignmentState, _ ticketBelow: TicketState = .accepted,
            after before: Before = .signed
        ) -> Row {
            Row(before: before, below: below, above: above, ends: ends, ticketBelow: ticketBelow)
        }

        /// The city has put the matter on the books: what does not fit that is late.
        static func deferred(_ below: Below) -> Row {
            Row(
                before: .deferralAsked, below: below, above: .grantDeferral, ends: .deferred, late: [.superseded],
                lateBelow: [.sent])
        }
    }

    /// Every pair that can come about: the city's word needs what it is about, the county's is closed by its own state
    /// once it has asked or reported.
    static let table: [Row] = [
        .withdrawn(.progress), .withdrawn(.completion), .withdrawn(.returnAsked), .withdrawn(.extensionAsked),
        .withdrawn(.deferralAsked),
        .both(.progress, .supplement, .signed), .both(.completion, .supplement, .submitted, .reported),
        .both(.returnAsked, .supplement, .returnAsked), .both(.extensionAsked, .supplement, .signed),
        .both(.deferralAsked, .supplement, .signed),
        .both(.progress, .correct, .signed), .both(.completion, .correct, .submitted, .reported),
        .both(.returnAsked, .correct, .returnAsked), .both(.extensionAsked, .correct, .signed),
        .both(.deferralAsked, .correct, .signed),
        .both(.progress, .supervise, .signed), .both(.completion, .supervise, .submitted, .reported),
        .both(.returnAsked, .supervise, .returnAsked), .both(.extensionAsked, .supervise, .signed),
        .both(.deferralAsked, .supervise, .signed),

        .withdrawn(.progress, after: .extensionAsked), .withdrawn(.completion, after: .extensionAsked),
        .withdrawn(.deferralAsked, after: .extensionAsked),
        .both(.progress, .grantExtension, .signed, after: .extensionAsked),
        .both(.completion, .grantExtension, .submitted, .reported, after: .extensionAsked),
        .both(.deferralAsked, .grantExtension, .signed, after: .extensionAsked),
        .both(.progress, .refuseExtension, .signed, after: .extensionAsked),
        .both(.completion, .refuseExtension, .submitted, .reported, after: .extensionAsked),
        .both(.deferralAsked, .refuseExtension, .signed, after: .extensionAsked),

        .withdrawn(.progress, after: .deferralAsked), .withdrawn(.completion, after: .deferralAsked),
        .withdrawn(.returnAsked, after: .deferralAsked), .withdrawn(.extensionAsked, after: .deferralAsked),
        .both(.progress, .grantDeferral, .deferred, after: .deferralAsked),
        .deferred(.completion), .deferred(.returnAsked), .deferred(.extensionAsked),
        .both(.progress, .refuseDeferral, .signed, after: .deferralAsked),
        .both(.completion, .refuseDeferral, .submitted, .reported, after: .deferralAsked),
        .both(.returnAsked, .refuseDeferral, .returnAsked, after: .deferralAsked),
        .both(.extensionAsked, .refuseDeferral, .signed, after: .deferralAsked),

        .withdrawn(.progress, after: .deferred), .withdrawn(.strikeOff, after: .deferred),
        .both(.strikeOff, .supplement, .signed, after: .deferred),
        .both(.strikeOff, .correct, .signed, after: .deferred),
        .both(.strikeOff, .supervise, .signed, after: .deferred),
        .both(.progress, .supplement, .deferred, after: .deferred),
    ]

    @Test(arguments: table, [true, false]) func crosses(row: Row, downFirst: Bool) throws {
        var (network, top, order, bottom) = try signed()
        try prepare(row.before, &network, top, order, bottom)
        try network.act(Network.county, bottom, .assignment(order, row.below.command))
        try network.act(Network.city, top, row.above.command(on: order))
        if downFirst { network.wire.reverse() }
        try network.deliver()
        let above = network.ticket(Network.city, top)
        let below = network.ticket(Network.county, bottom)
        #expect(above.assignments[0].state == row.ends && below.order?.state == row.ends)
        #expect(below.state == row.ticketBelow)
        #expect(above.late.map(\.why) == row.late && below.late.map(\.direction) == row.lateBelow)
        #expect(above.assignments[0].received == below.order?.sent)
        #expect(above.assignments[0].sent == below.order?.received)
        // What the city granted or corrected holds below, whatever the county said meanwhile.
        #expect(below.order?.due == above.assignments[0].handlingLimit?.due || row.ends == .withdrawn)
        if row.ends == .submitted {
            #expect(above.assignments[0].completion?.crossed == (row.above != .supervise))
        }
        switch row.above {
        case .supplement: #expect(below.supplements.map(\.text) == ["补充"])
        case .correct: #expect(below.matter.kind == .consultation)
        case .supervise: #expect(below.directives.map(\.directive.text) == ["请抓紧"])
        default: break
        }
    }

    /// What comes before the two words, all of it delivered.
    private func prepare(
        _ before: Before, _ network: inout Network, _ top: TicketID, _ order: AssignmentID, _ bottom: TicketID
    ) throws {
        switch before {
        case .signed: return
        case .extensionAsked: try network.act(Network.county, bottom, .assignment(order, .extend(.sample)))
        case .deferralAsked, .deferred: try network.act(Network.county, bottom, .assignment(order, .defer(.sample)))
        }
        try network.deliver()
        guard before == .deferred else { return }
        try network.act(Network.city, top, .assignment(order, .approveDeferral(Approve())))
        try network.deliver()
    }

    /// An assisting share is done with its own report (JY24-13.4); one that is put on the books meanwhile goes on.
    @Test(arguments: [true, false]) func deferralMeetsAssistingCompletion(downFirst: Bool) throws {
        var network = try Network()
        let top = try network.act(Network.city, nil, .register(.sample()))
        try network.act(Network.city, top, .dispatch(Dispatch([
            .init(assignee: .unit(Network.unit("water")), role: .lead),
            .init(assignee: .node(Network.county), role: .assisting),
        ])))
        try network.deliver()
        let order = AssignmentID(ticket: top, number: 2)
        let bottom = network.ordered(Network.county, order).id
        try network.act(Network.county, bottom, .assignment(order, .defer(.sample)))
        try network.deliver()
        try network.act(Network.county, bottom, .assignment(order, .complete(Complete(form: .part))))
        #expect(network.ticket(Network.county, bottom).order?.state == .completed)
        try network.act(Network.city, top, .assignment(order, .approveDeferral(Approve())))
        if downFirst { network.wire.reverse() }
        try network.deliver()
        let (above, below) = (network.ticket(Network.city, top), network.ticket(Network.county, bottom))
        #expect(above.assignments[1].state == .deferred && below.order?.state == .deferred)
        #expect(above.late.map(\.why) == [.superseded] && below.late.map(\.direction) == [.sent])
        #expect(below.state == .accepted)
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
            .returnAsked(AskReturn(reason: "x", explanation: "y")), .extensionAsked(.sample), .deferralAsked(.sample),
            .struckOff(.sample),
        ]
        let orders: [Order] = [
            .returnApproved(Remark()), .returnRefused(Remark()), .completionApproved(Remark()),
            .completionRefused(Remark()), .redoOrdered(Remark()), .withdrawn(Remark()), .closed(Remark()),
            .supplemented(Supplement(text: "x", at: network.now, by: Network.city)), .extensionApproved(Remark()),
            .extensionRefused(Remark()), .deferralApproved(Remark()), .deferralRefused(Remark()),
            .corrected(network.ticket(Network.city, top).matter),
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
        // Reports: 6 dispatched, 5 signed, 1 return asked, 2 deferred, 1 submitted. Orders: 4 in each of 6 states, 2
        // decisions on a return, 1 approval, 2 refusals of a completion; none on time that was not asked for.
        #expect(applied == 15 + 24 + 5)
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

extension CrossingTests.Below {
    fileprivate var command: AssignmentCommand {
        switch self {
        case .progress: .progress(Progress(text: "在办"))
        case .completion: .complete(Complete(form: .sample))
        case .returnAsked: .askReturn(AskReturn(reason: "outsideScope", explanation: "x", basis: "条例"))
        case .extensionAsked: .extend(.sample)
        case .deferralAsked: .defer(.sample)
        case .strikeOff: .strikeOff(.sample)
        }
    }
}

extension CrossingTests.Above {
    fileprivate func command(on order: AssignmentID) -> Command {
        switch self {
        case .withdraw: .withdraw(Withdraw(reason: "撤回"))
        case .supplement: .supplement(AddSupplement(text: "补充"))
        case .correct: .correct(Correct(kind: .consultation, reason: "登记有误"))
        case .supervise: .supervise(Supervise(means: "letter", assignment: order, text: "请抓紧"))
        case .grantExtension: .assignment(order, .approveExtension(Approve()))
        case .refuseExtension: .assignment(order, .refuseExtension(Disapprove(reasons: "按期办结")))
        case .grantDeferral: .assignment(order, .approveDeferral(Approve()))
        case .refuseDeferral: .assignment(order, .refuseDeferral(Disapprove(reasons: "按期办结")))
        }
    }
}
