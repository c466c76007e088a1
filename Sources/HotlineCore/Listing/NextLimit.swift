package import WorkCalendar

extension Ticket {
    /// The end of the limit that ends first of those that run: of dispatching, signing, handling, revisiting; of an
    /// order that nobody here handles yet, the order's.
    package var nextDue: Moment? {
        if let earliest = runningLimits.map(\.limit.due).min() { return earliest }
        return state == .registered || state == .accepted ? order?.due : nil
    }
}

extension Assignment {
    /// The limit of a share that ends first: until it is signed, that may be the one for signing.
    package var nextLimit: Limit? {
        guard state == .dispatched, let signLimit else { return handlingLimit ?? signLimit }
        return [signLimit, handlingLimit].compactMap(\.self).min { $0.due < $1.due }
    }
}

/// 到期分段: how near the end of a ticket's next limit is.
package enum DueBucket: String, Codable, Hashable, Sendable, CaseIterable {
    /// 已逾期
    case overdue
    /// 今天到期
    case today
    /// 临期: on one of the two working days after today
    case soon
    /// 以后
    case later

    /// The ends that belong to it, in milliseconds.
    package func ends(at now: Moment, _ calendar: WorkCalendar) -> Range<Int64> {
        let tonight = (now.day + 1).start.milliseconds
        let near = calendar.dayAfter(now.day, workingDays: 2).end.milliseconds + 1
        return switch self {
        case .overdue: Int64.min..<now.milliseconds
        case .today: now.milliseconds..<tonight
        case .soon: tonight..<near
        case .later: near..<Int64.max
        }
    }
}

extension WorkCalendar {
    /// The day on which so many working days after a day are over.
    fileprivate func dayAfter(_ day: Day, workingDays: Int) -> Day {
        var (day, left) = (day, workingDays)
        while left > 0 {
            day = day + 1
            if isWorkingDay(day) { left -= 1 }
        }
        return day
    }
}
