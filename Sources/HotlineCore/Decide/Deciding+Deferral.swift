import WorkCalendar

extension Deciding {
    /// 申请挂账 by a local unit (ZZ23-18).
    mutating func `defer`(_ ask: AskDeferral, _ assignment: Assignment) throws(Refusal) {
        try requireDeferrable(ask, assignment.deferral, due: assignment.handlingLimit?.due)
        try requireWithinOrder(ask.until, .defer)
        signIfNeeded(assignment)
        record(.deferralAsked(DeferralAsked(assignment: assignment.id, deferral: deferral(ask))))
    }

    /// A lower node asks: judged by our own rule book, and refused by itself where that leaves no choice.
    mutating func hear(_ ask: AskDeferral, _ assignment: Assignment) {
        signIfNeeded(assignment)
        let judged = Result { () throws(Refusal) in
            try requireDeferrable(ask, assignment.deferral, due: assignment.handlingLimit?.due)
        }
        record(.deferralAsked(DeferralAsked(assignment: assignment.id, deferral: deferral(ask))))
        if case .failure(let refusal) = judged { refuseBySystem(assignment.id, refusal, Change.deferralRefused) }
    }

    /// What only the assigner's rule book can judge is left to the assigner.
    mutating func deferUpward(_ ask: AskDeferral, _ order: ReceivedOrder) throws(Refusal) {
        try requireFields(ask, context.ruleBook.deferrals?.article)
        guard !(order.deferral?.isPending ?? false) else { throw .deferralPending }
        signOrder()
        record(.orderDeferralAsked(deferral(ask)))
    }

    /// 列入挂账管理.
    mutating func approveDeferral(_ approve: Approve, _ assignment: Assignment) throws(Refusal) {
        guard let deferral = assignment.deferral, deferral.isPending else {
            throw .nothingPending(.approveDeferral)
        }
        try requireWithinOrder(deferral.until, .approveDeferral)
        var granted = granted(assignment.id, deferral.until, note: approve.note)
        granted.limit.article = context.ruleBook.deferrals?.article ?? granted.limit.article
        record(.deferralApproved(granted))
    }

    /// 不同意挂账.
    mutating func refuseDeferral(_ disapprove: Disapprove, _ assignment: Assignment) throws(Refusal) {
        guard assignment.deferral?.isPending ?? false else { throw .nothingPending(.refuseDeferral) }
        try require(["reasons": disapprove.reasons], context.ruleBook.deferrals?.article)
        record(.deferralRefused(decided(assignment, approved: false, disapprove.reasons)))
    }

    /// 销号 of a local unit's share. Where the order above is deferred too, its evidence goes up.
    mutating func strikeOff(_ strikeOff: StrikeOff, _ assignment: Assignment) throws(Refusal) {
        try requireStrikable(strikeOff)
        recordStruckOff(strikeOff, assignment)
    }

    /// 销号 of the order itself.
    mutating func strikeOffUpward(_ strikeOff: StrikeOff) throws(Refusal) {
        try requireStrikable(strikeOff)
        record(.orderStruckOff(strikeOff))
    }

    mutating func recordStruckOff(_ strikeOff: StrikeOff, _ assignment: Assignment) {
        record(.struckOff(StruckOff(assignment: assignment.id, strikeOff: strikeOff)))
        let stillDeferred = ticket.assignments.contains { $0.state == .deferred }
        if ticket.order?.state == .deferred, !stillDeferred { recordFollowing(.orderStruckOff(strikeOff)) }
    }

    /// A matter that is on the books above is struck off before its result goes up.
    func requireStruckOff() throws(Refusal) {
        guard ticket.order?.state == .deferred else { return }
        throw Refusal(
            .notNow, "上级派单在挂账中，须先销号", article: context.ruleBook.deferrals?.article,
            cure: "经诉求人签字认可、主要责任人签署“\(StrikeOff.consentWords)”后销号，再申请办结")
    }

    private func deferral(_ ask: AskDeferral) -> Deferral {
        Deferral(
            until: ask.until, reason: ask.reason, progress: ask.progress, measures: ask.measures, plan: ask.plan,
            responsible: ask.responsible, petitionerTold: ask.petitionerTold, askedAt: context.now, decision: nil,
            strikeOff: nil)
    }

    private func requireDeferrable(_ ask: AskDeferral, _ earlier: Deferral?, due: Moment?) throws(Refusal) {
        guard let terms = context.ruleBook.deferrals else {
            throw Refusal(.deferralExcluded, "本规则未规定挂账", cure: "在办理期限内办结，或申请延期")
        }
        try requireFields(ask, terms.article)
        guard !(earlier?.isPending ?? false) else { throw .deferralPending }
        guard earlier?.strikeOff == nil else {
            throw Refusal(.deferralExcluded, "该派单已经挂账并销号", article: terms.article, cure: "申请办结")
        }
        let longest = context.now.day.adding(months: terms.months)
        guard ask.until <= longest else {
            throw Refusal(
                .deferralTooLong, "挂账最长不超过\(terms.months)个月，至\(longest)", article: terms.article, cure: "缩短解决时限")
        }
        guard ask.until > (due ?? context.now).day else {
            throw Refusal(
                .invalidField, "解决时限\(ask.until)不晚于现有期限", article: terms.article, cure: "在期限内办结，或给出更晚的时限")
        }
    }

    private func requireFields(_ ask: AskDeferral, _ article: String?) throws(Refusal) {
        try require(
            [
                "reason": ask.reason, "progress": ask.progress, "measures": ask.measures, "plan": ask.plan,
                "responsible": ask.responsible,
                // Who asked for confidentiality is told by the hotline.
                "petitionerTold": ask.petitionerTold == true || ticket.answersThroughHotline ? "true" : nil,
            ], article)
    }

    private func requireStrikable(_ strikeOff: StrikeOff) throws(Refusal) {
        let article = context.ruleBook.deferrals?.article
        try require(
            [
                "result": strikeOff.result, "petitionerSigned": strikeOff.petitionerSigned,
                "leader": strikeOff.leader, "consent": strikeOff.consent,
            ], article)
        guard strikeOff.consent.contains(StrikeOff.consentWords) else {
            throw Refusal(
                .invalidField, "主要责任人未签署“\(StrikeOff.consentWords)”", article: article,
                cure: "由主要责任人在台账上签署“\(StrikeOff.consentWords)”意见")
        }
        guard strikeOff.signedOn <= context.now.day else {
            throw Refusal(
                .invalidField, "签字日期\(strikeOff.signedOn)在将来", article: article, cure: "填写诉求人实际签字的日期")
        }
    }
}

extension Refusal {
    fileprivate static var deferralPending: Refusal {
        Refusal(.notNow, "已有挂账申请待审核", cure: "等待审核")
    }
}
