import HotlineCore

/// Shares of tickets, and what is asked and decided on them.
extension Component {
    static let ofAssignments: [Component] = [
        assignment, receivedOrder, returnRequest, extensionRequest, deferral, decision, progressNote, contactAttempt,
        completion, completionForm, elsewhere, opinion,
    ]

    static let assignment = Component("Assignment", "派单: one unit's or one node's share of a ticket", [
        .always("id", .component(assignmentID), "Its ticket and number"),
        .always("assignee", .component(assignee), "承办方"), .always("role", .oneOf(AssignmentRole.self), "主办、会办"),
        .always("round", .count, "1, after a redo 2"),
        .always("state", .oneOf(AssignmentState.self), "Where it stands"),
        .always("dispatchedAt", .moment, "派单时间"), .maybe("note", .text, "派单说明"),
        .maybe("signLimit", .component(limit), "签收时限"), .maybe("handlingLimit", .component(limit), "办理时限"),
        .maybe("signedAt", .moment, "签收时间"), .always("signedLate", .flag, "签收逾期"),
        .maybe("firstReceivedAt", .moment, "When the assignee first received the matter"),
        .maybe("below", .object([]), "The lower node's own ticket, once it signed"),
        .maybe("returnRequest", .component(returnRequest), "退回申请"),
        .maybe("extensions", .list(of: .component(extensionRequest)), "延期申请 of this round"),
        .maybe("deferral", .component(deferral), "挂账"),
        .maybe("settlement", .object([]), "How its unit was decided after a dispute"),
        .always("replaced", .flag, "A returned share for which a new dispatch was made"),
        .maybe("forwards", .list(of: .object([])), "交办科室"),
        .always("progress", .list(of: .component(progressNote)), "办理进度"),
        .always("contacts", .list(of: .component(contactAttempt)), "Attempts to reach the petitioner"),
        .maybe("completion", .component(completion), "办结申请"), .maybe("completedAt", .moment, "办结时间"),
        .always("completedLate", .flag, "办结逾期"),
        .maybe("firstResponsible", .flag, "首问责任"),
        .maybe("actions", .list(of: .component(action)), "What this caller may do with it"),
    ])

    static let receivedOrder = Component("ReceivedOrder", "The assignment above that made this ticket 上级派单", [
        .always("assigner", .component(nodeCode), "The node above"),
        .always("assignment", .component(assignmentID), "Its assignment"),
        .always("role", .oneOf(AssignmentRole.self), "主办、会办"), .always("round", .count, "1, after a redo 2"),
        .always("state", .oneOf(AssignmentState.self), "Where it stands"),
        .always("issuedAt", .moment, "By the assigner's clock"),
        .always("receivedAt", .moment, "By this node's"), .maybe("due", .moment, "The assigner's limit"),
        .maybe("note", .text, "派单说明"), .maybe("signedAt", .moment, "签收时间"),
        .maybe("returnRequest", .component(returnRequest), "退回申请"),
        .maybe("extensions", .list(of: .component(extensionRequest)), "延期申请"),
        .maybe("deferral", .component(deferral), "挂账"),
        .maybe("completion", .component(completion), "What was reported"),
        .always("contacts", .list(of: .component(contactAttempt)), "Attempts to reach the petitioner"),
    ])

    static let returnRequest = Component("ReturnRequest", "退回申请", [
        .always("reason", .text, "The rule book's reason"), .always("explanation", .text, "理由"),
        .maybe("basis", .text, "依据"), .maybe("suggestion", .text, "转办建议"),
        .maybe("knowledge", .component(knowledge), "The entry that answers the matter"),
        .maybe("foundAt", .moment, "踏勘时间"),
        .always("askedAt", .moment, "When"), .always("late", .flag, "After the window"),
        .maybe("decision", .component(decision), "What was decided"),
        .maybe("outcome", .text, "Where the approved return went"),
    ])

