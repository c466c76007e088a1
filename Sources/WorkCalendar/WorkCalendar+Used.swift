/// How much of a limit a time takes, in the limit's own way of counting.
package struct TimeUsed: Hashable, Sendable, Codable {
    /// Whole days, or whole hours.
    package var amount: Int
    /// `workingDay`, `calendarDay` or `hour`; months are counted in days.
    package var unit: LimitRule.Unit

    package init(amount: Int, unit: LimitRule.Unit) {
        self.amount = amount
        self.unit = unit
    }
}

extension WorkCalendar {
    /// The time from one moment to another as a limit counts it: its first day as the rule says, the last one included.
    /// Hours that a limit passes over are not used.
    package func used(_ rule: LimitRule, from start: Moment, to end: Moment) -> TimeUsed {
        guard start < end else { return TimeUsed(amount: 0, unit: rule.unit == .month ? .calendarDay : rule.unit) }
        let first = rule.firstDay == .same ? start.day : start.day + 1
        switch rule.unit {
        case .workingDay:
            return TimeUsed(amount: days(first, end.day).count { isWorkingDay($0) }, unit: .workingDay)
        case .calendarDay, .month:
            return TimeUsed(amount: days(first, end.day).count, unit: .calendarDay)
        case .hour:
            let idle = rule.skipsNonWorkingDays ? idleMilliseconds(from: start, to: end) : 0
            return TimeUsed(amount: Int((end - start - idle) / Moment.millisecondsPerHour), unit: .hour)
        }
    }

    private func days(_ first: Day, _ last: Day) -> [Day] {
        first <= last ? (first.number...last.number).map(Day.init(number:)) : []
    }

    private func idleMilliseconds(from start: Moment, to end: Moment) -> Int64 {
        days(start.day, end.day).filter { !isWorkingDay($0) }.reduce(0) { idle, day in
            idle + (min(end, (day + 1).start) - max(start, day.start))
        }
    }
}
