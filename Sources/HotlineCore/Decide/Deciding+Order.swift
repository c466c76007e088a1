extension Deciding {
    /// What this node, as assignee, says upward about the order it received.
    mutating func takeOnOrder(_ command: AssignmentCommand, _ order: ReceivedOrder) throws(Refusal) {
        switch command {
        case .sign: signOrder()
        case .askReturn(let ask): try askReturnUpward(ask, order)
        case .progress(let progress):
            try require(["text": progress.text], nil)
            try requireTrue(progress.elsewhere, since: order.issuedAt)
            signOrder()
            record(.orderProgressed(note(progress)))
        case .contact(let contact):
            try require(["means": contact.means], nil)
            try requireTrue(contact.elsewhere, since: order.issuedAt)
            signOrder()
            record(.contacted(Contacted(assignment: order.assignment, attempt: attempt(contact))))
        case .complete(let complete): try completeUpward(complete, order)
        case .extend(let ask): try extendUpward(ask, order)
        case .defer(let ask): try deferUpward(ask, order)
        case .strikeOff(let strikeOff): try strikeOffUpward(strikeOff)
        case .approveReturn, .refuseReturn, .approveCompletion, .refuseCompletion, .approveExtension,
            .refuseExtension, .approveDeferral, .refuseDeferral, .contest, .decideContest, .forward:
            break
        }
    }

    /// A matter can go back up only while nobody here is at work on it.
    private mutating func askReturnUpward(_ ask: AskReturn, _ order: ReceivedOrder) throws(Refusal) {
        try requireNobodyAtWork(.askReturn)
        let late = try requireReturnable(ask, Returnable(order))
        signOrder()
        record(.orderReturnAsked(request(ask, late: late)))
    }

    /// The hotline handled the matter itself, without a unit.
    private mutating func completeUpward(_ complete: Complete, _ order: ReceivedOrder) throws(Refusal) {
        try requireNobodyAtWork(.complete)
        try requireTrue(complete.form.elsewhere, since: order.issuedAt)
        let form = completed(complete.form, nil)
        try requireComplete(
            form, repliesItself: order.role != .assisting, round: order.round, contacts: order.contacts,
            extended: order.extensions.approved > 0)
        acceptIfRegistered()
        signOrder()
        reportUpward(form)
    }

    private func requireNobodyAtWork(_ verb: Verb) throws(Refusal) {
        let open = ticket.openAssignments
        guard !open.isEmpty else { return }
        throw Refusal(
            .assignmentsOpen, "本级派单尚未结束：\(open.map(\.id.rawValue).joined(separator: "、"))，不能向上级\(verb.displayName)",
            cure: "先由承办单位办结或退回")
    }
}
