package import WorkCalendar

extension Ticket {
    /// 用时: what of a share's handling limit was used when its completion was approved (ZZ23-16b), or is by now while
    /// it runs. Nil for other limits, and for shares that ended otherwise.
    ///
    /// - Parameter isRunning: whether the limit still binds somebody.
    package func timeUsed(
        of item: TicketLimit, isRunning: Bool, at now: Moment, _ calendar: WorkCalendar
    ) -> TimeUsed? {
        guard item.name == .handling || item.name == .redo, let share = item.assignment.flatMap(assignment),
            let end = share.completedAt ?? (isRunning ? now : nil)
        else { return nil }
        // Time that was granted ends on a date; what was used of it is counted in working days all the same.
        let rule = item.limit.rule ?? LimitRule(unit: .workingDay, amount: 0)
        return calendar.used(rule, from: item.limit.from, to: end)
    }
}
