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
    /// The ground on which an unfinished matter is submitted (ZZ23-22.1, 22.2), by its code in the rule book.
    package var unfinished: String?
    /// 履责意见, in a redo only.
    package var opinion: DutyOpinion?
    /// Where it came by another channel and was taken down afterwards.
    package var elsewhere: ReportedElsewhere?

    /// How the petitioner was told, or why that was not needed.
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
        items: [String: String]? = nil, unfinished: String? = nil, opinion: DutyOpinion? = nil,
        elsewhere: ReportedElsewhere? = nil
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
        self.unfinished = unfinished
        self.opinion = opinion
        self.elsewhere = elsewhere
    }
}

extension CompletionForm {
    /// The items that are members of their own; every other name stands in ``items``.
    private static let own: [String: @Sendable (CompletionForm) -> String?] = [
        "handling": \.handling, "result": \.result, "unit": \.unit, "person": \.person,
        "handledAt": { $0.handledAt?.description }, "stageResult": \.stageResult, "followUp": \.followUp,
        "reply.at": { $0.reply?.at?.description }, "reply.means": { $0.reply?.means },
        "reply.content": { $0.reply?.content }, "reply.exemption": { $0.reply?.exemption },
    ]

    /// What stands under an item of the rule book's form; nil where nothing does.
    package func value(of item: String) -> String? {
        let value = CompletionForm.own[item].map { $0(self) } ?? items?[item]
        return isFilled(value) ? value : nil
    }

    /// Where the item stands in the request, as refusals and forms name it.
    package static func path(of item: String) -> String {
        own[item] == nil ? "items.\(item)" : item
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
        merged.opinion = forms.compactMap(\.opinion).last
        merged.elsewhere = forms.compactMap(\.elsewhere).last
        return merged
    }
}

/// Holds something other than white space.
func isFilled(_ text: String?) -> Bool {
    text?.contains { !$0.isWhitespace } ?? false
}
