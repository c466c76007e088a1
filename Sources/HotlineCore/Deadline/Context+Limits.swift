package import WorkCalendar

extension Context {
    /// A term of the rule book counted from a moment.
    package func limit(_ term: RuleBook.Term, from start: Moment) -> Limit {
        Limit(
            calendar.deadline(term.rule, from: start), from: start, article: term.article, rule: term.rule)
    }

    /// 派单时限 of a matter; a mass outage has one of its own (JY24-12.2, JY24-16a).
    func dispatchLimit(of matter: Matter, from start: Moment) -> Limit? {
        let outage = matter.massOutage == true ? ruleBook.outage?.dispatch : nil
        return (outage ?? ruleBook.limits.dispatch).map { limit($0, from: start) }
    }

    /// 签收时限 of a dispatch.
    func signLimit(from dispatch: Moment) -> Limit? {
        ruleBook.limits.sign.map { limit($0, from: dispatch) }
    }

    /// 办理时限 of an assignment. Signed or not: where the rule counts from signing, the end of the sign limit stands for
    /// it until then (JY24-13.2).
    func handlingLimit(_ ticket: Ticket, dispatchedAt: Moment, signedAt: Moment?) -> Limit {
        let term = ruleBook.limits.handling[ticket.matter.kind]
        let own: Limit
        switch term.from {
        case .signing:
            let latest = signLimit(from: dispatchedAt)?.due ?? dispatchedAt
            own = limit(term, from: min(signedAt ?? latest, latest))
        case .dispatch, .registration, .approval, .finding:
            // Below, the own limit runs from the order's arrival, not from our dispatch of it (design section 5).
            own = limit(term, from: ticket.order.map { max($0.receivedAt, $0.issuedAt) } ?? dispatchedAt)
        }
        return bounded(own, by: ticket.order?.due)
    }

    /// The limit of a redo: one of its own, or the kind's limit lengthened and counted from first receipt; where that
    /// lies in the past, the next working day (JY24-14.1, reading).
    /// - Parameter ordered: when the redo was ordered.
    func redoLimit(_ ticket: Ticket, _ assignment: Assignment, orderedAt ordered: Moment, due: Moment?) -> Limit {
        let terms = ruleBook.redo
        if let own = terms.limit { return bounded(limit(own, from: ordered), by: due) }
        let term = ruleBook.redoTerm(of: ticket.matter.kind)
        var own = limit(term, from: assignment.firstReceivedAt ?? assignment.dispatchedAt)
        if own.isPast(at: ordered) {
            var next = term
            next.rule = LimitRule(unit: .workingDay, amount: 1)
            let passed = own.due
            own = limit(next, from: ordered)
            own.passed = passed
        }
        return bounded(own, by: due)
    }

    /// The limit of a share on which time was granted.
    func grantedLimit(_ until: Day, from start: Moment) -> Limit {
        let deadline = Deadline(due: until.end, dueDate: until, provisional: !calendar.kind(of: until).announced)
        return Limit(deadline, from: start, article: ruleBook.extensions?.article ?? "")
    }

    /// A share's limit after the assigner above changed its own. What was granted on the share stays, within it.
    func rebound(_ ticket: Ticket, _ assignment: Assignment, due: Moment?) -> Limit {
        if let known = assignment.handlingLimit, !known.boundByOrder { return known.bounded(by: due, calendar) }
        var ordered = ticket
        ordered.order?.due = due
        if let until = assignment.grantedUntil {
            return bounded(grantedLimit(until, from: assignment.handlingLimit?.from ?? now), by: due)
        }
        guard assignment.round == 1 else {
            return redoLimit(ticket, assignment, orderedAt: assignment.dispatchedAt, due: due)
        }
        return handlingLimit(ordered, dispatchedAt: assignment.dispatchedAt, signedAt: assignment.signedAt)
    }

    /// The earlier of our own limit and the assigner's.
    private func bounded(_ own: Limit, by above: Moment?) -> Limit {
        own.bounded(by: above, calendar)
    }
}

extension Limit {
    /// The limit, or the assigner's where that is earlier. Where that lies in a year not announced here, it was counted
    /// on what was known above and may still be counted anew there.
    func bounded(by above: Moment?, _ calendar: WorkCalendar) -> Limit {
        guard let above, above < due else { return self }
        var bounded = self
        bounded.due = above
        bounded.dueDate = above.day
        bounded.provisional = !calendar.kind(of: above.day).announced
        bounded.article = "上级派单时限"
        bounded.boundByOrder = true
        return bounded
    }
}
