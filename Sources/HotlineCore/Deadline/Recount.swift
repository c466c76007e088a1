package import WorkCalendar

/// One limit of a ticket that a new version of the calendar moved.
package struct RecountedLimit: Codable, Hashable, Sendable {
    package var name: LimitName
    /// The share that it binds; nil for limits of the ticket itself.
    package var assignment: AssignmentID?
    /// When it ended by the calendar before.
    package var before: Moment
    /// The limit as it stands now.
    package var limit: Limit
}

/// The limits of an open ticket were counted anew because a year of the calendar was announced or amended.
package struct LimitsRecounted: Codable, Hashable, Sendable {
    /// 文号 of the notices by which they were counted; those of the years that the limits end in.
    package var notices: [String]
    package var limits: [RecountedLimit]
    /// Shares of peer nodes that are told of their new limit.
    @Listed package var tells: [AssignmentID]
}

/// A limit of a ticket with what it is for.
package struct TicketLimit: Hashable, Sendable {
    package var name: LimitName
    /// The share that it binds; nil for limits of the ticket itself.
    package var assignment: AssignmentID?
    package var limit: Limit

    package init(name: LimitName, assignment: AssignmentID?, limit: Limit) {
        self.name = name
        self.assignment = assignment
        self.limit = limit
    }
}

extension Ticket {
    /// Every limit that the ticket holds, in its order, whether it still runs or not.
    package var limits: [TicketLimit] {
        var limits: [TicketLimit] = []
        func add(_ name: LimitName, _ limit: Limit?, _ assignment: AssignmentID? = nil) {
            guard let limit else { return }
            limits.append(TicketLimit(name: name, assignment: assignment, limit: limit))
        }
        add(.dispatch, dispatchLimit)
        for assignment in assignments {
            add(.sign, assignment.signLimit, assignment.id)
            add(assignment.round == 1 ? .handling : .redo, assignment.handlingLimit, assignment.id)
        }
        add(.revisit, revisitLimit)
        return limits
    }

    /// Those that bind somebody now: what was signed, completed or closed binds no more.
    package var runningLimits: [TicketLimit] {
        limits.filter { item in
            guard let id = item.assignment else { return item.name == .revisit ? state == .revisiting : isUndispatched }
            guard let assignment = assignment(id), assignment.state.isOpen else { return false }
            return item.name != .sign || assignment.state == .dispatched
        }
    }

    private var isUndispatched: Bool { state == .registered || state == .accepted }

    /// The running limits that come out differently by this calendar; nil where none does. A limit that an order from
    /// above bounds is never longer than the order's.
    package func recounted(by calendar: WorkCalendar) -> LimitsRecounted? {
        let moved = runningLimits.compactMap { running -> RecountedLimit? in
            let above = running.assignment == nil ? nil : order?.due
            let limit = running.limit.recounted(by: calendar, above: above)
            guard limit != running.limit else { return nil }
            return RecountedLimit(
                name: running.name, assignment: running.assignment, before: running.limit.due, limit: limit)
        }
        guard !moved.isEmpty else { return nil }
        let years = Set(moved.map(\.limit.dueDate.year)).sorted()
        let handling = moved.filter { $0.name != .sign && $0.before != $0.limit.due }
        return LimitsRecounted(
            notices: years.flatMap { calendar.notices(of: $0) ?? [] }, limits: moved,
            tells: nodes(among: handling.compactMap(\.assignment)))
    }

    /// Puts the recounted limits in place.
    mutating func apply(_ recounted: LimitsRecounted) {
        for moved in recounted.limits {
            switch (moved.name, moved.assignment) {
            case (.sign, .some(let id)): update(id) { $0.signLimit = moved.limit }
            case (.handling, .some(let id)), (.redo, .some(let id)): update(id) { $0.handlingLimit = moved.limit }
            case (.dispatch, nil): dispatchLimit = moved.limit
            case (.revisit, nil): revisitLimit = moved.limit
            default: break
            }
        }
    }
}

extension Ticket {
    /// 退回期限 of the shares that may still be handed back; it is not stored, a return asks for it when it comes.
    package func returnLimits(_ ruleBook: RuleBook, _ calendar: WorkCalendar) -> [TicketLimit] {
        guard let window = ruleBook.returns.window else { return [] }
        return openAssignments.compactMap { assignment in
            guard assignment.state == .dispatched || assignment.state == .signed,
                assignment.round == 1 || ruleBook.redo.mayBeReturned,
                let start = window.from == .signing ? assignment.signedAt : assignment.dispatchedAt
            else { return nil }
            let deadline = calendar.deadline(window.rule, from: start)
            let limit = Limit(deadline, from: start, article: window.article, rule: window.rule)
            return TicketLimit(name: .return, assignment: assignment.id, limit: limit)
        }
    }
}

extension Limit {
    /// The limit as this calendar has it. One that an order bounds keeps its end: that is not ours to move.
    func recounted(by calendar: WorkCalendar, above: Moment?) -> Limit {
        var counted = self
        if boundByOrder {
            counted.provisional = !calendar.kind(of: dueDate).announced
            return counted
        }
        guard let rule else { return self }
        let deadline = calendar.deadline(rule, from: from)
        counted.due = deadline.due
        counted.dueDate = deadline.dueDate
        counted.provisional = deadline.provisional
        return counted.bounded(by: above, calendar)
    }
}