    static let extensionRequest = Component("ExtensionRequest", "延期申请", [
        .always("until", .day, "承诺办结日期"), .always("reason", .text, "延期理由"), .maybe("basis", .text, "延期依据"),
        .maybe("consent", .text, "同意延期的单位主要领导"), .maybe("petitionerTold", .flag, "已告知诉求人"),
        .always("askedAt", .moment, "When"), .maybe("beyondRule", .text, "What the rule book does not give"),
        .maybe("decision", .component(decision), "What was decided"),
    ])

    static let deferral = Component("Deferral", "挂账", [
        .always("until", .day, "解决时限"), .always("reason", .text, "暂时无法解决的原因"), .always("progress", .text, "办理进度"),
        .always("measures", .text, "解决措施"), .always("plan", .text, "推进方案"), .always("responsible", .text, "责任人"),
        .maybe("petitionerTold", .flag, "已告知诉求人"), .always("askedAt", .moment, "When"),
        .maybe("decision", .component(decision), "What was decided"), .maybe("strikeOff", .object([]), "销号"),
    ])

    static let decision = Component("Decision", "An assigner's word on a request 审核意见", [
        .always("approved", .flag, "Whether it was granted"), .maybe("reasons", .text, "理由"),
        .always("by", .component(actor), "Who"), .always("at", .moment, "When"),
    ])

    static let progressNote = Component("ProgressNote", "办理进度", [
        .always("text", .text, "What was done"), .always("at", .moment, "When"),
        .always("by", .component(actor), "Who"),
        .maybe("elsewhere", .component(elsewhere), "补录"),
    ])

    static let contactAttempt = Component("ContactAttempt", "An attempt to reach the petitioner", [
        .always("means", .text("telephone"), "联系方式"), .always("reached", .flag, "是否联系上"), .maybe("note", .text, "说明"),
        .always("at", .moment, "When"), .always("by", .component(actor), "Who"),
        .maybe("elsewhere", .component(elsewhere), "补录"),
    ])

    static let completion = Component("Completion", "办结申请 and what was decided on it", [
        .always("form", .component(completionForm), "What was handed in"), .always("submittedAt", .moment, "When"),
        .always("by", .component(actor), "Who"), .always("crossed", .flag, "Before the assigner's last order was seen"),
        .maybe("decision", .component(decision), "What was decided"),
    ])

    static let completionForm = Component("CompletionForm", "办理结果, with the items that the rule book asks for", [
        .maybe("handling", .text, "办理情况"), .maybe("result", .text, "办理结果"), .maybe("unit", .text, "承办单位"),
        .maybe("person", .text, "承办人"), .maybe("handledAt", .moment, "办理时间"),
        .maybe("reply", .object([
            .maybe("at", .moment, "回复时间"), .maybe("means", .text, "回复方式"), .maybe("content", .text, "回复内容"),
            .maybe("exemption", .text, "不需要回复的类型"),
        ]), "回复诉求人"),
        .maybe("stageResult", .text, "阶段性结果"), .maybe("followUp", .text, "后续安排"),
        .maybe("items", JSONSchema(["type": "object", "additionalProperties": ["type": "string"]]),
            "The rule book's own items"),
        .maybe("unfinished", .text, "未办结情形"), .maybe("opinion", .component(opinion), "履责意见"),
        .maybe("elsewhere", .component(elsewhere), "补录"),
    ])

    static let elsewhere = Component("ReportedElsewhere", "其他渠道补录: what a unit said by another channel", [
        .always("occurredAt", .moment, "实际发生时间"), .always("channel", .text, "反馈渠道"),
        .always("reportedBy", .text, "反馈人"),
    ])

    static let opinion = Component("DutyOpinion", "履责意见", [
        .always("statement", .text, "What was done and why no more can be"),
        .always("approvedBy", .text, "Who approved it"),
        .always("signedOn", .day, "签字日期"), .always("copiedTo", .text, "抄送"), .maybe("sealedBy", .text, "盖章单位"),
    ])
}
