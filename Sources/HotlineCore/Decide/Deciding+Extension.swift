import WorkCalendar

/// What an extension is asked for: an own share, or the order that this node received.
private struct Extendable {
    var round: Int
    var dispatchedAt: Moment
    var due: Moment?
    var requests: [ExtensionRequest]
}

extension Deciding {
    /// 申请延期 by a local unit (ZZ23-17, ZZ20-2.3.3d, JY24-13.3, YC19-7.3c).
    mutating func extend(_ ask: AskExtension, _ assignment: Assignment) throws(Refusal) {
        let beyond = try requireExtendable(ask, Extendable(assignment))
        try requireWithinOrder(ask.until, .extend)
        signIfNeeded(assignment)
        record(.extensionAsked(ExtensionAsked(assignment: assignment.id, request: request(ask, beyond: beyond))))
        if context.ruleBook.extensions?.takesEffect == .filing { grantFiled(assignment.id) }
    }

    /// A lower node asks: judged by our own rule book, and refused by itself where that leaves no choice.
    mutating func hear(_ ask: AskExtension, _ assignment: Assignment) {
        signIfNeeded(assignment)
        let judged = Result { () throws(Refusal) in try requireExtendable(ask, Extendable(assignment)) }
        record(.extensionAsked(ExtensionAsked(
            assignment: assignment.id, request: request(ask, beyond: try? judged.get()))))
        switch judged {
        case .failure(let refusal): refuseBySystem(assignment.id, refusal, Change.extensionRefused)
        case .success:
            if context.ruleBook.extensions?.takesEffect == .filing { grantFiled(assignment.id) }
        }
    }

    /// What only the assigner's rule book can judge is left to the assigner.
    mutating func extendUpward(_ ask: AskExtension, _ order: ReceivedOrder) throws(Refusal) {
        let article = context.ruleBook.extensions?.article
        try require(["reason": ask.reason], article)
        guard let due = order.due else { throw .nothingToExtend }
        try requireLater(ask.until, than: due, article)
        guard order.extensions.pending == nil else { throw .extensionPending }
        signOrder()
        record(.orderExtensionAsked(request(ask, beyond: nil)))
    }

    /// 同意延期. What goes beyond the rule is granted with its reason on record (一般, JY24-13.3).
    mutating func approveExtension(_ approve: Approve, _ assignment: Assignment) throws(Refusal) {
        guard let request = assignment.extensions.pending else { throw .nothingPending(.approveExtension) }
        // A correction since may have shortened the limit that it goes beyond.
        let beyond = try beyondRule(request.until, Extendable(assignment))
        if (request.beyondRule ?? beyond) != nil {
            try require(["note": approve.note], context.ruleBook.extensions?.article)
        }
        try requireWithinOrder(request.until, .approveExtension)
        record(.extensionApproved(granted(assignment.id, request.until, note: approve.note)))
    }

    /// 不同意延期.
    mutating func refuseExtension(_ disapprove: Disapprove, _ assignment: Assignment) throws(Refusal) {
        guard assignment.extensions.pending != nil else { throw .nothingPending(.refuseExtension) }
        try require(["reasons": disapprove.reasons], context.ruleBook.extensions?.article)
        record(.extensionRefused(decided(assignment, approved: false, disapprove.reasons)))
    }

    /// The new limit of a share on which time was granted.
    func granted(_ id: AssignmentID, _ until: Day, note: String?, by other: Actor? = nil) -> TimeGranted {
        let from = ticket.assignment(id)?.handlingLimit?.from ?? context.now
        return TimeGranted(
            assignment: id,
            decision: Decision(approved: true, reasons: note, by: other ?? actor, at: context.now),
            limit: context.grantedLimit(until, from: from))
    }

    /// Whatever would go beyond the order's limit asks upward first (design section 5).
    func requireWithinOrder(_ until: Day, _ verb: Verb) throws(Refusal) {
        guard ticket.isBoundByOrder, let due = ticket.order?.due, until.end > due else { return }
        throw Refusal(
            .boundByOrder, "\(until)晚于上级派单时限\(due.day)，不能\(verb.displayName)", cure: "先就上级派单申请延期或者挂账")
    }

    /// What the system can see is refused by the system, in its own name, with the reason.
    mutating func refuseBySystem(_ id: AssignmentID, _ refusal: Refusal, _ change: (Decided) -> Change) {
        let decision = Decision(
            approved: false, reasons: "\(refusal.message)；\(refusal.cure)", by: .system(of: context.node),
            at: context.now)
        recordFollowing(change(Decided(assignment: id, decision: decision, late: false)))
    }

    /// 备案: it holds as soon as it is filed (YC19-7.3c).
    private mutating func grantFiled(_ id: AssignmentID) {
        guard let request = ticket.assignment(id)?.extensions.pending else { return }
        let system = Actor.system(of: context.node)
        recordFollowing(.extensionApproved(granted(id, request.until, note: "备案", by: system)))
    }

