/// Every action that the caller's role knows on this ticket: open ones with their form, closed ones with the reason.
///
/// Openness is asked of `decide` itself with a form that is filled in, so that what is shown and what is allowed cannot
/// part.
package func actions(_ ticket: Ticket, _ context: Context) -> [ActionForm] {
    var forms: [ActionForm] = []
    for rule in TicketRule.table where Authority.admits(context.actor.role, rule.verb) {
        guard ticket.awaits(rule.verb, context.actor) else { continue }
        let closed = rule.refusal(for: ticket) ?? ticket.openness(of: rule.verb, context)
        // A unit without a share has nothing to attach to.
        if rule.verb == .attach, closed?.code == .notAuthorised { continue }
        forms.append(ActionForm(
            action: rule.verb, label: rule.verb.displayName, assignment: nil,
            fields: fields(rule.verb, context, ticket.matter), closed: closed))
    }
    for id in ticket.addressed {
        for rule in AssignmentRule.table where Authority.admits(context.actor.role, rule.verb) {
            guard let openness = ticket.openness(of: rule, on: id, context) else { continue }
            forms.append(ActionForm(
                action: rule.verb, label: rule.verb.displayName, assignment: id,
                fields: fields(rule.verb, context, ticket.matter), closed: openness.refusal))
        }
    }
    return forms
}

/// Whether an action is open, for whom it concerns at all.
private struct Openness {
    var refusal: Refusal?
}

extension Ticket {
    /// The shares and the order on which somebody may act; a finished share while its rating can be contested.
    fileprivate var addressed: [AssignmentID] {
        let shares = assignments.filter { $0.state.isOpen || ($0.state == .completed && state == .revisited) }
        return shares.map(\.id) + (order.map { [$0.assignment] } ?? [])
    }

    /// Whether there is something for the action to be about; true for most.
    fileprivate func awaits(_ verb: Verb, _ actor: Actor) -> Bool {
        switch verb {
        case .answerSupervision:
            supervisions.contains { supervision in
                guard supervision.answer == nil else { return false }
                let unit = supervision.assignment.flatMap(assignment)?.assignee.unit
                return actor.role != .unit || (unit != nil && unit == actor.unit)
            }
        case .dismissProposal: proposals.contains { $0.settledAt == nil }
        default: true
        }
    }

    /// Conditions beyond the table that do not depend on the fields.
    fileprivate func openness(of verb: Verb, _ context: Context) -> Refusal? {
        Probe.command(verb, self).flatMap { refusal(of: $0, context) }
    }

    /// Nil where the action does not concern the assignment or this caller at all.
    fileprivate func openness(of rule: AssignmentRule, on id: AssignmentID, _ context: Context) -> Openness? {
        let share = assignment(id)
        if share == nil, rule.onOrder.isEmpty { return nil }
        if let share, share.state == .completed, !rule.allowed.contains(.completed) { return nil }
        if let share, !share.awaits(rule.verb, contests) { return nil }
        let refusal = refusal(of: .assignment(id, Probe.command(rule.verb, self, on: id, context)), context)
        return refusal?.code == .notAuthorised ? nil : Openness(refusal: refusal)
    }

    private func refusal(of command: Command, _ context: Context) -> Refusal? {
        do {
            _ = try decide(self, command, context)
            return nil
        } catch {
            return error
        }
    }
}

extension Assignment {
    /// Whether there is a request for a decision to be about; true for what is no decision.
    fileprivate func awaits(_ verb: Verb, _ contests: [Contest]) -> Bool {
        switch verb {
        case .approveReturn, .refuseReturn: state == .returnAsked
        case .approveCompletion, .refuseCompletion: state == .submitted
        case .approveExtension, .refuseExtension: extensions.pending != nil
        case .approveDeferral, .refuseDeferral: deferral?.isPending ?? false
        case .decideContest: contests.contains { $0.assignment == id && $0.decision == nil }
        default: true
        }
    }
}
