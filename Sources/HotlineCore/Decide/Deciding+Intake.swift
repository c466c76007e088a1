extension Deciding {
    mutating func accept(_ accept: Accept) {
        record(.accepted(Remark(text: accept.note)))
        signOrder()
    }

    mutating func refuse(_ refuse: Refuse) throws(Refusal) {
        let terms = context.ruleBook.intake
        try require(["reason": refuse.reason], terms.article)
        guard let ground = terms.exclusions.first(where: { $0.code == refuse.reason }) else {
            let known = terms.exclusions.map { "\($0.code)（\($0.title)）" }.joined(separator: "、")
            throw Refusal(
                .invalidField, "“\(refuse.reason)”不是规定的不予受理情形", article: terms.article, cure: "选择：\(known)")
        }
        // What the petitioner is told stands in the rules; the operator may put it in other words.
        let guidance = isFilled(refuse.guidance) ? refuse.guidance : ground.guidance
        record(.refused(IntakeRefusal(reason: refuse.reason, guidance: guidance)))
    }

    mutating func transfer(_ transfer: HandOver) throws(Refusal) {
        try require(["to": transfer.to], "泽政办函〔2023〕11号第九条第二项")
        record(.transferred(Transfer(to: transfer.to, note: transfer.note)))
    }

    /// ZZ23-10.1. For an ordered ticket the answer is the result, and goes up at once.
    mutating func answer(_ answer: Answer) throws(Refusal) {
        try require(["text": answer.text], "泽政办函〔2023〕11号第十条第一项")
        try refuseWhileReturnAsked(.answer)
        try requireStruckOff()
        acceptIfRegistered()
        signOrder()
        record(.answered(DirectAnswer(text: answer.text, knowledge: answer.knowledge)))
        if ticket.isBoundByOrder {
            let reply = CompletionForm.Reply(at: context.now, means: "热线直接答复", content: answer.text)
            reportUpward(CompletionForm(
                handling: "热线直接答复", result: answer.text, unit: context.node.rawValue, person: actor.person,
                handledAt: context.now, reply: reply))
        }
    }

    /// Goes into the matter and to every peer node at work on it.
    mutating func supplement(_ added: AddSupplement) throws(Refusal) {
        try require(["text": added.text], nil)
        record(.supplemented(Supplemented(
            supplement: Supplement(text: added.text, at: context.now, by: context.node), tells: openNodeAssignments)))
    }

    /// ZZ23-22.3: whoever is at work is told.
    mutating func withdraw(_ withdraw: Withdraw) throws(Refusal) {
        try require(["reason": withdraw.reason], "泽政办函〔2023〕11号第二十二条第三项")
        record(.withdrawn(Withdrawn(
            withdrawal: Withdrawal(reason: withdraw.reason, at: context.now, fromAbove: false),
            assignments: ticket.openAssignments.map(\.id))))
    }

    mutating func acceptIfRegistered() {
        if ticket.state == .registered { record(.accepted(Remark())) }
    }

    /// Taking an ordered ticket up signs the order above.
    mutating func signOrder() {
        guard ticket.order?.state == .dispatched else { return }
        record(.orderSigned(OrderSigned(at: context.now)))
    }

    /// While the matter is offered back to the node above, nobody starts on it here.
    func refuseWhileReturnAsked(_ verb: Verb) throws(Refusal) {
        guard ticket.order?.state == .returnAsked else { return }
        throw Refusal(
            .returnPending, "已向上级申请退回，不能\(verb.displayName)", article: "泽政办函〔2023〕11号第十三条",
            cure: "等待上级对退回申请的审核")
    }

    var openNodeAssignments: [AssignmentID] {
        ticket.openAssignments.filter { $0.assignee.node != nil }.map(\.id)
    }

    /// Refuses with every empty field named.
    func require(_ fields: KeyValuePairs<String, String?>, _ article: String?) throws(Refusal) {
        let missing = fields.filter { !isFilled($0.value) }.map(\.key)
        guard missing.isEmpty else { throw .missing(missing, article) }
    }
}

extension Refusal {
    static func missing(_ fields: [String], _ article: String?) -> Refusal {
        Refusal(
            .missingFields, "缺少必填项：\(fields.joined(separator: "、"))", missing: fields, article: article,
            cure: "补全后重新提交")
    }
}
