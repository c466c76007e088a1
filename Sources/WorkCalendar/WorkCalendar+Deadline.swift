extension WorkCalendar {
    /// Where a limit that starts at `start` ends.
    /// - Parameter explaining: also list every day met and why it counts or not.
    package func deadline(_ rule: LimitRule, from start: Moment, explaining: Bool = false) -> Deadline {
        var count = Count(calendar: self, explaining: explaining)
        switch rule.unit {
        case .hour:
            let due = rule.skipsNonWorkingDays
                ? count.workingHours(rule.amount, from: start)
                : count.hours(rule.amount, from: start)
            return count.deadline(due: due)
        case .workingDay:
            let last = count.workingDays(rule.amount, from: start.day, including: rule.firstDay == .same)
            return count.deadline(last: last, rule)
        case .calendarDay:
            var last = start.day + (rule.firstDay == .same ? max(rule.amount - 1, 0) : rule.amount)
            count.calendarDays(from: start.day, to: last, including: rule.firstDay == .same)
            if rule.rollToWorkingDay { last = count.roll(last) }
            return count.deadline(last: last, rule)
        case .month:
            let anniversary = start.day.adding(months: rule.amount)
            var last = rule.firstDay == .same ? anniversary - 1 : anniversary
            count.calendarDays(from: start.day, to: last, including: rule.firstDay == .same)
            if rule.rollToWorkingDay { last = count.roll(last) }
            return count.deadline(last: last, rule)
        }
    }
}

/// One count in progress: meets days one by one, remembers whether one lay in a year not announced.
private struct Count {
    let calendar: WorkCalendar
    var provisional = false
    var days: [Deadline.CountedDay]?

    init(calendar: WorkCalendar, explaining: Bool) {
        self.calendar = calendar
        days = explaining ? [] : nil
    }

    /// The last of `amount` working days.
    mutating func workingDays(_ amount: Int, from start: Day, including first: Bool) -> Day {
        var day = first ? start : start + 1
        if !first { note(start, counted: false, .startDay) }
        guard amount > 0 else { return start }
        var left = amount
        while true {
            let kind = meet(day)
            note(day, counted: kind.isWorking, why(kind))
            if kind.isWorking {
                left -= 1
                if left == 0 { return day }
            }
            day = day + 1
        }
    }

    /// Notes natural days for the explanation.
    mutating func calendarDays(from start: Day, to last: Day, including first: Bool) {
        guard days != nil else { return }
        if !first { note(start, counted: false, .startDay) }
        var day = first ? start : start + 1
        while day <= last {
            note(day, counted: true, .calendarDay)
            day = day + 1
        }
    }

    /// The first working day that is not before `last`.
    mutating func roll(_ last: Day) -> Day {
        var day = last
        var kind = meet(day)
        while !kind.isWorking {
            if day != last { note(day, counted: false, why(kind)) }
            day = day + 1
            kind = meet(day)
        }
        if day != last { note(day, counted: false, .movedTo) }
        return day
    }

    /// Plain hours.
    mutating func hours(_ amount: Int, from start: Moment) -> Moment {
        let due = start.adding(hours: amount)
        calendarDays(from: start.day, to: due.day, including: true)
        return due
    }

    /// Hours that pass over whole non-working days; nights of working days count.
    mutating func workingHours(_ amount: Int, from start: Moment) -> Moment {
        var left = Int64(amount) * Moment.millisecondsPerHour
        var at = start
        while true {
            let day = at.day
            let next = (day + 1).start
            let kind = meet(day)
            note(day, counted: kind.isWorking, why(kind))
            if kind.isWorking {
                let due = at.adding(milliseconds: left)
                if due < next { return due }
                left -= next - at
            }
            at = next
        }
    }

    func deadline(last: Day, _ rule: LimitRule) -> Deadline {
        let due = last.start.adding(milliseconds: rule.lastMillisecondOfDay)
        return Deadline(due: due, dueDate: last, provisional: provisional, days: days)
    }

    func deadline(due: Moment) -> Deadline {
        Deadline(due: due, dueDate: due.day, provisional: provisional, days: days)
    }

    private mutating func meet(_ day: Day) -> WorkCalendar.Kind {
        let (kind, announced) = calendar.kind(of: day)
        if !announced { provisional = true }
        return kind
    }

    private mutating func note(_ day: Day, counted: Bool, _ why: Deadline.Why) {
        guard days != nil else { return }
        let isOfCalendar = why != .startDay && why != .calendarDay
        let notices = isOfCalendar ? calendar.notices(of: day.year) : nil
        let festival = why == .holiday || why == .makeUpWorkingDay ? calendar.festival(of: day) : nil
        days?.append(Deadline.CountedDay(
            date: day, counted: counted, why: why, festival: festival, notices: notices,
            provisional: isOfCalendar && notices == nil))
    }

    private func why(_ kind: WorkCalendar.Kind) -> Deadline.Why {
        switch kind {
        case .workingDay: .workingDay
        case .makeUpWorkingDay: .makeUpWorkingDay
        case .weekend: .weekend
        case .holiday: .holiday
        }
    }
}
