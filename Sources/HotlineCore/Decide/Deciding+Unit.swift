import WorkCalendar

/// What goes on inside a unit, and what it could not tell the system itself.
extension Deciding {
    /// 交办科室: the section is told the facts and the limit (ZZ20-2.2.2).
    mutating func forward(_ forward: Forward, _ assignment: Assignment) throws(Refusal) {
        try require(["section": forward.section], AssignmentRule.row(for: .forward)?.article)
        signIfNeeded(assignment)
        let facts = forward.note.flatMap { isFilled($0) ? $0 : nil } ?? ticket.matter.title
        record(.forwarded(Forwarded(
            assignment: assignment.id,
            forwarding: Forwarding(
                section: forward.section, person: forward.person, facts: facts,
                due: ticket.assignment(assignment.id)?.handlingLimit?.due, at: context.now, by: actor))))
    }

    /// 补录: by the hotline, with a time that can be true (ZZ23-40).
    func requireTrue(_ elsewhere: ReportedElsewhere?, since dispatchedAt: Moment) throws(Refusal) {
        guard let elsewhere else { return }
        let article = "泽政办函〔2023〕11号第四十条"
        guard actor.role != .unit else {
            throw Refusal(.notAuthorised, "其他渠道的反馈由热线补录", article: article, cure: "能够使用系统的，直接反馈")
        }
        try require(["channel": elsewhere.channel, "reportedBy": elsewhere.reportedBy], article)
        guard elsewhere.occurredAt >= dispatchedAt, elsewhere.occurredAt <= context.now else {
            throw Refusal(
                .invalidField, "补录的时间\(elsewhere.occurredAt)不在派单与现在之间", article: article, cure: "填写实际反馈的时间")
        }
    }
}
