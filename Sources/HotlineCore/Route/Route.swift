/// The messages that an event owes.
///
/// - Parameters:
///   - ticket: the ticket right after this event (and before the next one of the same decision).
///   - upperNodes: every node that this one feeds.
package func route(_ event: TicketEvent, after ticket: Ticket, upperNodes: [NodeCode]) -> [Owed] {
    var owed: [Owed] = []
    for (id, order) in ticket.orders(owedBy: event) {
        if let message = ticket.message(order, on: id, event) { owed.append(.order(message)) }
    }
    if let report = ticket.report(owedBy: event), let message = ticket.message(report, event) {
        owed.append(.report(message))
    }
    if let directive = ticket.directive(owedBy: event) {
        owed.append(.directive(directive, to: directive.ticket.owner))
    }
    owed.append(contentsOf: ticket.escalations(owedBy: event, upperNodes: upperNodes))
    for upper in upperNodes {
        owed.append(.feed(FeedMessage(event: event, ticket: ticket), to: upper))
    }
    return owed
}

extension Ticket {
    fileprivate func message(_ order: Order, on id: AssignmentID, _ event: TicketEvent) -> OrderMessage? {
        guard let assignment = assignment(id), let assignee = assignment.assignee.node else { return nil }
        return OrderMessage(
            assignment: id, rootId: rootId, assigner: owner, assignee: assignee, round: assignment.round,
            ordinal: assignment.sent, basis: assignment.received, issuedAt: event.at,
            due: assignment.handlingLimit?.due, actor: event.actor, order: order)
    }

    fileprivate func message(_ report: Report, _ event: TicketEvent) -> ReportMessage? {
        guard let order else { return nil }
        return ReportMessage(
            assignment: order.assignment, rootId: rootId, assigner: order.assigner, assignee: owner,
            round: order.round, ordinal: order.sent, basis: order.received, issuedAt: event.at, actor: event.actor,
            report: report)
    }

    /// A supervision of a share that a lower node handles goes down to that node's own ticket (JY24-29).
    fileprivate func directive(owedBy event: TicketEvent) -> Directive? {
        guard case .supervised(let supervision) = event.change, let id = supervision.assignment,
            let below = assignment(id)?.below
        else { return nil }
        return Directive(
            id: Supervision.directive(supervision.id, of: self.id), kind: .supervision, ticket: below.ticket,
            rootId: rootId, text: supervision.text, issuedBy: owner, actor: event.actor, issuedAt: event.at,
            answerDue: supervision.answerDue?.due)
    }

    fileprivate func escalations(owedBy event: TicketEvent, upperNodes: [NodeCode]) -> [Owed] {
        let id = "\(event.ticket)@\(event.generation).\(event.revision)"
        switch event.change {
        case .directiveAnswered(let answered):
            guard let received = directives.first(where: { $0.directive.id == answered.directive }) else { return [] }
            let issuer = received.directive.issuedBy
            return [.escalation(
                Escalation(
                    id: id, kind: .answer, directive: answered.directive, ticket: self.id, rootId: rootId, to: issuer,
                    text: answered.text, from: owner, actor: event.actor, at: event.at), to: issuer)]
        case .escalated(let escalated):
            let above = order.map { [$0.assigner] } ?? upperNodes
            return above.map { upper in
                .escalation(
                    Escalation(
                        id: id, kind: .escalation, directive: nil, ticket: self.id, rootId: rootId, to: upper,
                        text: escalated.reason, from: owner, actor: event.actor, at: event.at), to: upper)
            }
        default: return []
        }
    }
}
