extension Ticket {
    /// Applies an event between an ordered ticket and the node above.
    mutating func applyToOrder(_ event: TicketEvent) {
        guard var order else { return }
        switch event.change {
        case .orderSigned(let signed):
            order.state = .signed
            order.signedAt = signed.at
        case .orderReturnAsked(let request):
            order.state = .returnAsked
            order.returnRequest = request
        case .orderReturnApproved:
            order.state = .returned
            state = .returned
        case .orderReturnRefused: order.state = .signed
        case .orderReported(let reported):
            // JY24-13.4: an assisting share is done with its report; nobody reviews it above.
            order.state = order.role == .assisting ? .completed : .submitted
            order.completion = reported.completion
            (state, result) = (.reported, reported.completion.form)
        case .orderCompletionApproved: order.state = .completed
        case .orderCompletionRefused(let reopened):
            order.state = .signed
            reopen(reopened.assignments)
        case .orderRedo(let redone):
            order.restart(redone)
            renew(redone.renewals, at: event)
        case .orderAssisted(let contribution): order.contributions.append(contribution)
        default: break
        }
        self.order = order
    }

    /// The same round goes on where it was; a direct answer that did not do is to be dispatched now.
    mutating func reopen(_ reopened: [AssignmentID]) {
        for id in reopened {
            update(id) {
                $0.state = .signed
                $0.completedAt = nil
            }
        }
        state = reopened.isEmpty ? .accepted : .handling
    }
}

extension ReceivedOrder {
    fileprivate mutating func restart(_ redone: OrderRedone) {
        round = redone.round
        state = .dispatched
        issuedAt = redone.issuedAt
        due = redone.due
        completion = nil
        returnRequest = nil
        (extensions, deferral) = ([], nil)
        signedAt = nil
    }
}
