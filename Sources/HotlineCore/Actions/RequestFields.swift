/// The fields of what an assignee asks for; what the rule book needs is required.
func requestFields(_ verb: Verb, _ book: RuleBook) -> [ActionForm.Field] {
    switch verb {
    case .askReturn:
        return returnFields(book.returns)
    case .extend:
        let needs = book.extensions?.needs ?? []
        return [
            .day("until", "承诺办结日期"), .longText("reason", "延期理由"),
            .longText("basis", "延期依据", required: needs.contains(.basis)),
            .text("consent", "同意延期的单位主要领导", required: needs.contains(.consent)),
            .flag("petitionerTold", "已告知诉求人延期理由和期限", required: needs.contains(.petitionerTold)),
        ]
    case .defer:
        return [
            .day("until", "解决时限"), .longText("reason", "暂时无法解决的原因"), .longText("progress", "办理进度"),
            .longText("measures", "解决措施"), .longText("plan", "推进方案"), .text("responsible", "责任人"),
            .flag("petitionerTold", "已告知诉求人"),
        ]
    case .strikeOff:
        return [
            .longText("result", "办理结果"), .text("petitionerSigned", "签字认可的诉求人"), .day("signedOn", "签字日期"),
            .text("leader", "主要责任人"), .text("consent", "签署意见（\(StrikeOff.consentWords)）"),
        ]
    case .contest: return [.longText("reasons", "异议理由")]
    case .decideContest: return [.flag("upheld", "异议成立"), .longText("reasons", "理由")]
    default: return []
    }
}

/// Each reason tells what it needs (ZZ23-12). Photos are attached before, with `attach`.
private func returnFields(_ returns: RuleBook.Returns) -> [ActionForm.Field] {
    let reasons = returns.reasons.map { reason in
        ActionForm.Field.Choice(value: reason.code, label: reason.title, needs: reason.needs?.map(\.rawValue))
    }
    var fields: [ActionForm.Field] = [
        ActionForm.Field(name: "reason", label: "退回理由", kind: .choice, required: true, choices: reasons),
        .longText("explanation", "说明"), .longText("basis", "依据", required: false),
        .text("suggestion", "转办建议", required: false), .text("knowledge", "适用知识点", required: false),
        ActionForm.Field(name: "foundAt", label: "踏勘时间", kind: .moment, required: false),
    ]
    if returns.reasons.contains(where: { $0.needs?.contains(.photos) ?? false }) {
        fields.append(ActionForm.Field(
            name: "photos", label: "现场照片（先作为“现场”类附件上传）", kind: .file, required: false))
    }
    return fields
}

/// The fields of supervision; its means come from the rule book.
func supervisionFields(_ verb: Verb, _ book: RuleBook) -> [ActionForm.Field] {
    switch verb {
    case .supervise:
        return [
            .choice("means", "督办方式", book.supervision.means.map { ($0.code, $0.title) }),
            .text("assignment", "督办对象（派单编号）", required: false), .longText("text", "督办内容"),
            .text("approvedBy", "批准领导", required: false), .text("trigger", "督办情形", required: false),
            .day("answerDue", "反馈期限", required: false),
        ]
    case .answerSupervision:
        return [.text("supervision", "督办编号"), .longText("text", "整改情况"), .text("signedBy", "主要负责人", required: false)]
    case .dismissProposal: return [.text("trigger", "督办情形"), .longText("reason", "不予督办的理由")]
    default: return []
    }
}
