package import WorkCalendar

/// 计时事项: what of a ticket has a moment at which it becomes due.
package enum Timed: String, Codable, Hashable, Sendable, CaseIterable {
    /// 派单时限
    case dispatch
    /// 签收时限
    case sign
    /// 办理时限, of a share or of the order that nobody here handles yet
    case handling
    /// 重办时限
    case redo
    /// 回访时限
    case revisit
    /// 挂账解决时限
    case deferral
    /// 当天工单当天处理 (ZZ20-2.3.1)
    case sameDay
    /// 初步办理意见 on a mass outage (JY24-16a)
    case feedback
    /// 每天反馈办理进度 on a mass outage (JY24-16a)
    case progress
    /// 督办反馈 of an own supervision
    case supervision
    /// 督办反馈 to the node above
    case directive
    /// 突发事件报告 (JY24-16b)
    case emergency
    /// 重复诉求: the matter itself
    case matter

    /// As operators read it.
    package var displayName: String {
        switch self {
        case .dispatch: "派单时限"
        case .sign: "签收时限"
        case .handling: "办理时限"
        case .redo: "重办时限"
        case .revisit: "回访时限"
        case .deferral: "挂账解决时限"
        case .sameDay: "当天工单当天处理"
        case .feedback: "初步办理意见反馈"
        case .progress: "每日进度反馈"
        case .supervision: "督办反馈"
        case .directive: "上级督办反馈"
        case .emergency: "突发事件报告"
        case .matter: "重复诉求"
        }
    }
}

/// 计时: one thing that happens to a ticket by the clock alone. It follows from the ticket's state and fires once.
package struct TicketTimer: Hashable, Sendable {
    /// What happens; in this order where several fall on one moment.
    package enum Kind: Int, Hashable, Sendable {
        /// 第一时间报告
        case report
        /// 到期前提醒
        case reminder
        /// 逾期标记
        case overdue
        /// 督办建议
        case proposal
    }

    /// What happens, and to what.
    package var kind: Kind
    package var of: Timed
    /// The share or the order that it is about; nil = the matter as a whole.
    package var assignment: AssignmentID?
    /// The supervision or directive that waits for its answer.
    package var item: String?
    /// The trigger's code in the rule book, for proposals.
    package var trigger: String?
    /// The end that it is about.
    package var due: Moment
    /// When it is to fire.
    package var at: Moment
    package var article: String
    /// How the limit is counted, where a rule counts it.
    package var rule: LimitRule?
}

extension TicketTimer: Comparable {
    /// Earliest first; at one moment in the order of the kinds, then by what they are about.
    package static func < (left: TicketTimer, right: TicketTimer) -> Bool {
        left.order < right.order
    }

    private var order: (Moment, Int, String, String, String) {
        (at, kind.rawValue, assignment?.rawValue ?? "", of.rawValue, (item ?? "") + (trigger ?? ""))
    }
}

/// 计时记录: a timer that fired, with the moment at which it was to fire and the one at which it did.
package struct TimerMark: Codable, Hashable, Sendable {
    /// What it was about: a limit, an answer, a report.
    package var of: Timed
    /// The share or the order that it is about; nil = the matter as a whole.
    package var assignment: AssignmentID?
    /// The supervision or directive that waits for its answer.
    package var item: String?
    /// The end of the limit.
    package var due: Moment
    /// When it was to fire.
    package var at: Moment
    /// When it did: later where the node was down (如实记录).
    package var noticedAt: Moment
    package var article: String
    /// Which hours and days the limit passes over, as operators read it.
    package var skips: String?
    /// Who is to be told, for reports (JY24-16b).
    package var tells: [String]?

    init(_ timer: TicketTimer, noticedAt: Moment, tells: [String]? = nil) {
        of = timer.of
        assignment = timer.assignment
        item = timer.item
        due = timer.due
        at = timer.at
        self.noticedAt = noticedAt
        article = timer.article
        skips = timer.rule?.skips
        self.tells = tells
    }

    /// Whether it is the record of that timer.
    func records(_ timer: TicketTimer) -> Bool {
        of == timer.of && assignment == timer.assignment && item == timer.item && at == timer.at
    }
}

extension LimitRule {
    /// Which hours or days the count passes over, as operators read it.
    package var skips: String {
        switch unit {
        case .hour where skipsNonWorkingDays: "按小时计，非工作日整日不计，工作日夜间计入"
        case .hour: "按自然小时计，夜间、周末和节假日均计入"
        case .workingDay: "按工作日计，周末和节假日不计，调休上班日计入"
        case .calendarDay, .month: rollToWorkingDay ? "按自然日计，末日遇非工作日顺延" : "按自然日计"
        }
    }
}
