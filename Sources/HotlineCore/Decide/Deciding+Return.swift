import WorkCalendar

extension Deciding {
    /// 申请退回 by a local unit.
    mutating func askReturn(_ ask: AskReturn, _ assignment: Assignment) throws(Refusal) {
        let late = try requireReturnable(
            ask, round: assignment.round, from: assignment.dispatchedAt, assignment.signedAt)
        signIfNeeded(assignment)
        record(.returnAsked(ReturnAsked(assignment: assignment.id, request: request(ask, late: late))))
    }

    /// ZZ23-13: approved, the share waits for its new dispatch.
    mutating func approveReturn(_ approve: Approve, _ assignment: Assignment) throws(Refusal) {
        guard assignment.round == 1 || context.ruleBook.redo.mayBeReturned else { throw returnExcluded }
        record(.returnApproved(decided(assignment, approved: true, approve.note)))
    }

    func request(_ ask: AskReturn, late: Bool) -> ReturnRequest {
        ReturnRequest(
            reason: ask.reason, explanation: ask.explanation, basis: ask.basis, suggestion: ask.suggestion,
            knowledge: ask.knowledge, askedAt: context.now, late: late,
            decision: nil)
    }

    /// Fields, the redo's exclusion, the reasons of the rule book, and the window (ZZ23-12, JY24-13.1b).
    /// - Returns: asked after the window, where the rule book lets that pass as overdue.
    func requireReturnable(
        _ ask: AskReturn, round: Int, from dispatchedAt: Moment, _ signedAt: Moment?
    ) throws(Refusal) -> Bool {
        let terms = context.ruleBook.returns
        try require(["reason": ask.reason, "explanation": ask.explanation], terms.article)
        guard round == 1 || context.ruleBook.redo.mayBeReturned else { throw returnExcluded }
        guard let reason = terms.reasons.first(where: { $0.code == ask.reason }) else {
            let known = terms.reasons.map { "\($0.code)（\($0.title)）" }.joined(separator: "、")
            throw Refusal(
                .invalidField, "退回理由“\(ask.reason)”不在规定之内", article: terms.article, cure: "选择：\(known)")
        }
        guard let window = terms.window, !reason.unlimited else { return false }
        let start = window.from == .signing ? signedAt ?? context.now : dispatchedAt
        let limit = context.limit(window, from: start)
        guard limit.isPast(at: context.now) else { return false }
        guard terms.afterWindow == .refused else { return true }
        throw Refusal(
            .returnTooLate, "退回期限已于\(limit.dueDate)届满", article: reason.article,
            cure: "办理并答复诉求人后申请办结，或组织其他有关单位办理")
    }

    private var returnExcluded: Refusal {
        Refusal(
            .returnExcluded, "重办事项不得退回", article: context.ruleBook.redo.article, cure: "按重办要求办理后申请办结")
    }
}
