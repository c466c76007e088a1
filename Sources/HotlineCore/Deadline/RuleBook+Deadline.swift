package import WorkCalendar

/// Which limit of a matter is asked for.
package enum LimitName: String, Codable, Hashable, Sendable, CaseIterable {
    /// 办理时限, from what the rule book says: dispatch or signing.
    case handling
    /// 签收时限, from dispatch.
    case sign
    /// 退回期限, from dispatch or signing.
    case `return`
    /// 延期的最晚期限, from the moment that the handling limit runs from.
    case `extension`
    /// 重办时限, from the redo order or from first receipt.
    case redo
    /// 回访时限, from the approval of the completion.
    case revisit
    /// 派单时限, from registration.
    case dispatch

    /// As operators read it.
    package var displayName: String {
        switch self {
        case .handling: "办理时限"
        case .sign: "签收时限"
        case .return: "退回期限"
        case .extension: "延期最晚期限"
        case .redo: "重办时限"
        case .revisit: "回访时限"
        case .dispatch: "派单时限"
        }
    }
}

/// A limit counted for a question rather than for a ticket, with what sets it.
package struct CountedLimit: Hashable, Sendable {
    package var deadline: Deadline
    package var article: String
    /// The reading chosen where the article is silent.
    package var reading: String?
}

extension RuleBook {
    /// Where a limit of this regulation ends that runs from `start`; nil = 未规定.
    /// - Parameter explaining: also list every day met (怎么算的).
    package func count(
        _ name: LimitName, of kind: MatterKind, from start: Moment, in calendar: WorkCalendar, explaining: Bool
    ) -> CountedLimit? {
        if name == .extension { return countExtension(of: kind, from: start, in: calendar, explaining: explaining) }
        guard let term = term(name, of: kind) else { return nil }
        let deadline = calendar.deadline(term.rule, from: start, explaining: explaining)
        return CountedLimit(deadline: deadline, article: term.article, reading: term.reading)
    }

    /// The limit of a redo: one of its own, or the kind's limit lengthened (JY24-14.1).
    package func redoTerm(of kind: MatterKind) -> Term {
        if let own = redo.limit { return own }
        var term = limits.handling[kind]
        term.rule.amount += redo.kindLimitPlusWorkingDays ?? 0
        term.article = redo.article
        return term
    }

    /// How an extension is counted from the end of a kind's limit; nil where the rule book sets no longest.
    func longestExtension(of kind: MatterKind) -> LimitRule? {
        guard let terms = extensions?.longest else { return nil }
        var rule = terms.most ?? limits.handling[kind].rule
        rule.firstDay = .next
        return rule
    }

    private func term(_ name: LimitName, of kind: MatterKind) -> Term? {
        switch name {
        case .handling: limits.handling[kind]
        case .sign: limits.sign
        case .return: returns.window
        case .redo: redoTerm(of: kind)
        case .revisit: revisit.limit
        case .dispatch: limits.dispatch
        case .extension: nil
        }
    }

    /// The handling limit, and from the day after its end the longest extension.
    private func countExtension(
        of kind: MatterKind, from start: Moment, in calendar: WorkCalendar, explaining: Bool
    ) -> CountedLimit? {
        guard let terms = extensions?.longest, let rule = longestExtension(of: kind) else { return nil }
        let first = calendar.deadline(limits.handling[kind].rule, from: start, explaining: explaining)
        var whole = calendar.deadline(rule, from: first.due, explaining: explaining)
        whole.provisional = whole.provisional || first.provisional
        // The day on which the handling limit ends was met by it already.
        if let days = first.days, let more = whole.days { whole.days = days + more.dropFirst() }
        return CountedLimit(deadline: whole, article: terms.article, reading: terms.reading)
    }
}
