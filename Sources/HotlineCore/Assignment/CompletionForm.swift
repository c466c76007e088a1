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
