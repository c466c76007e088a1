import WorkCalendar

/// Limits as a clerk counts them, day by day on the calendar on the wall: a plain list of the autumn of 2026 (国办发明电
/// 〔2025〕7号). Shares nothing with the program's own counting; moments are milliseconds since 1970.
enum SlowClock {
    /// Monday, 14 September 2026, 00:00 in Beijing.
    private static let monday: Int64 = 1_789_315_200_000
    private static let dayLength: Int64 = 86_400_000

    /// 25 to 27 September Mid-autumn, 1 to 7 October National Day; counted from that Monday.
    private static let holidays: Set<Int64> = [11, 12, 13, 17, 18, 19, 20, 21, 22, 23]
    /// Sunday, 20 September, and Saturday, 10 October, are worked.
    private static let worked: Set<Int64> = [6, 26]

    private static func day(of moment: Int64) -> Int64 {
        var day: Int64 = 0
        while monday + (day + 1) * dayLength <= moment { day += 1 }
        return day
    }

    private static func isWorked(_ day: Int64) -> Bool {
        if worked.contains(day) { return true }
        return day % 7 < 5 && !holidays.contains(day)
    }

    private static func start(of day: Int64) -> Int64 { monday + day * dayLength }

    /// The last millisecond of the working day on which so many are used up; the day of the start is the first one, or
    /// does not count.
    static func workingDays(_ count: Int, from moment: Int64, countingFirst: Bool) -> Int64 {
        var day = day(of: moment)
        var left = count
        if countingFirst {
            while !isWorked(day) { day += 1 }
            left -= 1
        }
        while left > 0 {
            day += 1
            if isWorked(day) { left -= 1 }
        }
        return start(of: day + 1) - 1
    }

    /// How many working days lie between two moments; the day of the start counts, or does not.
    static func workingDays(from start: Int64, to end: Int64, countingFirst: Bool) -> Int {
        guard start < end else { return 0 }
        var (day, last, count) = (day(of: start), day(of: end), 0)
        if !countingFirst { day += 1 }
        while day <= last {
            if isWorked(day) { count += 1 }
            day += 1
        }
        return count
    }

    /// So many hours, of which those of days that are not worked do not count.
    static func hoursOfWorkedDays(_ hours: Int, from moment: Int64) -> Int64 {
        var at = moment
        var left = Int64(hours) * 3_600_000
        while true {
            let day = day(of: at)
            let midnight = start(of: day + 1)
            guard isWorked(day) else {
                at = midnight
                continue
            }
            if left <= midnight - at { return at + left }
            left -= midnight - at
            at = midnight
        }
    }

    /// Nine o'clock on the working day before the day of the end; on that day itself where it would lie before the
    /// limit began; never where that is too early as well.
    static func reminder(before end: Int64, from start: Int64) -> Int64? {
        let nine: Int64 = 9 * 3_600_000
        var day = day(of: end)
        let last = self.start(of: day) + nine
        repeat { day -= 1 } while !isWorked(day)
        let at = self.start(of: day) + nine
        if at > start { return at }
        return last > start && last < end ? last : nil
    }

    /// The last millisecond of a day that is written down as a date.
    static func end(of date: String) -> Int64 {
        let parts = date.split(separator: "-").compactMap { Int64($0) }
        let months: [Int64] = [31, parts[0] % 4 == 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        // From 14 September 2026 on, year by year, month by month.
        var day = parts[2] - 14
        var (year, month): (Int64, Int64) = (2026, 9)
        while (year, month) != (parts[0], parts[1]) {
            day += months[Int(month) - 1]
            (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
        }
        return start(of: day + 1) - 1
    }
}
