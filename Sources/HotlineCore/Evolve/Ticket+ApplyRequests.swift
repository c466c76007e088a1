extension Ticket {
    /// Applies an event about extensions, deferrals and contested ratings of own shares.
    mutating func applyRequest(_ event: TicketEvent) {
        switch event.change {
        case .extensionAsked(let asked): update(asked.assignment) { $0.extensions.append(asked.request) }
        case .extensionApproved(let granted):
            update(granted.assignment) {
                $0.extensions.decide(granted.decision)
                $0.handlingLimit = granted.limit
            }
        case .extensionRefused(let decided): update(decided.assignment) { $0.extensions.decide(decided.decision) }
        case .deferralAsked(let asked): update(asked.assignment) { $0.deferral = asked.deferral }
        case .deferralApproved(let granted):
            update(granted.assignment) {
                ($0.state, $0.handlingLimit) = (.deferred, granted.limit)
                $0.deferral?.decision = granted.decision
                $0.extensions.removeAll(where: \.isPending)
            }
        case .deferralRefused(let decided): update(decided.assignment) { $0.deferral?.decision = decided.decision }
        case .struckOff(let struckOff):
            update(struckOff.assignment) {
                $0.state = .signed
                $0.deferral?.strikeOff = struckOff.strikeOff
            }
        case .contested(let contest): contests.append(contest)
        case .contestDecided(let decided):
            let open = contests.lastIndex { $0.assignment == decided.assignment && $0.decision == nil }
            if let open { contests[open].decision = decided.decision }
        default: break
        }
    }

    /// Applies an event about the limit that the node above sets, and about time asked of it.
    mutating func applyOrderRequest(_ event: TicketEvent) {
        switch event.change {
        case .orderLimitMoved(let moved):
            order?.due = moved.due
            apply(moved.limits)
        case .orderExtensionAsked(let request): order?.extensions.append(request)
        case .orderExtensionApproved(let granted):
            order?.extensions.decide(.from(event, approved: true, granted.note))
            apply(granted)
        case .orderExtensionRefused(let remark): order?.extensions.decide(.from(event, approved: false, remark.text))
        case .orderDeferralAsked(let deferral): order?.deferral = deferral
        case .orderDeferralApproved(let granted):
            order?.deferral?.decision = .from(event, approved: true, granted.note)
            order?.state = .deferred
            order?.completion = nil
            order?.extensions.removeAll(where: \.isPending)
            apply(granted)
            // A longer limit alone leaves what went up where it is.
            if state == .reported { reopen(granted.reopened) }
        case .orderDeferralRefused(let remark): order?.deferral?.decision = .from(event, approved: false, remark.text)
        case .orderStruckOff(let strikeOff):
            order?.deferral?.strikeOff = strikeOff
            order?.state = .signed
        default: break
        }
    }

    /// Applies an event of supervision by this node.
    mutating func applySupervision(_ event: TicketEvent) {
        switch event.change {
        case .supervised(let supervision):
            supervisions.append(supervision)
            if let trigger = supervision.trigger { settleProposal(trigger, nil, at: event, of: supervision.assignment) }
        case .supervisionAnswered(let answered):
            guard let index = supervisions.firstIndex(where: { $0.id == answered.supervision }) else { return }
            supervisions[index].answer = answered.answer
        case .supervisionProposed(let proposal): proposals.append(proposal)
        case .proposalDismissed(let dismissed): settleProposal(dismissed.trigger, dismissed.reason, at: event)
        default: break
        }
    }

    mutating func apply(_ corrected: Corrected, at event: TicketEvent) {
        corrections.append(Correction(before: matter, reason: corrected.reason, at: event.at, by: event.actor))
        matter = corrected.matter
        dispatchLimit = corrected.dispatchLimit ?? dispatchLimit
        if let due = corrected.due { order?.due = due }
        apply(corrected.limits)
    }

    private mutating func apply(_ granted: OrderTimeGranted) {
        order?.due = granted.due
        apply(granted.limits)
    }

    private mutating func apply(_ limits: [AssignmentLimit]) {
        for limit in limits { update(limit.assignment) { $0.handlingLimit = limit.limit } }
    }

    /// The open proposal of that share, else the last open one of the trigger.
    private mutating func settleProposal(
        _ trigger: String, _ words: String?, at event: TicketEvent, of share: AssignmentID? = nil
    ) {
        let waiting = proposals.indices.filter { proposals[$0].trigger == trigger && proposals[$0].settledAt == nil }
        guard let open = waiting.last(where: { proposals[$0].assignment == share }) ?? waiting.last else { return }
        proposals[open].settledAt = event.at
        proposals[open].dismissed = words
    }
}

extension Decision {
    /// What the node above decided, as the event that brought it says.
    fileprivate static func from(_ event: TicketEvent, approved: Bool, _ reasons: String?) -> Decision {
        Decision(approved: approved, reasons: reasons, by: event.actor, at: event.at)
    }
}
