import WorkCalendar

extension Deciding {
    /// 督办 of an own ticket by one of the rule book's means (ZZ23-31, JY24-25, YC19-7.3d).
    mutating func supervise(_ supervise: Supervise) throws(Refusal) {
        let terms = context.ruleBook.supervision
        guard let means = terms.means(supervise.means) else {
            let known = terms.means.map { "\($0.code)（\($0.title)）" }.joined(separator: "、")
            throw Refusal(
                .invalidField, "“\(supervise.means)”不是规定的督办方式", article: terms.article, cure: "选择：\(known)")
        }
        try require(
            ["text": supervise.text, "approvedBy": means.approvedBy == nil ? "-" : supervise.approvedBy],
            means.article)
        if let id = supervise.assignment, ticket.assignment(id) == nil {
            throw Refusal(.unknownAssignment, "工单没有派单\(id)", cure: "核对派单编号")
        }
        recordSupervised(means, by: supervise)
        if means.kind == .escalation { record(.escalated(Escalate(reason: supervise.text))) }
    }

    mutating func recordSupervised(_ means: RuleBook.SupervisionTerms.Means, by supervise: Supervise) {
        record(.supervised(Supervision(
            id: String(ticket.supervisions.count + 1), means: means.code, assignment: supervise.assignment,
            trigger: supervise.trigger, text: supervise.text,
            approvedBy: means.approvedBy == nil ? nil : supervise.approvedBy, article: means.article,
            answerDue: answerLimit(means, supervise.answerDue), at: context.now, by: actor, answer: nil)))
    }

    /// 督办反馈: in time, signed by the unit's head where the means asks it (ZZ23-31.3).
    mutating func answer(_ answer: AnswerSupervision) throws(Refusal) {
        guard let supervision = ticket.supervisions.first(where: { $0.id == answer.supervision }) else {
            throw Refusal(.unknownDirective, "工单没有督办\(answer.supervision)", cure: "核对督办编号")
        }
        if let refusal = refusal(answering: supervision) { throw refusal }
        let means = context.ruleBook.supervision.means(supervision.means)
        try require(
            ["text": answer.text, "signedBy": means?.signedByHead == true ? answer.signedBy : "-"],
            supervision.article)
        record(.supervisionAnswered(SupervisionAnswered(
            supervision: supervision.id,
            answer: SupervisionAnswer(
                text: answer.text, signedBy: answer.signedBy,
                late: supervision.answerDue?.isPast(at: context.now) ?? false, at: context.now, by: actor))))
    }

    /// A proposal that a person found unfounded.
    mutating func dismiss(_ dismiss: DismissProposal) throws(Refusal) {
        try require(["reason": dismiss.reason], nil)
        guard ticket.proposals.contains(where: { $0.trigger == dismiss.trigger && $0.settledAt == nil }) else {
            throw Refusal(.unknownDirective, "没有待确认的督办建议“\(dismiss.trigger)”", cure: "从工单的督办建议中选择")
        }
        record(.proposalDismissed(dismiss))
    }

    private func answerLimit(_ means: RuleBook.SupervisionTerms.Means, _ asked: Day?) -> Limit? {
        if let asked {
            let deadline = Deadline(due: asked.end, dueDate: asked, provisional: false)
            return Limit(deadline, from: context.now, article: means.article)
        }
        return means.answer.map { context.limit($0, from: context.now) }
    }

    private func refusal(answering supervision: Supervision) -> Refusal? {
        guard supervision.answer == nil else {
            return Refusal(.notNow, "督办\(supervision.id)已经反馈", cure: "无需再次反馈")
        }
        guard actor.role == .unit else { return nil }
        guard let id = supervision.assignment, let assignment = ticket.assignment(id),
            assignment.assignee.unit == actor.unit
        else { return Refusal(.notAuthorised, "该督办不针对本单位", cure: "由被督办的单位反馈") }
        return nil
    }
}
