/// The fields of an action's form; choices and requirements come from the rule book.
func fields(_ verb: Verb, _ context: Context, _ matter: Matter) -> [ActionForm.Field] {
    let book = context.ruleBook
    switch verb {
    case .refuse:
        return [
            .choice("reason", "不予受理情形", book.intake.exclusions.map { ($0.code, $0.title) }),
            .longText("guidance", "告知诉求人的途径", required: false),
        ]
    case .transfer: return [.text("to", "转接至"), .longText("note", "说明", required: false)]
    case .answer: return [.longText("text", "答复内容"), .text("knowledge", "适用知识点", required: false)]
    case .dispatch:
        return [
            ActionForm.Field(name: "assignments", label: "承办方", kind: .shares, required: true),
            .longText("reason", "未按属地、主管原则派单的理由", required: false),
        ]
    case .supplement: return [.longText("text", "补充内容")]
    case .attach: return attachFields()
    case .withdraw: return [.longText("reason", "撤回原因")]
    case .revisit: return revisitFields(book)
    case .redo: return [.longText("reasons", "重办理由")]
    case .link: return [.text("relatedTo", "所重复的工单标识")]
    case .archive:
        return [
            .text("category", "归档类别", required: false), .longText("note", "说明", required: false),
            ActionForm.Field(name: "noRevisitWanted", label: "诉求人明确无需回访", kind: .flag, required: false),
        ]
    case .refuseReturn, .refuseCompletion, .refuseExtension, .refuseDeferral: return [.longText("reasons", "理由")]
    case .accept, .approveReturn, .approveCompletion, .approveExtension, .approveDeferral:
        return [.longText("note", "说明", required: false)]
    case .forward: return forwardFields
    case .progress: return [.longText("text", "办理进度")] + elsewhereFields(context)
    case .contact: return contactFields + elsewhereFields(context)
    case .complete: return completionFields(book, matter) + elsewhereFields(context)
    case .correct: return correctionFields
    case .askReturn, .extend, .defer, .strikeOff, .contest, .decideContest: return requestFields(verb, book)
    case .supervise, .answerSupervision, .dismissProposal: return supervisionFields(verb, book)
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
    var ratings: [ActionForm.Field.Choice] = [
        .init(value: Revisit.Rating.satisfied.rawValue, label: "满意"),
        .init(value: Revisit.Rating.unsatisfied.rawValue, label: "不满意"),
    ]
    if book.revisit.unanswered != nil {
        ratings.append(.init(value: Revisit.Rating.unanswered.rawValue, label: "未作评价"))
    }
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

private func completionFields(_ book: RuleBook, _ matter: Matter) -> [ActionForm.Field] {
    let terms = book.completion
    var fields = terms.form.filter { $0.concerns(matter) }.map { item in
        ActionForm.Field(
            name: CompletionForm.path(of: item.name), label: item.title, kind: ActionForm.Field.Kind(item.type),
            required: item.required && item.unless == nil,
            choices: item.choices?.map { .init(value: $0.value, label: $0.title) })
    }
    fields.append(.choice(
        "reply.exemption", "不需要回复的类型", terms.exemptions.map { ($0.code, $0.title) }, required: false))
    if !terms.unfinished.isEmpty {
        fields.append(.choice(
            "unfinished", "未办结情形", terms.unfinished.map { ($0.code, $0.title) }, required: false))
    }
    return fields
}

private let forwardFields: [ActionForm.Field] = [
    .text("section", "承办科室"), .text("person", "科室经办人", required: false),
    .longText("note", "基本情况", required: false),
]

private let contactFields: [ActionForm.Field] = [
    .text("means", "联系方式"), .flag("reached", "是否联系上"), .longText("note", "说明", required: false),
]

/// What the hotline adds where a unit spoke by another channel (ZZ23-40).
private func elsewhereFields(_ context: Context) -> [ActionForm.Field] {
    guard context.actor.role != .unit else { return [] }
    return [
        ActionForm.Field(name: "occurredAt", label: "补录：实际发生时间", kind: .moment, required: false),
        .text("channel", "补录：反馈渠道", required: false), .text("reportedBy", "补录：反馈人", required: false),
    ]
}

private let correctionFields: [ActionForm.Field] = [
    .choice("kind", "诉求类型", MatterKind.allCases.map { ($0.rawValue, $0.displayName) }, required: false),
    .flag("emergency", "突发", required: false), .flag("massOutage", "大面积停水停电等", required: false),
    .text("title", "标题", required: false),
    .longText("content", "内容", required: false), .text("place", "地点", required: false),
    .text("occurredAt", "涉事时间", required: false), .text("category", "类别", required: false),
    .longText("reason", "更正理由"),
]

extension ActionForm.Field.Kind {
    fileprivate init(_ type: RuleBook.CompletionTerms.Item.Kind) {
        switch type {
        case .text: self = .longText
        case .flag: self = .flag
        case .day: self = .day
        case .moment: self = .moment
        case .choice: self = .choice
        }
    }
}

extension ActionForm.Field {
    static func text(_ name: String, _ label: String, required: Bool = true) -> Self {
        Self(name: name, label: label, kind: .text, required: required)
    }

    static func longText(_ name: String, _ label: String, required: Bool = true) -> Self {
        Self(name: name, label: label, kind: .longText, required: required)
    }

    static func flag(_ name: String, _ label: String, required: Bool = true) -> Self {
        Self(name: name, label: label, kind: .flag, required: required)
    }

    static func day(_ name: String, _ label: String, required: Bool = true) -> Self {
        Self(name: name, label: label, kind: .day, required: required)
    }

    static func choice(
        _ name: String, _ label: String, _ choices: [(String, String)], required: Bool = true
    ) -> Self {
        Self(
            name: name, label: label, kind: .choice, required: required,
            choices: choices.map { Choice(value: $0.0, label: $0.1) })
    }
}
