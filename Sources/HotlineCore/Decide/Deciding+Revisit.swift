import WorkCalendar

extension Deciding {
    /// 回访 by the hotline that accepted the matter (ZZ23-23, ZZ23-24).
    mutating func revisit(_ revisit: RecordRevisit) throws(Refusal) {
        let terms = context.ruleBook.revisit
        try requireOffered(revisit)
        if revisit.rating == .unsatisfied { try require(["reason": revisit.reason], terms.article) }
        if let exception = revisit.exception, !terms.exceptions.contains(where: { $0.code == exception }) {
            let known = terms.exceptions.map { "\($0.code)（\($0.title)）" }.joined(separator: "、")
            throw Refusal(
                .invalidField, "“\(exception)”不是规定的例外情形", article: terms.article,
                cure: known.isEmpty ? "本规则没有例外情形" : "选择：\(known)")
        }
        let isAnswer = ticket.state == .answered
        if terms.needsAllThree, revisit.rating == .satisfied, !isAnswer { try requireAllThree(revisit) }
        if let earlier = revisit.opinionOf { try requireStanding(earlier) }
        record(.revisited(Revisit(
            round: isAnswer ? 1 : ticket.assignments.map(\.round).max() ?? 1, rating: revisit.rating,
            wasTold: revisit.wasTold, wasSolved: revisit.wasSolved, reason: revisit.reason,
            exception: revisit.exception, opinionOf: revisit.opinionOf, callService: revisit.callService,
            at: context.now, by: actor)))
    }

    /// 未作评价 stands only where the regulation says what follows from it (JY24-14.1).
    private func requireOffered(_ revisit: RecordRevisit) throws(Refusal) {
        let terms = context.ruleBook.revisit
        guard terms.unanswered == nil else { return }
        let asked = [("rating", revisit.rating), ("callService", revisit.callService)]
        let fields = asked.filter { $0.1 == .unanswered }.map(\.0)
        guard fields.isEmpty else {
            throw Refusal(
                .ratingNotOffered, "本规则的评价选项只有满意、不满意，没有“未作评价”：\(fields.joined(separator: "、"))",
                missing: fields, article: terms.article, cure: "继续联系诉求人后评价；诉求人明确无需回访的，归档时注明")
        }
    }

    /// ZZ23-24: satisfied only when the petitioner was told, the matter was solved, and the result satisfies.
    private func requireAllThree(_ revisit: RecordRevisit) throws(Refusal) {
        let article = context.ruleBook.revisit.article
        let asked = [("wasTold", revisit.wasTold), ("wasSolved", revisit.wasSolved)]
        guard !asked.contains(where: { $0.1 == false }) else {
            throw Refusal(
                .invalidField, "三项回访内容有一项不成立的，确定为不满意", article: article, cure: "评价改为不满意并填写原因")
        }
        let missing = asked.filter { $0.1 == nil }.map(\.0)
        guard missing.isEmpty else { throw .missing(missing, article) }
    }

    /// ZZ23-27: a first rating may rest on an earlier matter's duty-performed opinion while that is valid.
    private func requireStanding(_ earlier: TicketID) throws(Refusal) {
        guard let terms = context.ruleBook.opinions, let months = terms.validMonths else {
            throw Refusal(.opinionInvalid, "本规则没有沿用履责意见的规定", cure: "按评价重办或者归档")
        }
        guard ticket.revisits.isEmpty else {
            throw Refusal(
                .opinionInvalid, "只有首次评价可以沿用履责意见", article: terms.standingArticle, cure: "按第二次评价归档或者督办")
        }
        guard let opinion = context.facts.opinion else {
            throw Refusal(
                .opinionInvalid, "工单\(earlier)没有履责意见", article: terms.standingArticle, cure: "核对原工单编号")
        }
        let last = opinion.signedOn.adding(months: months)
        guard context.now.day <= last else {
            throw Refusal(
                .opinionInvalid, "履责意见已于\(last)过期", article: terms.standingArticle, cure: "发回承办单位重办")
        }
    }

