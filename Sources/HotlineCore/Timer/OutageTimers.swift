import WorkCalendar

extension TimerGathering {
    /// JY24-16a: on a mass outage the first feedback soon after signing, then progress every day until done.
    mutating func addOutage() {
        guard ticket.matter.massOutage == true, let terms = ruleBook.outage else { return }
        for share in ticket.assignments where share.state == .signed {
            guard let signedAt = share.signedAt else { continue }
            let notes = share.progress.filter { $0.at >= share.dispatchedAt }
            let first = limit(terms.feedback, from: signedAt)
            // Told too late is late as well, also where the node was down in between.
            if notes.first.map({ first.isPast(at: $0.at) }) ?? true {
                watch(.feedback, first, assignment: share.id, reminds: notes.isEmpty)
            }
            addProgress(share, notes, terms.progress, since: signedAt.day)
        }
    }

    /// The first day behind the signing that has neither a word of progress nor its mark: a demand in its course, and a
    /// mark at its end. The next day's follow once that one is marked.
    private mutating func addProgress(
        _ share: Assignment, _ notes: [ProgressNote], _ terms: RuleBook.OutageTerms.DailyProgress, since signed: Day
    ) {
        var told = Set(notes.map(\.at.day))
        for mark in ticket.overdue where mark.of == .progress && mark.assignment == share.id {
            told.insert(mark.due.day)
        }
        var day = signed + 1
        while told.contains(day) { day = day + 1 }
        let overdue = TicketTimer(
            kind: .overdue, of: .progress, assignment: share.id, item: nil, trigger: nil, due: day.end,
            at: day.end.next, article: terms.article, rule: terms.everyDay)
        add(overdue)
        var demand = overdue
        (demand.kind, demand.at) = (.reminder, calendar.moment(terms.demand, before: day.end))
        add(demand)
    }
}
