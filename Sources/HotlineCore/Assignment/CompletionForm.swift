package import WorkCalendar

/// What the assignee states on completion (ZZ23-21). Which fields a kind needs stands in the rule book.
package struct CompletionForm: Codable, Hashable, Sendable {
    /// 办理情况: what was done.
    package var handling: String?
    /// 办理结果.
    package var result: String?
    /// 办理单位.
    package var unit: String?
    /// 经办人.
    package var person: String?
    /// 办理时间, to the day; emergencies to the hour.
    package var handledAt: Moment?
    /// 回复诉求人.
    package var reply: Reply?
    /// 阶段性结果 and what follows.
    package var stageResult: String?
    package var followUp: String?
    /// Further items of the rule book's form by their field name (case filing, adoption, recovered losses, …).
    package var items: [String: String]?

    package struct Reply: Codable, Hashable, Sendable {
        package var at: Moment?
        /// 电话、短信、书面; or why none was given.
        package var means: String?
        package var content: String?
        /// The exception under which no reply is needed (ZZ23-19).
        package var exemption: String?

        package init(at: Moment? = nil, means: String? = nil, content: String? = nil, exemption: String? = nil) {
            self.at = at
            self.means = means
            self.content = content
            self.exemption = exemption
        }
    }

    package init(
        handling: String? = nil, result: String? = nil, unit: String? = nil, person: String? = nil,
        handledAt: Moment? = nil, reply: Reply? = nil, stageResult: String? = nil, followUp: String? = nil,
        items: [String: String]? = nil
    ) {
        self.handling = handling
        self.result = result
        self.unit = unit
        self.person = person
        self.handledAt = handledAt
        self.reply = reply
        self.stageResult = stageResult
        self.followUp = followUp
        self.items = items
    }
}

/// The items of a completion form by name, so that a rule book can say which it needs.
package enum CompletionItem: String, Codable, Hashable, Sendable, CaseIterable {
    case handling, result, unit, person, handledAt
    case replyMeans = "reply.means"
    case replyContent = "reply.content"
    case stageResult, followUp

    package var displayName: String {
        switch self {
        case .handling: "办理情况"
        case .result: "办理结果"
        case .unit: "办理单位"
        case .person: "经办人"
        case .handledAt: "办理时间"
        case .replyMeans: "回复方式"
        case .replyContent: "回复内容"
        case .stageResult: "阶段性结果"
        case .followUp: "后续处理计划"
        }
    }

    /// Part of the reply to the petitioner: not asked of an assisting assignee, nor where the hotline answers itself.
    package var isReply: Bool { self == .replyMeans || self == .replyContent }
}

extension CompletionForm {
    /// Whether an item is filled in. An exemption (ZZ23-19) stands for the whole reply.
    package func has(_ item: CompletionItem) -> Bool {
        switch item {
        case .handling: isFilled(handling)
        case .result: isFilled(result)
        case .unit: isFilled(unit)
        case .person: isFilled(person)
        case .handledAt: handledAt != nil
        case .replyMeans: isFilled(reply?.means) || isFilled(reply?.exemption)
        case .replyContent: isFilled(reply?.content) || isFilled(reply?.exemption)
        case .stageResult: isFilled(stageResult)
        case .followUp: isFilled(followUp)
        }
    }

    /// The one result of several independent shares: each text under its assignee's, in order.
    package static func merged(_ forms: [CompletionForm]) -> CompletionForm {
        guard forms.count != 1, var merged = forms.first else { return forms.first ?? CompletionForm() }
        func joined(_ texts: [String?]) -> String? {
            let filled = texts.compactMap { $0 }.filter { !$0.isEmpty }
            return filled.isEmpty ? nil : filled.joined(separator: "\n")
        }
        merged.handling = joined(forms.map(\.handling))
        merged.result = joined(forms.map(\.result))
        merged.unit = joined(forms.map(\.unit))
        merged.person = joined(forms.map(\.person))
        merged.handledAt = forms.compactMap(\.handledAt).max()
        merged.reply = forms.compactMap(\.reply).last
        return merged
    }
}

/// Holds something other than white space.
func isFilled(_ text: String?) -> Bool {
    text?.contains { !$0.isWhitespace } ?? false
}
