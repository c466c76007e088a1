package import WorkCalendar

/// 其他渠道补录 (ZZ23-40): what a unit that could not reach the system said by another channel, taken down by the
/// hotline afterwards. Limits are not extended by it; what was said in time was in time.
package struct ReportedElsewhere: Codable, Hashable, Sendable {
    /// When it really happened.
    package var occurredAt: Moment
    /// 渠道: telephone, paper, …
    package var channel: String
    /// The person of the unit who said it.
    package var reportedBy: String

    package init(occurredAt: Moment, channel: String, reportedBy: String) {
        self.occurredAt = occurredAt
        self.channel = channel
        self.reportedBy = reportedBy
    }
}
