extension Ticket {
    /// Applies what an event changed; ordinals and revision are ``evolve(_:_:)``'s.
    mutating func apply(_ event: TicketEvent) {
        switch event.change {
        case .registered(let registered): relatedTo = registered.relatedTo
        case .ordered: break
        case .accepted: state = .accepted
        case .refused(let refusal): (state, self.refusal) = (.refused, refusal)
        case .transferred(let transfer): (state, self.transfer) = (.transferred, transfer)
        case .answered(let answer): (state, self.answer) = (.answered, answer)
        case .dispatched(let dispatched): apply(dispatched)
        case .supplemented(let supplemented): supplements.append(supplemented.supplement)
        case .attached(let added): apply(added)
        case .withdrawn(let withdrawn): apply(withdrawn)
        case .handled(let handled):
            (state, result, revisitLimit) = (.revisiting, handled.result, handled.revisitLimit)
        case .revisited(let revisit):
            revisits.append(revisit)
            (state, revisitLimit) = (.revisited, nil)
        case .redoOrdered(let redone): renew(redone.renewals, at: event)
        case .archived(let archived): apply(archived)
        case .linked(let link): relatedTo = link.relatedTo
        case .signed, .returnAsked, .returnApproved, .returnRefused, .progressed, .contacted, .forwarded,
            .completionSubmitted, .completionApproved, .completionRefused:
            applyToAssignment(event)
        case .orderSigned, .orderReturnAsked, .orderReturnApproved, .orderReturnRefused, .orderProgressed,
            .orderReported, .orderCompletionApproved, .orderCompletionRefused, .orderRedo, .orderAssisted:
            applyToOrder(event)
        case .extensionAsked, .extensionApproved, .extensionRefused, .deferralAsked, .deferralApproved,
            .deferralRefused, .struckOff, .contested, .contestDecided:
            applyRequest(event)
        case .orderLimitMoved, .orderExtensionAsked, .orderExtensionApproved, .orderExtensionRefused,
            .orderDeferralAsked, .orderDeferralApproved, .orderDeferralRefused, .orderStruckOff:
            applyOrderRequest(event)
        case .supervised, .supervisionAnswered, .supervisionProposed, .proposalDismissed: applySupervision(event)
        case .corrected(let corrected): apply(corrected, at: event)
        case .reminded, .overdue, .late, .ordinalSkipped, .historyLost, .directiveReceived, .directiveAnswered,
            .escalated, .limitsRecounted, .recovered:
            applyFurther(event)
        }
    }

    /// What lies between nodes, and what the calendar and the clock bring.
    private mutating func applyFurther(_ event: TicketEvent) {
        switch event.change {
        case .late(let message): late.append(message)
        case .ordinalSkipped(let skipped): skip(skipped.ordinal, of: skipped.assignment)
        case .historyLost(let lost): apply(lost)
        case .directiveReceived(let directive):
            directives.append(ReceivedDirective(directive: directive, receivedAt: event.at))
        case .directiveAnswered(let answered): apply(answered, at: event)
        case .limitsRecounted(let recounted): apply(recounted)
        case .reminded(let mark): reminders.append(mark)
        case .overdue(let mark): overdue.append(mark)
        case .recovered(let recovered): recoveries.append(recovered.recovery)
        default: break
        }
    }

    private mutating func apply(_ dispatched: Dispatched) {
        // What was returned before now has its new dispatch (ZZ23-13).
        for index in assignments.indices where assignments[index].state == .returned {
            assignments[index].replaced = true
        }
        assignments.append(contentsOf: dispatched.assignments)
        (state, dispatchLimit) = (.handling, nil)
    }

    /// The same content may come twice, from several assignees; it is held once.
    private mutating func apply(_ added: Attached) {
        guard attachment(added.attachment.digest) == nil else { return }
        attachments = (attachments ?? []) + [added.attachment]
    }

    private mutating func apply(_ withdrawn: Withdrawn) {
        for id in withdrawn.assignments { update(id) { $0.state = .withdrawn } }
        (state, withdrawal) = (.withdrawn, withdrawn.withdrawal)
        if withdrawn.withdrawal.fromAbove { order?.state = .withdrawn }
    }

    private mutating func apply(_ archived: Archived) {
        for id in archived.closes { update(id) { $0.state = .closed } }
        (state, archive, revisitLimit) = (.archived, archived.archiving, nil)
        if let order, !order.state.isOver { self.order?.state = .closed }
    }

    /// What is sent next follows on what the counterpart has seen. As its assigner this node also takes over the round
    /// it must have ordered: a further redo is to be the next one below too.
    private mutating func apply(_ lost: HistoryLost) {
        if let order, order.assignment == lost.assignment {
            self.order?.sent = max(order.sent, lost.last)
        } else {
            update(lost.assignment) {
                $0.sent = max($0.sent, lost.last)
                $0.round = max($0.round, lost.round)
            }
        }
    }

    private mutating func apply(_ answered: DirectiveAnswered, at event: TicketEvent) {
        guard let index = directives.firstIndex(where: { $0.directive.id == answered.directive }) else { return }
        directives[index].answer = answered.text
        directives[index].answeredAt = event.at
    }

    /// The next round of the named assignments; without any, the matter waits to be dispatched again.
    mutating func renew(_ renewals: [Renewal], at event: TicketEvent) {
        for renewal in renewals {
            update(renewal.assignment) {
                $0.round = renewal.round
                $0.state = .dispatched
                $0.dispatchedAt = event.at
                $0.signLimit = renewal.signLimit
                $0.handlingLimit = renewal.handlingLimit
                ($0.signedAt, $0.signedLate) = (nil, false)
                ($0.completion, $0.completedAt, $0.completedLate) = (nil, nil, false)
                $0.returnRequest = nil
                ($0.extensions, $0.deferral) = ([], nil)
            }
        }
        state = renewals.isEmpty ? .accepted : .handling
    }
}
