import WorkCalendar

extension Deciding {
    /// A further order of the assigner above. Its decision stands: what cannot apply any more is late, on record.
    mutating func obey(_ message: OrderMessage) throws(Refusal) {
        guard let known = ticket.order, known.assignment == message.assignment, known.assigner == message.assigner,
            message.assignee == context.node, context.actor.node == known.assigner
        else { throw .wrongSource(message.assignment) }
        actor = message.actor
        cause = MessageCause(assignment: message.assignment, ordinal: message.ordinal)
        recordLost(message.assignment, sent: known.sent, seen: message.basis, round: known.round)
        guard let order = ticket.order else { return }
        if let late = lateness(of: message, meeting: order, wasSkipped: known.hasSkipped(message.ordinal)) {
            return recordLate(message.order.name, round: message.round, .received, message.ordinal, late)
        }
        switch message.order {
        case .dispatched: break
        case .returnApproved(let remark): record(.orderReturnApproved(remark))
        case .returnRefused(let remark): record(.orderReturnRefused(remark))
        case .completionApproved(let remark): record(.orderCompletionApproved(remark))
        case .completionRefused(let remark):
            record(.orderCompletionRefused(Reopened(reasons: remark.text ?? "", assignments: finishedShares)))
        case .redoOrdered(let remark): redoFromAbove(message, remark)
        case .withdrawn(let remark):
            record(.withdrawn(Withdrawn(
                withdrawal: Withdrawal(reason: remark.text ?? "", at: context.now, fromAbove: true),
                assignments: ticket.openAssignments.map(\.id))))
            recordCrossed(message, order)
        case .extensionApproved(let remark): record(.orderExtensionApproved(granted(message, remark)))
        case .extensionRefused(let remark): record(.orderExtensionRefused(remark))
        case .deferralApproved(let remark): deferFromAbove(message, remark, order)
        case .deferralRefused(let remark): record(.orderDeferralRefused(remark))
        case .corrected(let matter): correctFromAbove(matter, due: message.due)
        case .limitMoved(let remark): moveLimit(message, remark)
        case .supplemented(let supplement):
            record(.supplemented(Supplemented(supplement: supplement, tells: openNodeAssignments)))
        case .attached(let attachment): try receive(attachment, of: nil)
        case .assistanceReported(let contribution): record(.orderAssisted(contribution))
        case .closed(let remark): closeFromAbove(remark)
        }
    }

    private mutating func closeFromAbove(_ remark: Remark) {
        record(.archived(Archived(
            archiving: Archiving(note: remark.text, at: context.now),
            closes: ticket.assignments.filter { !$0.state.isOver }.map(\.id))))
    }

    /// On the books: shares that were finished meanwhile go on.
    private mutating func deferFromAbove(_ message: OrderMessage, _ remark: Remark, _ order: ReceivedOrder) {
        var granted = granted(message, remark)
        if ticket.state == .reported { granted.reopened = finishedShares }
        record(.orderDeferralApproved(granted))
        // Progress is taken all the same; what asks for a decision is not.
        if order.state != .signed || order.extensions.pending != nil { recordCrossed(message, order) }
    }

    /// The shares that go on where the node above does not take their result.
    private var finishedShares: [AssignmentID] {
        ticket.assignments.filter { $0.state == .completed && $0.role != .assisting }.map(\.id)
    }

    /// Time granted above also lengthens what it alone had bounded here.
    private func granted(_ message: OrderMessage, _ remark: Remark) -> OrderTimeGranted {
        let limits = limits(following: message.due)
        return OrderTimeGranted(
            note: remark.text, due: message.due, limits: limits, reopened: [], tells: told(of: limits))
    }

    /// The order's limit is another one now, and our shares never outlast it.
    private mutating func moveLimit(_ message: OrderMessage, _ remark: Remark) {
        let limits = limits(following: message.due)
        record(.orderLimitMoved(OrderLimitMoved(
            reason: remark.text, due: message.due, limits: limits, tells: told(of: limits))))
    }

    /// The limits of our own shares that move with the order's.
    private func limits(following due: Moment?) -> [AssignmentLimit] {
        ticket.openAssignments.compactMap { assignment in
            guard let known = assignment.handlingLimit else { return nil }
            let limit = context.rebound(ticket, assignment, due: due)
            return limit == known ? nil : AssignmentLimit(assignment: assignment.id, limit: limit)
        }
    }

    /// The shares of peer nodes among those whose limit ends at another moment.
    private func told(of limits: [AssignmentLimit]) -> [AssignmentID] {
        ticket.nodes(among: limits.filter { ticket.assignment($0.assignment)?.handlingLimit?.due != $0.limit.due }
            .map(\.assignment))
    }

    /// Why an order changes nothing any more; nil where it does.
    private func lateness(of message: OrderMessage, meeting order: ReceivedOrder, wasSkipped: Bool) -> Lateness? {
        if wasSkipped { return .skipped }
        if context.facts.ticketIsFull { return .full }
        return Crossing.lateness(of: message.order, round: message.round, meeting: order)
    }

    /// The same assignees here go to their next round at once; that takes the order up, so it is signed.
    private mutating func redoFromAbove(_ message: OrderMessage, _ remark: Remark) {
        guard let order = ticket.order else { return }
        let renewals = renewals(due: message.due)
        record(.orderRedo(OrderRedone(
            reasons: remark.text ?? "", round: message.round, issuedAt: message.issuedAt, due: message.due,
            renewals: renewals)))
        recordCrossed(message, order)
        if !renewals.isEmpty {
            actor = .system(of: context.node)
            signOrder()
        }
    }

    /// Reports of ours that the assigner had not seen when it decided: late on this timeline too.
    private mutating func recordCrossed(_ message: OrderMessage, _ order: ReceivedOrder) {
        guard message.basis < order.sent else { return }
        let why: Lateness =
            switch message.order {
            case .withdrawn: .withdrawn
            case .redoOrdered: .olderRound
            default: .superseded
            }
        for ordinal in (message.basis + 1)...order.sent {
            recordLate("report", round: order.round, .sent, ordinal, why)
        }
    }

    mutating func recordLate(
        _ name: String, round: Int, _ direction: LateMessage.Direction, _ ordinal: Int, _ why: Lateness
    ) {
        guard let cause else { return }
        record(.late(LateMessage(
            assignment: cause.assignment, direction: direction, ordinal: ordinal, round: round, message: name,
            why: why, at: context.now)))
    }
}

extension ReceivedOrder {
    /// Whether an operator gave this order up, and it has not come since.
    fileprivate func hasSkipped(_ ordinal: Int) -> Bool { skipped?.contains(ordinal) ?? false }
}
