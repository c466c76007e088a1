extension Deciding {
    /// 申请办结 by a local unit. An assisting one reports to the lead and is done; the lead's is the one result
    /// (JY24-13.4).
    mutating func complete(_ complete: Complete, _ assignment: Assignment) throws(Refusal) {
        try requireTrue(complete.form.elsewhere, since: assignment.dispatchedAt)
        let form = completed(complete.form, assignment)
        try requireComplete(
            form, repliesItself: assignment.role != .assisting, round: assignment.round,
            contacts: assignment.contacts, extended: assignment.extensions.approved > 0, unit: assignment.assignee.unit)
        if assignment.role == .lead { try requireAssistingDone() }
        if assignment.role != .assisting { try requireStruckOff() }
        signIfNeeded(assignment)
        submit(form, assignment, crossed: false)
    }

    mutating func submit(_ form: CompletionForm, _ assignment: Assignment, crossed: Bool) {
        let isFinal = assignment.role == .assisting
        record(.completionSubmitted(Submitted(
            assignment: assignment.id,
            completion: Completion(
                form: form, submittedAt: context.now, by: actor, crossed: crossed, decision: nil),
            isFinal: isFinal, late: isFinal && isLate(assignment, form.elsewhere))))
        if isFinal { finishIfDone() }
    }

    mutating func approveCompletion(_ approve: Approve, _ assignment: Assignment) throws(Refusal) {
        if assignment.role == .lead { try requireAssistingDone() }
        try requireStruckOff()
        record(.completionApproved(decided(assignment, approved: true, approve.note, late: isLate(assignment))))
        finishIfDone()
    }

    /// ZZ23-10.3: on to the revisit, or upward, when every share is completed and none waits for a new dispatch.
    mutating func finishIfDone() {
        let standing = ticket.assignments.filter { $0.state != .withdrawn && !($0.state == .returned && $0.replaced) }
        guard !standing.isEmpty, standing.allSatisfy({ $0.state == .completed }) else { return }
        let result = CompletionForm.merged(
            standing.filter { $0.role != .assisting }.compactMap { $0.completion?.form })
        if ticket.isBoundByOrder {
            reportUpward(result)
        } else {
            let limit = context.ruleBook.revisit.limit.map { context.limit($0, from: context.now) }
            recordFollowing(.handled(Handled(result: result, revisitLimit: limit)))
        }
    }

    /// An ordered ticket's result goes to its assigner, who reviews it there.
    mutating func reportUpward(_ form: CompletionForm) {
        recordFollowing(.orderReported(Reported(completion: Completion(
            form: form, submittedAt: context.now, by: actor, crossed: false, decision: nil))))
    }

    private func requireAssistingDone() throws(Refusal) {
        let open = ticket.openAssignments.filter { $0.role == .assisting }
        guard !open.isEmpty else { return }
        throw Refusal(
            .assistingOpen, "会办单位尚未办结：\(open.map(\.id.rawValue).joined(separator: "、"))",
            article: "济管办〔2024〕23号第十三条第四项", cure: "待会办单位反馈后，由主办单位统一答复并申请办结")
    }

    /// ZZ23-16b: from dispatch to the day of approval; an assisting share's, to when its word was given.
    private func isLate(_ assignment: Assignment, _ elsewhere: ReportedElsewhere? = nil) -> Bool {
        assignment.handlingLimit?.isPast(at: elsewhere?.occurredAt ?? context.now) ?? false
    }
}
