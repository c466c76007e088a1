extension Ticket {
    /// Applies an event of one assignment.
    mutating func applyToAssignment(_ event: TicketEvent) {
        switch event.change {
        case .signed(let signed): apply(signed, at: event)
        case .returnAsked(let asked):
            update(asked.assignment) { ($0.state, $0.returnRequest) = (.returnAsked, asked.request) }
        case .returnApproved(let decided): applyReturned(decided)
        case .returnRefused(let decided):
            update(decided.assignment) {
                $0.state = .signed
                $0.returnRequest?.decision = decided.decision
            }
        case .progressed(let progressed): update(progressed.assignment) { $0.progress.append(progressed.note) }
        case .contacted(let contacted): apply(contacted)
        case .forwarded(let forwarded): update(forwarded.assignment) { $0.forwards.append(forwarded.forwarding) }
        case .completionSubmitted(let submitted): apply(submitted, at: event)
        case .completionApproved(let decided):
            update(decided.assignment) {
                ($0.state, $0.completedAt, $0.completedLate) = (.completed, event.at, decided.late)
                $0.completion?.decision = decided.decision
            }
            awaitDispatchIfIdle()
        case .completionRefused(let decided):
            update(decided.assignment) {
                $0.state = .signed
                $0.completion?.decision = decided.decision
            }
        default: break
        }
    }

    private mutating func apply(_ signed: Signed, at event: TicketEvent) {
        update(signed.assignment) {
            ($0.state, $0.signedAt, $0.signedLate) = (.signed, signed.at ?? event.at, signed.late)
            if let limit = signed.handlingLimit { $0.handlingLimit = limit }
            if let below = signed.below { $0.below = below }
            if $0.firstReceivedAt == nil { $0.firstReceivedAt = event.at }
        }
    }

    /// ZZ23-13: with nobody left at work the matter waits for its new dispatch.
    private mutating func applyReturned(_ decided: Decided) {
        update(decided.assignment) {
            $0.state = .returned
            $0.returnRequest?.decision = decided.decision
            $0.returnRequest?.outcome = decided.outcome
        }
        awaitDispatchIfIdle()
    }

    private mutating func awaitDispatchIfIdle() {
        let waits = assignments.contains { $0.state == .returned && !$0.replaced }
        if waits, openAssignments.isEmpty { state = .accepted }
    }

    private mutating func apply(_ contacted: Contacted) {
        if order?.assignment == contacted.assignment {
            order?.contacts.append(contacted.attempt)
        } else {
            update(contacted.assignment) { $0.contacts.append(contacted.attempt) }
        }
    }

    private mutating func apply(_ submitted: Submitted, at event: TicketEvent) {
        update(submitted.assignment) {
            $0.completion = submitted.completion
            if submitted.isFinal {
                ($0.state, $0.completedAt, $0.completedLate) = (.completed, event.at, submitted.late)
            } else {
                $0.state = .submitted
            }
        }
        awaitDispatchIfIdle()
    }
}
