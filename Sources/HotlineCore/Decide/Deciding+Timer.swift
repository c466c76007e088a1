import WorkCalendar

extension Deciding {
    /// What the clock brings: judged by the ticket as it stands now, so that a timer fires once and one that no longer
    /// holds not at all.
    mutating func fire(_ timer: TicketTimer) throws(Refusal) {
        let due = timers(of: ticket, context.ruleBook, context.calendar, context.facts.repeats)
        guard timer.at <= context.now, due.contains(timer) else {
            throw Refusal(.notNow, "该计时事项未到时、已处理或不再有效", cure: "无需处理")
        }
        switch timer.kind {
        case .report:
            let terms = context.ruleBook.emergency
            record(.reminded(TimerMark(timer, noticedAt: context.now, tells: terms?.tells)))
            record(.escalated(Escalate(reason: "突发事件第一时间报告：\(ticket.matter.title)（\(ticket.matter.place)）")))
        case .reminder: record(.reminded(TimerMark(timer, noticedAt: context.now)))
        case .overdue: record(.overdue(TimerMark(timer, noticedAt: context.now)))
        case .proposal:
            guard let trigger = context.ruleBook.supervision.triggers.first(where: { $0.code == timer.trigger }) else {
                return
            }
            record(.supervisionProposed(SupervisionProposal(
                trigger: trigger.code, means: trigger.means, assignment: timer.assignment,
                reason: "\(trigger.title)（\(timer.ground)）", article: trigger.article, due: timer.due, at: context.now,
                settledAt: nil, dismissed: nil)))
        }
    }
}

extension TicketTimer {
    /// What a proposal rests on, as supervisors read it.
    fileprivate var ground: String {
        switch of {
        case .matter: "\(due)再次反映"
        case .revisit: "\(due)评价不满意"
        case .directive: "\(due)收到"
        case .redo: "\(due)再次重办"
        default: "\(of.displayName)至\(due)"
        }
    }
}
