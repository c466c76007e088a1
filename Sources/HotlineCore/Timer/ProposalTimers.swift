import WorkCalendar

extension TimerGathering {
    /// JY24-29: what the rule book's triggers see by themselves; a person confirms it.
    mutating func addProposals() {
        guard TicketRule.row(for: .supervise)?.allowed.contains(ticket.state) ?? false else { return }
        for trigger in ruleBook.supervision.triggers { add(trigger) }
    }

    private mutating func add(_ trigger: Trigger) {
        switch trigger.when {
        case .overdue: addOverdue(trigger)
        case .remindersUnheeded: addUnheeded(trigger)
        case .redone: addRedone(trigger)
        case .signedLate: addSignedLate(trigger)
        case .feedbackLate: addFeedbackLate(trigger)
        case .unsatisfiedAfterRedo:
            guard let last = ticket.revisits.last, last.rating == .unsatisfied, last.round > 1, last.exception == nil
            else { return }
            propose(trigger, .revisit, nil, due: last.at, at: last.at)
        case .unanswered:
            for supervision in ticket.supervisions where supervision.answer == nil {
                guard let due = supervision.answerDue?.due else { continue }
                propose(trigger, .supervision, supervision.assignment, due: due, at: due.next)
            }
        case .spotCheck:
            for received in ticket.directives where received.directive.kind != .supervision {
                propose(trigger, .directive, nil, due: received.receivedAt, at: received.receivedAt)
            }
        case .repeated: addRepeated(trigger)
        }
    }

    /// Past the limit with no reason reported: a request for time that waits for its decision is a reason, one that was
    /// granted or filed has moved the limit (YC19-7.3d).
    private var late: [(share: Assignment, due: Moment)] {
        ticket.assignments.compactMap { share in
            guard share.isWithAssignee, share.extensions.pending == nil, !(share.deferral?.isPending ?? false),
                let due = share.handlingLimit?.due
            else { return nil }
            return (share, due)
        }
    }

    private mutating func addOverdue(_ trigger: Trigger) {
        for (share, due) in late { propose(trigger, .handling, share.id, due: due, at: due.next) }
    }

    /// So many reminders, more than so many working days past the limit, and no reason reported (YC19-7.3d, ZZ23-31.3).
    private mutating func addUnheeded(_ trigger: Trigger) {
        for (share, due) in late {
            let reminders = self.reminders(of: share, counting: trigger)
            let count = max(trigger.count ?? 1, 1)
            guard reminders.count >= count else { continue }
            let passed = workingDays(trigger.workingDays ?? 0, from: due)
            let heeded = workingDays(trigger.daysToHeed ?? 0, from: reminders[count - 1])
            propose(trigger, .handling, share.id, due: due, at: max(passed, heeded).next)
        }
    }

    /// When the share was reminded in this round, in order.
    private func reminders(of share: Assignment, counting trigger: Trigger) -> [Moment] {
        let terms = ruleBook.supervision
        let people = ticket.supervisions.filter { supervision in
            guard supervision.assignment == nil || supervision.assignment == share.id,
                supervision.at >= share.dispatchedAt
            else { return false }
            guard let counted = trigger.counts else { return terms.means(supervision.means)?.kind == .reminder }
            return counted.contains(supervision.means)
        }
        let system = ticket.reminders.filter {
            trigger.countsSystem == true && $0.assignment == share.id && $0.noticedAt >= share.dispatchedAt
                && ($0.of == .handling || $0.of == .redo)
        }
        return (people.map(\.at) + system.map(\.noticedAt)).sorted()
    }

    private func workingDays(_ amount: Int, from start: Moment) -> Moment {
        guard amount > 0 else { return start }
        return calendar.deadline(LimitRule(unit: .workingDay, amount: amount), from: start).due
    }

    private mutating func addRedone(_ trigger: Trigger) {
        for share in ticket.assignments where share.round - 1 > trigger.count ?? 0 {
            propose(trigger, .redo, share.id, due: share.dispatchedAt, at: share.dispatchedAt)
        }
    }

    /// On the ticket by which the matter came once too often, and on each after it (ZZ23-31.2, JY24-29.1); 咨询 and
    /// 意见建议 are no complaint that went unsolved.
    private mutating func addRepeated(_ trigger: Trigger) {
        let again = repeats.again.filter { [.help, .complaint, .report].contains($0.kind) }
        guard let place = again.firstIndex(where: { $0.ticket == ticket.id }), place + 1 > trigger.count ?? 0 else {
            return
        }
        propose(trigger, .matter, nil, due: again[place].at, at: again[place].at)
    }

    private mutating func addSignedLate(_ trigger: Trigger) {
        for share in ticket.assignments where share.state == .dispatched || (share.signedLate && share.state.isOpen) {
            guard let due = share.signLimit?.due else { continue }
            propose(trigger, .sign, share.id, due: due, at: due.next)
        }
    }

    /// By the newest mark of each share: one that waits for a person stands for those that follow.
    private mutating func addFeedbackLate(_ trigger: Trigger) {
        for share in ticket.openAssignments {
            let marks = ticket.overdue.filter {
                $0.assignment == share.id && ($0.of == .feedback || $0.of == .progress)
            }
            guard let last = marks.max(by: { $0.due < $1.due }) else { continue }
            propose(trigger, last.of, share.id, due: last.due, at: last.at)
        }
    }

    private mutating func propose(
        _ trigger: Trigger, _ of: Timed, _ assignment: AssignmentID?, due: Moment, at: Moment
    ) {
        add(TicketTimer(
            kind: .proposal, of: of, assignment: assignment, item: nil, trigger: trigger.code, due: due, at: at,
            article: trigger.article, rule: nil))
    }

    private typealias Trigger = RuleBook.SupervisionTerms.Trigger
}
