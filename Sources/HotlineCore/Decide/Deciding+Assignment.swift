extension Deciding {
    /// A command on an own assignment, or on the order that made the ticket.
    mutating func take(_ command: AssignmentCommand, on id: AssignmentID) throws(Refusal) {
        let verb = command.verb
        guard let rule = AssignmentRule.row(for: verb) else { return }
        if ticket.state == .archived { throw .archived(verb) }
        if let order = ticket.order, order.assignment == id {
            if let refusal = Authority.refusalOnOrder(actor, verb) { throw refusal }
            if let refusal = rule.refusal(in: order.state, onOrder: true) { throw refusal }
            return try takeOnOrder(command, order)
        }
        guard let assignment = ticket.assignment(id) else {
            throw Refusal(.unknownAssignment, "工单没有派单\(id)", cure: "核对派单编号")
        }
        if let refusal = Authority.refusal(actor, verb, on: assignment) { throw refusal }
        if let refusal = rule.refusal(in: assignment.state, onOrder: false) { throw refusal }
        try take(command, assignment)
    }

    private mutating func take(_ command: AssignmentCommand, _ assignment: Assignment) throws(Refusal) {
        switch command {
        case .sign: sign(assignment, below: nil)
        case .askReturn(let ask): try askReturn(ask, assignment)
        case .approveReturn(let approve): try approveReturn(approve, assignment)
        case .refuseReturn(let disapprove):
            try require(["reasons": disapprove.reasons], "泽政办函〔2023〕11号第十四条")
            record(.returnRefused(decided(assignment, approved: false, disapprove.reasons)))
        case .progress(let progress):
            try require(["text": progress.text], nil)
            try requireTrue(progress.elsewhere, since: assignment.dispatchedAt)
            signIfNeeded(assignment)
            record(.progressed(Progressed(assignment: assignment.id, note: note(progress))))
        case .contact(let contact):
            try require(["means": contact.means], nil)
            try requireTrue(contact.elsewhere, since: assignment.dispatchedAt)
            signIfNeeded(assignment)
            record(.contacted(Contacted(assignment: assignment.id, attempt: attempt(contact))))
        case .forward(let forward): try self.forward(forward, assignment)
        case .extend(let ask): try extend(ask, assignment)
        case .approveExtension(let approve): try approveExtension(approve, assignment)
        case .refuseExtension(let disapprove): try refuseExtension(disapprove, assignment)
        case .defer(let ask): try self.defer(ask, assignment)
        case .approveDeferral(let approve): try approveDeferral(approve, assignment)
        case .refuseDeferral(let disapprove): try refuseDeferral(disapprove, assignment)
        case .strikeOff(let strikeOff): try self.strikeOff(strikeOff, assignment)
        case .contest(let contest): try self.contest(contest, assignment)
        case .decideContest(let decide): try decideContest(decide, assignment)
        case .complete(let complete): try self.complete(complete, assignment)
        case .approveCompletion(let approve): try approveCompletion(approve, assignment)
        case .refuseCompletion(let disapprove):
            try require(["reasons": disapprove.reasons], "泽政办函〔2023〕11号第二十八条")
            record(.completionRefused(decided(assignment, approved: false, disapprove.reasons)))
        }
    }

    /// A lower node signed when it says so, within what is possible: the news of it may have been long on its way.
    mutating func sign(_ assignment: Assignment, below: SignedBelow?) {
        let at = max(assignment.dispatchedAt, min(below?.at ?? context.now, context.now))
        let fromSigning = context.ruleBook.limits.handling[ticket.matter.kind].from == .signing
        let limit = fromSigning && assignment.round == 1
            ? context.handlingLimit(ticket, dispatchedAt: assignment.dispatchedAt, signedAt: at) : nil
        let isMoved = limit.map { $0.due != assignment.handlingLimit?.due } ?? false
        record(.signed(Signed(
            assignment: assignment.id, handlingLimit: limit, late: assignment.signLimit?.isPast(at: at) ?? false,
            below: below, at: at == context.now ? nil : at,
            tellsLimit: isMoved && assignment.assignee.node != nil ? true : nil)))
    }

    /// Whoever acts on a share has taken it.
    mutating func signIfNeeded(_ assignment: Assignment) {
        if assignment.state == .dispatched { sign(assignment, below: nil) }
    }

    func attempt(_ contact: Contact) -> ContactAttempt {
        ContactAttempt(
            means: contact.means, reached: contact.reached, note: contact.note, at: context.now, by: actor,
            elsewhere: contact.elsewhere)
    }

    func note(_ progress: Progress) -> ProgressNote {
        ProgressNote(text: progress.text, at: context.now, by: actor, elsewhere: progress.elsewhere)
    }

    func decided(_ assignment: Assignment, approved: Bool, _ reasons: String?, late: Bool = false) -> Decided {
        Decided(
            assignment: assignment.id,
            decision: Decision(approved: approved, reasons: reasons, by: actor, at: context.now), late: late)
    }
}