    /// 重办: the same assignees, the next round (ZZ23-25, JY24-14.1).
    mutating func redo(_ redo: OrderRedo) throws(Refusal) {
        let terms = context.ruleBook.redo
        try require(["reasons": redo.reasons], terms.article)
        guard let last = ticket.revisits.last, last.rating == .unsatisfied else {
            throw Refusal(
                .redoUnfounded, "诉求人未表示不满意，不需重办", article: context.ruleBook.revisit.article, cure: "归档")
        }
        guard last.exception == nil, last.opinionOf == nil else {
            throw Refusal(
                .redoUnfounded, "属于不予重办的例外情形", article: context.ruleBook.revisit.article, cure: "归档")
        }
        try requireRedoLeft()
        let renewals = renewals(due: nil)
        guard !renewals.isEmpty else {
            throw Refusal(.redoUnfounded, "工单没有承办方，无从重办", article: terms.article, cure: "归档后另行登记")
        }
        record(.redoOrdered(Redone(reasons: redo.reasons, renewals: renewals)))
        guard let means = terms.supervision.flatMap(context.ruleBook.supervision.means) else { return }
        // 由受理中心下发督办函，发回承办单位重新办理.
        for renewal in renewals {
            recordSupervised(
                means, by: Supervise(means: means.code, assignment: renewal.assignment, text: redo.reasons))
        }
    }

    /// 归档: an unsatisfied rating asks for its redo first (ZZ23-24, ZZ23-28b).
    mutating func archive(_ archive: Archive) throws(Refusal) {
        switch ticket.state {
        case .revisiting where archive.noRevisitWanted != true && !endedWithoutRevisit:
            throw Refusal(
                .notNow, "工单待回访，不能归档", article: context.ruleBook.revisit.article,
                cure: "先回访；诉求人明确无需回访的注明 noRevisitWanted")
        case .revisited: try requireNoRedoDue()
        default: break
        }
        record(.archived(Archived(
            archiving: Archiving(category: archive.category, note: archive.note, at: context.now),
            closes: ticket.assignments.filter { !$0.state.isOver }.map(\.id))))
    }

    /// Every completed lead or sole share for the next round; assisting ones are for the lead to call again.
    func renewals(due: Moment?) -> [Renewal] {
        let again = ticket.assignments.filter { $0.state == .completed && $0.role != .assisting }
        return again.map { assignment in
            Renewal(
                assignment: assignment.id, round: assignment.round + 1,
                signLimit: context.signLimit(from: context.now),
                handlingLimit: context.redoLimit(ticket, assignment, orderedAt: context.now, due: due))
        }
    }

    /// The unit reported that the petitioner took the matter back (ZZ23-22.4, ZZ23-23).
    private var endedWithoutRevisit: Bool {
        let exemption = ticket.result?.reply?.exemption
        return context.ruleBook.completion.exemptions.contains { $0.code == exemption && $0.endsRevisit == true }
    }

    private var redosUsed: Int { (ticket.assignments.map(\.round).max() ?? 1) - 1 }

    private func requireRedoLeft() throws(Refusal) {
        guard let times = context.ruleBook.redo.times, redosUsed >= times else { return }
        throw Refusal(
            .redoExhausted, "重办次数为\(times)次，已经用完", article: context.ruleBook.redo.article,
            cure: "归档；应解决未解决的纳入督办")
    }

    private func requireNoRedoDue() throws(Refusal) {
        guard let last = ticket.revisits.last, last.rating == .unsatisfied, last.exception == nil,
            last.opinionOf == nil, !renewals(due: nil).isEmpty,
            context.ruleBook.redo.times.map({ redosUsed < $0 }) ?? true
        else { return }
        throw Refusal(
            .redoRequired, "评价为不满意，应发回原承办单位重新办理", article: context.ruleBook.revisit.article,
            cure: "重办；属于例外情形的，回访时注明")
    }
}
