/// Where a limit ends, and on request how it was counted (怎么算的).
package struct Deadline: Codable, Hashable, Sendable {
    /// One day that the count met.
    package struct CountedDay: Codable, Hashable, Sendable {
        package var date: Day
        /// Whether it uses up a part of the limit.
        package var counted: Bool
        package var why: Why
        /// The festival of a holiday or make-up working day.
        package var festival: String?
        /// The notices that announced its year; nil where the year is not announced or the kind of day does not matter.
        package var notices: [String]?
        /// Its year was not announced: what the day is stands on weekends and holidays of fixed date.
        package var provisional: Bool
    }

    /// Why a day counts or does not.
    package enum Why: String, Codable, Hashable, Sendable {
        /// 首日不计: the day of the start, where counting begins on the next day (Civil Code art. 201).
        case startDay
        /// 工作日.
        case workingDay
        /// 调休上班: a weekend day worked instead.
        case makeUpWorkingDay
        /// 自然日.
        case calendarDay
        /// 周末.
        case weekend
        /// 法定节假日.
        case holiday
        /// 末日顺延至此: the last day was not a working day, the limit moved here (Civil Code art. 203).
        case movedTo

        /// As operators read it.
        package var displayName: String {
            switch self {
            case .startDay: "首日不计（民法典第二百零一条）"
            case .workingDay: "工作日"
            case .makeUpWorkingDay: "调休上班"
            case .calendarDay: "自然日"
            case .weekend: "周末"
            case .holiday: "法定节假日"
            case .movedTo: "末日顺延至此（民法典第二百零三条）"
            }
        }
    }

    /// The last moment in time.
    package var due: Moment
    /// The civil day of that moment.
    package var dueDate: Day
    /// The count ran into a year whose holidays were not announced yet.
    package var provisional: Bool
    /// The days met, in order; only where asked for.
    package var days: [CountedDay]?

    package init(due: Moment, dueDate: Day, provisional: Bool, days: [CountedDay]? = nil) {
        self.due = due
        self.dueDate = dueDate
        self.provisional = provisional
        self.days = days
    }
}

extension Deadline.CountedDay {
    /// Why the day counts or not, as operators read it: `法定节假日：中秋节（国办发明电〔2025〕7号）`.
    package var reason: String {
        let name = festival.map { "\(why.displayName)：\($0)" } ?? why.displayName
        if provisional { return "\(name)（\(date.year)年放假安排未公布，暂计）" }
        guard festival != nil, let notices, !notices.isEmpty else { return name }
        return "\(name)（\(notices.joined(separator: "、"))）"
    }
}
