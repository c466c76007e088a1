import WorkCalendar

extension Deciding {
    /// The form with what the system knows itself: who submits, and for which unit (ZZ23-21.1).
    func completed(_ form: CompletionForm, _ assignment: Assignment?) -> CompletionForm {
        var form = form
        let unit = assignment?.assignee.unit.map { context.facts.units[$0]?.name ?? $0.rawValue }
        if !isFilled(form.unit) { form.unit = unit ?? context.node.rawValue }
        if !isFilled(form.person) { form.person = actor.person }
        return form
    }

    /// ZZ23-21: all missing items at once; then what they state must hold.
    func requireComplete(
        _ form: CompletionForm, repliesItself: Bool, round: Int, contacts: [ContactAttempt], extended: Bool,
        unit: UnitID? = nil
    ) throws(Refusal) {
        try requireFilled(form, replies: repliesItself && !ticket.answersThroughHotline)
        try requireExemption(form, contacts)
        try requireUnfinished(form, extended: extended)
        try requireOpinion(form, round: round, unit)
    }

    private func requireFilled(_ form: CompletionForm, replies: Bool) throws(Refusal) {
        let terms = context.ruleBook.completion
        let missing = terms.form.filter { item in
            item.required && item.concerns(ticket.matter) && (replies || !item.isReply)
                && !isWaived(item, form) && form.value(of: item.name) == nil
        }
        guard missing.isEmpty else {
            throw Refusal(
                .missingFields, "办结申请缺少：\(missing.map(\.title).joined(separator: "、"))",
                missing: missing.map { CompletionForm.path(of: $0.name) }, article: terms.article,
                cure: "补全后重新提交；不需要回复的注明类型")
        }
    }

    /// An exemption (ZZ23-19) stands for the whole reply.
    private func isWaived(_ item: RuleBook.CompletionTerms.Item, _ form: CompletionForm) -> Bool {
        if item.isReply, form.value(of: "reply.exemption") != nil { return true }
        guard let waiver = item.unless, let value = form.value(of: waiver.item) else { return false }
        return waiver.values?.contains(value) ?? true
    }

    /// 不需要回复的类型; “cannot reach” only after the attempts that the rule book asks (ZZ23-21.2).
    private func requireExemption(_ form: CompletionForm, _ contacts: [ContactAttempt]) throws(Refusal) {
        guard let code = form.value(of: "reply.exemption") else { return }
        let terms = context.ruleBook.completion
        guard let exemption = terms.exemptions.first(where: { $0.code == code }) else {
            let known = terms.exemptions.map { "\($0.code)（\($0.title)）" }.joined(separator: "、")
            throw Refusal(
                .invalidField, "“\(code)”不是规定的不需要回复的类型", article: terms.article, cure: "选择：\(known)")
        }
        guard exemption.unreachable == true, let rule = terms.unreachable, !contacts.fulfil(rule) else { return }
        throw Refusal(
            .attemptsMissing, "1日内应有\(rule.attempts)次、每次至少间隔\(rule.minutesApart)分钟的联系记录",
            article: rule.article, cure: "继续联系诉求人并逐次记录")
    }

    /// ZZ23-22.1, 22.2: what is not finished may be submitted on a named ground.
    private func requireUnfinished(_ form: CompletionForm, extended: Bool) throws(Refusal) {
        guard let code = form.unfinished else { return }
        let terms = context.ruleBook.completion
        guard let ground = terms.unfinished.first(where: { $0.code == code }) else {
            let known = terms.unfinished.map { "\($0.code)（\($0.title)）" }.joined(separator: "、")
            throw Refusal(
                .invalidField, "“\(code)”不是规定的未办结情形", article: terms.article,
                cure: known.isEmpty ? "办理完毕后申请办结" : "选择：\(known)")
        }
        guard extended || !ground.afterExtension else {
            throw Refusal(.notNow, "尚未延期，不能按未办结申请办结", article: ground.article, cure: "先申请延期")
        }
        let missing = ground.needs.filter { form.value(of: $0) == nil }
        guard missing.isEmpty else { throw .missing(missing.map(CompletionForm.path), ground.article) }
    }

    /// ZZ23-26: only in a redo, and whole.
    private func requireOpinion(_ form: CompletionForm, round: Int, _ unit: UnitID?) throws(Refusal) {
        guard let opinion = form.opinion else { return }
        guard let terms = context.ruleBook.opinions else {
            throw Refusal(.opinionInvalid, "本规则未规定履责意见", cure: "按办理结果申请办结")
        }
        guard round > 1 else {
            throw Refusal(.opinionInvalid, "履责意见只在重办环节出具", article: terms.article, cure: "按办理结果申请办结")
        }
        let group = unit.flatMap { context.facts.units[$0]?.group }
        let missing = opinion.missing(sealed: group.map { terms.sealedGroups?.contains($0) ?? false } ?? false)
        guard missing.isEmpty else { throw .missing(missing.map { "opinion.\($0)" }, terms.article) }
        guard opinion.signedOn <= context.now.day else {
            throw Refusal(
                .opinionInvalid, "签发日期\(opinion.signedOn)在将来", article: terms.article, cure: "填写实际签发日期")
        }
    }
}

extension [ContactAttempt] {
    /// So many failed attempts on one day, each so long after the one before.
    fileprivate func fulfil(_ rule: RuleBook.CompletionTerms.Unreachable) -> Bool {
        let apart = Int64(rule.minutesApart) * 60_000
        var day: Day?
        var last: Moment?
        var count = 0
        for made in filter({ !$0.reached }).map(\.madeAt).sorted() {
            if made.day != day { (day, last, count) = (made.day, nil, 0) }
            if let last, made - last < apart { continue }
            (last, count) = (made, count + 1)
            if count >= rule.attempts { return true }
        }
        return false
    }
}
