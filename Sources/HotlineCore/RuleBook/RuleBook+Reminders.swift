package import WorkCalendar

extension RuleBook {
    /// 提醒: what the system says by itself before a limit ends (ZZ20-2.3.5, YC19-7.3d), and what it flags.
    package struct ReminderTerms: Codable, Hashable, Sendable {
        package var terms: [Reminder]
        /// 当天工单当天处理 (ZZ20-2.3.1): what is unsigned at its end is flagged; nil = 未规定.
        package var sameDay: Term?
        package var article: String
    }

    /// One reminder before the end of one kind of limit.
    package struct Reminder: Codable, Hashable, Sendable {
        /// The limit that it goes before.
        package var of: Timed
        /// How long before the end, counted backwards; `dayEnds` is the time of that day.
        package var before: LimitRule
        package var article: String
        /// The reading chosen where the text is silent.
        package var reading: String?
    }

    /// 大面积停水、停电、停气、停热及环境污染 (JY24-16a).
    package struct OutageTerms: Codable, Hashable, Sendable {
        /// 每天反馈办理进度直至办结.
        package struct DailyProgress: Codable, Hashable, Sendable {
            /// When it is asked for, counted back from the end of the day.
            package var demand: LimitRule
            package var article: String
            package var reading: String?

            /// One natural day.
            var everyDay: LimitRule { LimitRule(unit: .calendarDay, amount: 1, firstDay: .same) }
        }

        /// 派单时限, in place of the usual one.
        package var dispatch: Term
        /// 初步办理意见, from signing.
        package var feedback: Term
        package var progress: DailyProgress
        package var article: String
    }

    /// 突发自然灾害、事故灾难、公共卫生事件、社会安全事件 (JY24-16b).
    package struct EmergencyTerms: Codable, Hashable, Sendable {
        /// Who is told at once, beside the nodes above.
        package var tells: [String]
        package var article: String
    }
}