    private func request(_ ask: AskExtension, beyond: String?) -> ExtensionRequest {
        ExtensionRequest(
            until: ask.until, reason: ask.reason, basis: ask.basis, consent: ask.consent,
            petitionerTold: ask.petitionerTold, askedAt: context.now, beyondRule: beyond, decision: nil)
    }

    /// - Returns: what goes beyond the rule, where the rule book leaves that to the assigner.
    private func requireExtendable(_ ask: AskExtension, _ subject: Extendable) throws(Refusal) -> String? {
        guard let terms = context.ruleBook.extensions else {
            throw Refusal(.extensionExcluded, "本规则未规定延期", cure: "在办理期限内办结，或申请挂账")
        }
        try requireNotBarred(subject, terms)
        try requireFields(ask, terms)
        guard subject.requests.pending == nil else { throw .extensionPending }
        guard let due = subject.due else { throw .nothingToExtend }
        let last = due.adding(hours: -(terms.hoursBeforeEnd ?? 0))
        guard context.now <= last else {
            throw Refusal(
                .extensionTooLate, "延期申请应当在\(last)前提出", article: terms.article, cure: "尽快办结并申请办结；逾期如实记录")
        }
        try requireLater(ask.until, than: due, terms.article)
        return try beyondRule(ask.until, subject)
    }

    private func requireNotBarred(
        _ subject: Extendable, _ terms: RuleBook.ExtensionTerms
    ) throws(Refusal) {
        let redo = context.ruleBook.redo
        guard subject.round == 1 || redo.mayBeExtended else {
            throw Refusal(.extensionExcluded, "重办事项不得延期", article: redo.article, cure: "在重办期限内办结")
        }
        guard !(terms.barredForEmergencies && ticket.matter.emergency) else {
            throw Refusal(.extensionExcluded, "突发类事项不得延期", article: terms.article, cure: "在办理期限内办结")
        }
        guard let days = terms.barredLastDaysOfMonth else { return }
        guard (subject.dispatchedAt.day + days).civil.month == subject.dispatchedAt.day.civil.month else {
            throw Refusal(
                .extensionExcluded, "月底转办事项不得延期（\(subject.dispatchedAt.day)转办）", article: terms.article,
                cure: "在办理期限内办结")
        }
    }

    private func requireFields(_ ask: AskExtension, _ terms: RuleBook.ExtensionTerms) throws(Refusal) {
        var missing = isFilled(ask.reason) ? [] : ["reason"]
        for item in terms.needs {
            switch item {
            case .basis where !isFilled(ask.basis): missing.append("basis")
            case .consent where !isFilled(ask.consent): missing.append("consent")
            // Who asked for confidentiality is told by the hotline.
            case .petitionerTold where ask.petitionerTold != true && !ticket.answersThroughHotline:
                missing.append("petitionerTold")
            default: break
            }
        }
        guard missing.isEmpty else { throw .missing(missing, terms.article) }
    }

    private func requireLater(_ until: Day, than due: Moment, _ article: String?) throws(Refusal) {
        guard until > due.day else {
            throw Refusal(
                .invalidField, "承诺办结日期\(until)不晚于现有期限\(due.day)", article: article, cure: "承诺更晚的日期")
        }
    }

    private func beyondRule(_ until: Day, _ subject: Extendable) throws(Refusal) -> String? {
        guard let terms = context.ruleBook.extensions, let due = subject.due else { return nil }
        var beyond: [String] = []
        if let times = terms.times, subject.requests.approved >= times {
            beyond.append("延期以\(times)次为限，已延期\(subject.requests.approved)次")
        }
        if let longest = longest(from: due), until > longest {
            beyond.append("延期最长至\(longest)")
        }
        guard !beyond.isEmpty else { return nil }
        let reason = beyond.joined(separator: "；")
        guard terms.exceptional else {
            throw Refusal(
                .extensionExhausted, reason, article: terms.article, cure: "在期限内办结；延期后仍无法办结的，按规定注明情况申请办结")
        }
        return reason
    }

    /// The last day that an extension may reach; nil where the rule book sets none.
    private func longest(from due: Moment) -> Day? {
        context.ruleBook.longestExtension(of: ticket.matter.kind).map {
            context.calendar.deadline($0, from: due).dueDate
        }
    }
}

extension Extendable {
    fileprivate init(_ assignment: Assignment) {
        self.init(
            round: assignment.round, dispatchedAt: assignment.dispatchedAt, due: assignment.handlingLimit?.due,
            requests: assignment.extensions)
    }
}

extension Refusal {
    fileprivate static var nothingToExtend: Refusal {
        Refusal(.extensionExcluded, "没有办理期限，无需延期", cure: "按要求办理后申请办结")
    }

    fileprivate static var extensionPending: Refusal {
        Refusal(.notNow, "已有延期申请待审核", cure: "等待审核")
    }

    static func nothingPending(_ verb: Verb) -> Refusal {
        Refusal(.notNow, "没有待审核的申请，不能\(verb.displayName)", cure: "核对派单编号")
    }
}
