import WorkCalendar

extension Deciding {
    /// 更正. Limits that depend on the kind are counted anew from where they began: no time already earned is lost.
    mutating func correct(_ correct: Correct) throws(Refusal) {
        try require(["reason": correct.reason], nil)
        let matter = correct.corrected(ticket.matter)
        guard matter != ticket.matter else {
            throw Refusal(.invalidField, "更正内容与原登记相同", cure: "填写需要更正的内容")
        }
        try require(["title": matter.title, "content": matter.content], nil)
        record(.corrected(Corrected(
            matter: matter, reason: correct.reason,
            limits: matter.kind == ticket.matter.kind ? [] : limits(of: matter),
            dispatchLimit: dispatchLimit(of: matter), tells: openNodeAssignments, due: nil)))
    }

    /// What a node above corrected holds here too, and its limit with it.
    mutating func correctFromAbove(_ matter: Matter, due: Moment?) {
        record(.corrected(Corrected(
            matter: matter, reason: "上级节点更正",
            limits: matter.kind == ticket.matter.kind ? [] : limits(of: matter, due: due),
            dispatchLimit: dispatchLimit(of: matter), tells: openNodeAssignments, due: due)))
    }

    /// Where it changes with the matter while that waits to be dispatched.
    private func dispatchLimit(of matter: Matter) -> Limit? {
        guard ticket.dispatchLimit != nil, (matter.massOutage ?? false) != (ticket.matter.massOutage ?? false) else {
            return nil
        }
        return context.dispatchLimit(of: matter, from: ticket.registeredAt)
    }

    /// First-round shares whose limit was not granted to them by itself.
    private func limits(of matter: Matter, due: Moment? = nil) -> [AssignmentLimit] {
        var corrected = ticket
        corrected.matter = matter
        if let due { corrected.order?.due = due }
        return ticket.openAssignments.compactMap { assignment in
            // What was granted is a date, not a count: struck off, it still stands.
            guard assignment.round == 1, assignment.handlingLimit?.rule != nil else { return nil }
            return AssignmentLimit(
                assignment: assignment.id,
                limit: context.handlingLimit(
                    corrected, dispatchedAt: assignment.dispatchedAt, signedAt: assignment.signedAt))
        }
    }

    /// 评价异议 (JY24-14.2): by the unit, on a rating that counts against it.
    mutating func contest(_ contest: ContestRating, _ assignment: Assignment) throws(Refusal) {
        let article = "济管办〔2024〕23号第十四条第二项"
        try require(["reasons": contest.reasons], article)
        guard ticket.state == .revisited, ticket.revisits.last?.rating == .unsatisfied else {
            throw Refusal(.notNow, "没有可提出异议的评价", article: article, cure: "评价为不满意、尚未归档时提出")
        }
        guard !ticket.contests.contains(where: { $0.assignment == assignment.id && $0.decision == nil }) else {
            throw Refusal(.notNow, "已有评价异议待甄别", article: article, cure: "等待甄别")
        }
        record(.contested(Contest(
            assignment: assignment.id, reasons: contest.reasons, at: context.now, by: actor, decision: nil)))
    }

    /// 甄别.
    mutating func decideContest(_ decide: DecideContest, _ assignment: Assignment) throws(Refusal) {
        try require(["reasons": decide.reasons], "济管办〔2024〕23号第十四条第二项")
        guard ticket.contests.contains(where: { $0.assignment == assignment.id && $0.decision == nil }) else {
            throw .nothingPending(.decideContest)
        }
        record(.contestDecided(decided(assignment, approved: decide.upheld, decide.reasons)))
    }
}
