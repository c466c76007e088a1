package import WorkCalendar

/// 剩余时间: what is left of a limit, or by how much it has passed, in the limit's own way of counting.
package struct Remaining: Hashable, Sendable {
    /// How many whole units; below zero where the limit has passed.
    package var amount: Int
    package var unit: LimitRule.Unit
    /// The limit has passed.
    package var isOverdue: Bool
    /// As operators read it: `剩 2 个工作日 · 11月25日 24:00 前`.
    package var text: String

    /// - Parameter rule: how the limit is counted; nil = in working days, as time that was granted.
    package init(_ rule: LimitRule?, until due: Moment, at now: Moment, _ calendar: WorkCalendar) {
        var rule = rule ?? LimitRule(unit: .workingDay, amount: 0)
        rule.firstDay = .next
        isOverdue = due < now
        let used = isOverdue ? calendar.used(rule, from: due, to: now) : calendar.used(rule, from: now, to: due)
        amount = isOverdue ? -used.amount : used.amount
        unit = used.unit
        let end = Remaining.end(due, seenFrom: now)
        if isOverdue {
            let by = used.amount > 0 ? "已逾期 \(Remaining.count(used))" : "已逾期"
            text = "\(by) · 应于 \(end)"
        } else {
            text = "\(Remaining.left(used, until: due, at: now)) · \(end)"
        }
    }

    private static func left(_ used: TimeUsed, until due: Moment, at now: Moment) -> String {
        if used.amount > 0 { return "剩 \(count(used))" }
        if used.unit == .hour { return "剩 \(max(0, due - now) / 60_000) 分钟" }
        return due.day == now.day ? "今天到期" : "剩不足 1 个工作日"
    }

    private static func count(_ used: TimeUsed) -> String {
        switch used.unit {
        case .workingDay: "\(used.amount) 个工作日"
        case .calendarDay, .month: "\(used.amount) 天"
        case .hour: "\(used.amount) 小时"
        }
    }

    /// `11月25日 24:00 前`, with the year where it is another one. The last millisecond of an hour is its end.
    private static func end(_ due: Moment, seenFrom now: Moment) -> String {
        let (year, month, day) = due.day.civil
        let minutes = (due.millisecondOfDay + 1) / 60_000
        let time = "\(padded(minutes / 60)):\(padded(minutes % 60))"
        return (year == now.day.civil.year ? "" : "\(year)年") + "\(month)月\(day)日 \(time) 前"
    }

    private static func padded(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
}
