import WorkCalendar

/// The days of a count as people read them.
enum DayTable {
    /// By ``Day/weekday``.
    static let weekdays = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]

    /// One row a day; the counted ones are numbered.
    static func of(_ days: [Deadline.CountedDay]) -> Table {
        var table = Table([.init("日期"), .init("星期"), .init("第几日", .right), .init("缘由", shrinks: true)])
        var number = 0
        for day in days {
            if day.counted { number += 1 }
            let style: Style = day.counted ? .plain : .faint
            table.add(
                .init(day.date.description, style), .init(weekdays[day.date.weekday], style),
                .init(day.counted ? "\(number)" : "–", style),
                .init(day.reason, day.provisional ? .warning : style))
        }
        return table
    }
}

extension LocalTime {
    /// `2026-09-28 24:00 前` for a limit that lasts to the end of its day, else its minute.
    static func end(_ deadline: Deadline) -> String {
        deadline.due == deadline.dueDate.end ? "\(deadline.dueDate) 24:00 前" : minute(deadline.due.description)
    }
}
