import HotlineCore

/// What a line of the timeline says.
extension Wording {
    /// The event's name as people at the desks say it.
    static func event(_ type: String) -> String {
        events[type] ?? type
    }

    /// The telling part of an event's data on one line: the assignment, to whom, and whatever was written.
    static func remarks(of data: JSONValue?) -> String {
        guard let data else { return "" }
        var parts = [data.text("assignment"), timed(data)]
        parts += data.list("assignments").map { assignment in
            assignment.string
                ?? "\(assignee(assignment["assignee"]))（\(assignmentRole(assignment.text("role")))）"
        }
        for place in places {
            parts += words.map { data.value(at: place + [$0])?.string ?? "" }
        }
        if let rating = data["rating"]?.string { parts.append(ratings[rating] ?? rating) }
        return parts.filter { !$0.isEmpty }.joined(separator: "  ")
    }

    /// What the clock was about, 办理时限 期限 09-24 23:59（应于 09-25 00:00）: the moment it was due, beside the true one.
    private static func timed(_ data: JSONValue) -> String {
        guard let of = Timed(rawValue: data.text("of")) else { return "" }
        let parts = ["\(of.displayName)  期限 \(LocalTime.short(data.text("due")))", data.text("skips")]
        let late = data.text("at") == data.text("noticedAt") ? [] : ["应于 \(LocalTime.minute(data.text("at")))"]
        return (parts + late + data.list("tells").compactMap(\.string)).filter { !$0.isEmpty }.joined(separator: "  ")
    }

    /// Where in an event's data people's own words stand.
    private static let places: [[String]] = [
        [], ["matter"], ["note"], ["request"], ["decision"], ["attempt"], ["completion", "form"], ["forwarding"],
        ["result"],
    ]
    private static let words = [
        "title", "to", "reason", "reasons", "explanation", "guidance", "text", "note", "means", "handling", "result",
        "section", "facts",
    ]
    private static let ratings = ["satisfied": "满意", "unsatisfied": "不满意", "unanswered": "未作评价"]

    private static let events = [
        "ticket.registered": "登记", "ticket.ordered": "收到上级派单", "ticket.accepted": "受理",
        "ticket.refused": "不予受理", "ticket.transferred": "转接", "ticket.answered": "直接答复",
        "ticket.dispatched": "派单", "ticket.supplemented": "补充", "attachment.added": "添加附件", "ticket.withdrawn": "撤回",
        "ticket.handled": "办理完毕", "ticket.revisited": "回访", "redo.ordered": "重办", "ticket.archived": "归档",
        "ticket.linked": "关联",
        "assignment.signed": "签收", "return.asked": "申请退回", "return.approved": "同意退回",
        "return.refused": "不同意退回", "assignment.progressed": "办理进度", "petitioner.contacted": "联系诉求人",
        "completion.submitted": "申请办结", "completion.approved": "同意办结", "completion.refused": "不同意办结",
        "extension.asked": "申请延期", "extension.approved": "同意延期", "extension.refused": "不同意延期",
        "deferral.asked": "申请挂账", "deferral.approved": "列入挂账", "deferral.refused": "不同意挂账",
        "deferral.struckOff": "销号", "rating.contested": "评价异议", "contest.decided": "甄别评价异议",
        "assignment.forwarded": "交办科室", "ticket.corrected": "更正",
        "ticket.supervised": "督办", "supervision.answered": "反馈督办",
        "supervision.proposed": "建议督办", "supervision.dismissed": "不予督办",
        "order.limit.moved": "上级调整时限", "order.extension.asked": "向上级申请延期", "order.extension.approved": "上级同意延期",
        "order.extension.refused": "上级不同意延期", "order.deferral.asked": "向上级申请挂账",
        "order.deferral.approved": "上级同意挂账", "order.deferral.refused": "上级不同意挂账",
        "order.deferral.struckOff": "向上级报销号", "order.signed": "签收上级派单", "order.return.asked": "向上级申请退回",
        "order.return.approved": "上级同意退回", "order.return.refused": "上级不同意退回",
        "order.progressed": "向上级报告进度", "order.reported": "向上级报结", "order.completion.approved": "上级同意办结",
        "order.completion.refused": "上级不同意办结", "order.redo.received": "上级要求重办", "order.assisted": "会办结果",
        "message.late": "迟到的消息", "ordinal.skipped": "跳过缺失的消息", "directive.received": "收到督办",
        "directive.answered": "答复督办", "ticket.escalated": "提请上级", "ticket.recovered": "从上级恢复",
        "limits.recounted": "按新公布的放假安排重算时限", "timer.reminded": "到期提醒", "timer.overdue": "逾期标记",
    ]
}
