package import WorkCalendar

/// Every moment at which something of the ticket becomes due by the clock alone, earliest first: what has fired already
/// is left out. Pure: the shell keeps the first of them and asks again at that moment.
///
/// - Parameter repeats: how often the matter came again, as it is known across tickets.
package func timers(
    of ticket: Ticket, _ ruleBook: RuleBook, _ calendar: WorkCalendar, _ repeats: Facts.Repeats = Facts.Repeats()
) -> [TicketTimer] {
    guard ticket.state != .archived else { return [] }
    var gathered = TimerGathering(ticket: ticket, ruleBook: ruleBook, calendar: calendar, repeats: repeats)
    gathered.addReport()
    gathered.addLimits()
    gathered.addSameDay()
    gathered.addOutage()
    gathered.addAnswers()
    gathered.addProposals()
    return gathered.timers.filter { !ticket.hasFired($0) }.sorted()
}

/// The timers of one ticket in the making.
struct TimerGathering {
    let ticket: Ticket
    let ruleBook: RuleBook
    let calendar: WorkCalendar
    let repeats: Facts.Repeats
    private(set) var timers: [TicketTimer] = []

    init(ticket: Ticket, ruleBook: RuleBook, calendar: WorkCalendar, repeats: Facts.Repeats) {
        self.ticket = ticket
        self.ruleBook = ruleBook
        self.calendar = calendar
        self.repeats = repeats
    }

    mutating func add(_ timer: TicketTimer) { timers.append(timer) }

    /// The overdue mark of a limit, and the reminders before its end.
    /// - Parameter reminds: somebody can still act on it.
    mutating func watch(
        _ of: Timed, _ limit: Limit, assignment: AssignmentID? = nil, item: String? = nil, reminds: Bool = true
    ) {
        let overdue = TicketTimer(
            kind: .overdue, of: of, assignment: assignment, item: item, trigger: nil, due: limit.due,
            at: limit.due.next, article: limit.article, rule: limit.rule)
        add(overdue)
        guard reminds else { return }
        for term in ruleBook.reminders?.terms ?? [] where term.of == of {
            guard let at = moment(of: term, before: limit) else { continue }
            var reminder = overdue
            (reminder.kind, reminder.at, reminder.article) = (.reminder, at, term.article)
            add(reminder)
        }
    }

    /// When a reminder falls due. One that would fall before the limit began moves to the last day; none where that is
    /// too late as well.
    private func moment(of term: RuleBook.Reminder, before limit: Limit) -> Moment? {
        let at = calendar.moment(term.before, before: limit.due)
        if at > limit.from { return at }
        var lastDay = term.before
        lastDay.amount = 0
        let last = calendar.moment(lastDay, before: limit.due)
        return last > limit.from && last < limit.due ? last : nil
    }
}

extension TimerGathering {
    /// JY24-16b: a sudden event is reported at once, by the node that took it in.
    mutating func addReport() {
        guard let terms = ruleBook.emergency, ticket.matter.emergency, ticket.order == nil else { return }
        add(TicketTimer(
            kind: .report, of: .emergency, assignment: nil, item: nil, trigger: nil, due: ticket.registeredAt,
            at: ticket.registeredAt, article: terms.article, rule: nil))
    }

    /// The limits that run, and the order's own while nobody here is at work on it.
    mutating func addLimits() {
        for running in ticket.runningLimits {
            let share = running.assignment.flatMap(ticket.assignment)
            watch(
                Timed(running.name, share), running.limit, assignment: running.assignment,
                reminds: share?.isWithAssignee ?? true)
        }
        guard let order = ticket.order, order.state == .dispatched || order.state == .signed,
            ticket.openAssignments.isEmpty, let due = order.due
        else { return }
        let deadline = Deadline(due: due, dueDate: due.day, provisional: false)
        watch(.handling, Limit(deadline, from: order.issuedAt, article: "上级派单时限"), assignment: order.assignment)
    }

    /// ZZ20-2.3.1: what is not signed by the end of its day is flagged, an order from above and a share alike.
    mutating func addSameDay() {
        guard let term = ruleBook.reminders?.sameDay else { return }
        if let order = ticket.order, order.state == .dispatched {
            watch(.sameDay, limit(term, from: max(order.receivedAt, order.issuedAt)), assignment: order.assignment)
        }
        for share in ticket.assignments where share.state == .dispatched {
            watch(.sameDay, limit(term, from: share.dispatchedAt), assignment: share.id)
        }
    }

    /// 督办 and directives that wait for their answer.
    mutating func addAnswers() {
        for supervision in ticket.supervisions where supervision.answer == nil {
            guard let limit = supervision.answerDue else { continue }
            watch(.supervision, limit, assignment: supervision.assignment, item: supervision.id)
        }
        for received in ticket.directives where received.answeredAt == nil {
            guard let due = received.directive.answerDue else { continue }
            let deadline = Deadline(due: due, dueDate: due.day, provisional: false)
            let limit = Limit(deadline, from: received.receivedAt, article: "上级督办时限")
            watch(.directive, limit, item: received.directive.id)
        }
    }

    /// A term counted from a moment.
    func limit(_ term: RuleBook.Term, from start: Moment) -> Limit {
        Limit(calendar.deadline(term.rule, from: start), from: start, article: term.article, rule: term.rule)
    }
}

extension Ticket {
    /// Whether a timer has fired already. A proposal that waits for a person is not made a second time.
    fileprivate func hasFired(_ timer: TicketTimer) -> Bool {
        switch timer.kind {
        case .report, .reminder: reminders.contains { $0.records(timer) }
        case .overdue: overdue.contains { $0.records(timer) }
        case .proposal:
            proposals.contains {
                $0.trigger == timer.trigger && $0.assignment == timer.assignment
                    && ($0.due == timer.due || $0.settledAt == nil)
            }
        }
    }
}

extension Timed {
    fileprivate init(_ name: LimitName, _ share: Assignment?) {
        switch name {
        case .dispatch: self = .dispatch
        case .sign: self = .sign
        case .revisit: self = .revisit
        case .handling, .redo, .return, .extension:
            self = share?.state == .deferred ? .deferral : share?.round ?? 1 > 1 ? .redo : .handling
        }
    }
}

extension Assignment {
    /// The next step is the assignee's.
    var isWithAssignee: Bool {
        switch state {
        case .dispatched, .signed, .deferred: true
        case .returnAsked, .returned, .submitted, .completed, .withdrawn, .closed: false
        }
    }
}

extension Moment {
    /// The first moment at which a limit that ends here has passed.
    var next: Moment { adding(milliseconds: 1) }
}
