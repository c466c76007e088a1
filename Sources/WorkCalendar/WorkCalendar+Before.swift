extension WorkCalendar {
    /// The moment that lies so long before another, counted backwards: the day itself does not count, `dayEnds` is the
    /// time of the day reached. Hours are natural hours.
    package func moment(_ rule: LimitRule, before end: Moment) -> Moment {
        var day = end.day
        switch rule.unit {
        case .hour: return end.adding(hours: -rule.amount)
        case .workingDay:
            var left = rule.amount
            while left > 0 {
                day = day - 1
                if isWorkingDay(day) { left -= 1 }
            }
        case .calendarDay: day = day - rule.amount
        case .month: day = day.adding(months: -rule.amount)
        }
        return day.start.adding(milliseconds: rule.lastMillisecondOfDay)
    }
}
