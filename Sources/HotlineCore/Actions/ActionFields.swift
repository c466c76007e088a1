/// The fields of an action's form; choices and requirements come from the rule book.
func fields(_ verb: Verb, _ context: Context) -> [ActionForm.Field] {
    let book = context.ruleBook
    switch verb {
    case .refuse: return [.text("reason", "不予受理理由"), .longText("guidance", "告知诉求人的途径")]
    case .transfer: return [.text("to", "转接至"), .longText("note", "说明", required: false)]
    case .answer: return [.longText("text", "答复内容"), .text("knowledge", "适用知识点", required: false)]
    case .dispatch: return [ActionForm.Field(name: "assignments", label: "承办方", kind: .shares, required: true)]
    case .supplement: return [.longText("text", "补充内容")]
    case .attach: return attachFields()
    case .withdraw: return [.longText("reason", "撤回原因")]
    case .revisit: return revisitFields(book)
    case .redo: return [.longText("reasons", "重办理由")]
    case .archive:
        return [
            .text("category", "归档类别", required: false), .longText("note", "说明", required: false),
            ActionForm.Field(name: "noRevisitWanted", label: "诉求人明确无需回访", kind: .flag, required: false),
        ]
    case .askReturn:
        let reasons = book.returns.reasons.map { ActionForm.Field.Choice(value: $0.code, label: $0.title) }
        return [
            ActionForm.Field(name: "reason", label: "退回理由", kind: .choice, required: true, choices: reasons),
            .longText("explanation", "说明"), .longText("basis", "依据", required: false),
            .text("suggestion", "转办建议", required: false), .text("knowledge", "适用知识点", required: false),
        ]
    case .refuseReturn, .refuseCompletion: return [.longText("reasons", "理由")]
    case .accept, .approveReturn, .approveCompletion: return [.longText("note", "说明", required: false)]
    case .progress: return [.longText("text", "办理进度")]
    case .contact:
        return [
            .text("means", "联系方式"),
            ActionForm.Field(name: "reached", label: "是否联系上", kind: .flag, required: true),
            .longText("note", "说明", required: false),
        ]
    case .complete: return completionFields(book)
    default: return []
    }
}

/// The content is the body of `POST …/attachments`, the rest its query.
private func attachFields() -> [ActionForm.Field] {
    let kinds = Attachment.Kind.allCases.map { ActionForm.Field.Choice(value: $0.rawValue, label: $0.displayName) }
    return [
        ActionForm.Field(name: "file", label: "文件", kind: .file, required: true), .text("name", "文件名"),
        ActionForm.Field(name: "class", label: "类别", kind: .choice, required: true, choices: kinds),
        ActionForm.Field(name: "cleared", label: "确认不泄露保密诉求人身份", kind: .flag, required: false),
    ]
}

private func revisitFields(_ book: RuleBook) -> [ActionForm.Field] {
    let ratings: [ActionForm.Field.Choice] = [
        .init(value: Revisit.Rating.satisfied.rawValue, label: "满意"),
        .init(value: Revisit.Rating.unsatisfied.rawValue, label: "不满意"),
        .init(value: Revisit.Rating.unanswered.rawValue, label: "未作评价"),
    ]
    let exceptions = book.revisit.exceptions.map { ActionForm.Field.Choice(value: $0.code, label: $0.title) }
    return [
        ActionForm.Field(name: "rating", label: "评价", kind: .choice, required: true, choices: ratings),
        ActionForm.Field(name: "wasTold", label: "是否告知处置结果", kind: .flag, required: false),
        ActionForm.Field(name: "wasSolved", label: "是否依法依规合理解决", kind: .flag, required: false),
        .longText("reason", "不满意原因", required: false),
        ActionForm.Field(
            name: "exception", label: "不予重办的例外情形", kind: .choice, required: false, choices: exceptions),
        ActionForm.Field(name: "callService", label: "话务服务评价", kind: .choice, required: false, choices: ratings),
    ]
}

private func completionFields(_ book: RuleBook) -> [ActionForm.Field] {
    CompletionItem.allCases.map { item in
        ActionForm.Field(
            name: "form.\(item.rawValue)", label: item.displayName, kind: item == .handledAt ? .moment : .longText,
            required: book.completion.required.contains(item))
    }
}

extension ActionForm.Field {
    fileprivate static func text(_ name: String, _ label: String, required: Bool = true) -> Self {
        Self(name: name, label: label, kind: .text, required: required)
    }

    fileprivate static func longText(_ name: String, _ label: String, required: Bool = true) -> Self {
        Self(name: name, label: label, kind: .longText, required: required)
    }
}
