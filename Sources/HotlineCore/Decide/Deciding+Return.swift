import WorkCalendar

/// What a return is asked of: an own share, or the order that this node received.
struct Returnable {
    var assignment: AssignmentID
    /// Asked of the node above.
    var isOrder: Bool
    var round: Int
    var dispatchedAt: Moment
    var signedAt: Moment?
    var settled: Bool
    var extensionAsked: Bool

    init(_ assignment: Assignment) {
        (self.assignment, isOrder) = (assignment.id, false)
        round = assignment.round
        dispatchedAt = assignment.dispatchedAt
        signedAt = assignment.signedAt
        settled = assignment.settlement != nil
        extensionAsked = !assignment.extensions.isEmpty
    }

    init(_ order: ReceivedOrder) {
        (assignment, isOrder) = (order.assignment, true)
        round = order.round
        dispatchedAt = order.receivedAt
        signedAt = order.signedAt
        settled = order.settled ?? false
        extensionAsked = !order.extensions.isEmpty
    }
}

extension Deciding {
    /// 申请退回 by a local unit.
    mutating func askReturn(_ ask: AskReturn, _ assignment: Assignment) throws(Refusal) {
        let late = try requireReturnable(ask, Returnable(assignment))
        signIfNeeded(assignment)
        record(.returnAsked(ReturnAsked(assignment: assignment.id, request: request(ask, late: late))))
    }

    /// A lower node asks: judged by its own rule book there, and here for what our own decisions exclude.
    mutating func hear(_ ask: AskReturn, _ assignment: Assignment) {
        signIfNeeded(assignment)
        record(.returnAsked(ReturnAsked(assignment: assignment.id, request: request(ask, late: false))))
        if let refusal = exclusion(ask, Returnable(assignment)) {
            refuseBySystem(assignment.id, refusal, Change.returnRefused)
        }
    }

    /// ZZ23-13: approved, the share waits for its new dispatch, or for what its reason leads to.
    mutating func approveReturn(_ approve: ApproveReturn, _ assignment: Assignment) throws(Refusal) {
        guard assignment.round == 1 || context.ruleBook.redo.mayBeReturned else { throw returnExcluded }
        let reason = context.ruleBook.returns.reasons.first { $0.code == assignment.returnRequest?.reason }
        var decided = decided(assignment, approved: true, approve.note)
        decided.outcome = approve.outcome ?? reason?.leadsTo ?? .dispatch
        record(.returnApproved(decided))
    }

    func request(_ ask: AskReturn, late: Bool) -> ReturnRequest {
        ReturnRequest(
            reason: ask.reason, explanation: ask.explanation, basis: ask.basis, suggestion: ask.suggestion,
            knowledge: ask.knowledge, foundAt: ask.foundAt, askedAt: context.now, late: late, decision: nil,
            outcome: nil)
    }

    /// Fields, what excludes it, the reasons of the rule book, and the window (ZZ23-12, ZZ23-14, JY24-13.1b).
    /// - Returns: asked after the window, where the rule book lets that pass as overdue.
    func requireReturnable(_ ask: AskReturn, _ subject: Returnable) throws(Refusal) -> Bool {
        let terms = context.ruleBook.returns
        if let refusal = exclusion(ask, subject) { throw refusal }
        let reason = terms.reasons.first { $0.code == ask.reason }
        let missing = missing(ask, reason, subject)
        guard missing.isEmpty else { throw .missing(missing, reason?.article ?? terms.article) }
        guard let reason else {
            let known = terms.reasons.map { "\($0.code)（\($0.title)）" }.joined(separator: "、")
            throw Refusal(
                .invalidField, "退回理由“\(ask.reason)”不在规定之内", article: terms.article, cure: "选择：\(known)")
        }
        return try isLate(ask, subject, reason)
    }

    /// ZZ23-14, as far as the system can know; ZZ23-15, ZZ23-25.
    private func exclusion(_ ask: AskReturn, _ subject: Returnable) -> Refusal? {
        let terms = context.ruleBook.returns
        if subject.round > 1, !context.ruleBook.redo.mayBeReturned { return returnExcluded }
        if subject.settled, terms.excludedBySettlement {
            return Refusal(
                .returnExcluded, "经协调确定承办单位的事项不得退回", article: terms.article, cure: "按要求办理后申请办结")
        }
        if subject.extensionAsked, terms.excludedByExtension ?? false {
            return Refusal(
                .returnExcluded, "已提出延期申请的事项不予退回", article: "泽政办函〔2023〕11号第十四条第七项", cure: "继续办理")
        }
        if let published = ask.knowledge?.publishedOn, published > ticket.registeredAt.day {
            return Refusal(
                .returnExcluded, "知识点于\(published)发布，晚于事项登记时间", article: "泽政办函〔2023〕11号第十四条第六项",
                cure: "答复诉求人后申请办结")
        }
        return nil
    }

    private func missing(
        _ ask: AskReturn, _ reason: RuleBook.Returns.Reason?, _ subject: Returnable
    ) -> [String] {
        var missing = isFilled(ask.reason) ? [] : ["reason"]
        if !isFilled(ask.explanation) { missing.append("explanation") }
        for item in reason?.needs ?? [] {
            switch item {
            case .basis where !isFilled(ask.basis): missing.append("basis")
            case .knowledge where ask.knowledge == nil: missing.append("knowledge")
            case .foundAt where ask.foundAt == nil: missing.append("foundAt")
            case .photos where !hasPhotos(subject): missing.append("photos")
            default: break
            }
        }
        return missing
    }

    /// 现场照片 that belong to what is handed back; to the node above, any that this node or its units took.
    private func hasPhotos(_ subject: Returnable) -> Bool {
        ticket.attachments?.contains { photo in
            photo.kind == .site && photo.mediaType.hasPrefix("image/")
                && (photo.assignment == subject.assignment || (subject.isOrder && photo.by.node == context.node))
        } ?? false
    }

    private func isLate(
        _ ask: AskReturn, _ subject: Returnable, _ reason: RuleBook.Returns.Reason
    ) throws(Refusal) -> Bool {
        let terms = context.ruleBook.returns
        guard let window = terms.window, !reason.unlimited else { return false }
        let started = window.from == .signing ? subject.signedAt ?? context.now : subject.dispatchedAt
        // What a visit to the place found is handed back within the window from its finding (ZZ23-12.6, reading).
        let start = reason.needs?.contains(.foundAt) == true ? max(ask.foundAt ?? started, started) : started
        guard start <= context.now else {
            throw Refusal(.invalidField, "踏勘时间\(start)在将来", article: reason.article, cure: "填写实际踏勘时间")
        }
        let limit = context.limit(window, from: start)
        guard limit.isPast(at: context.now) else { return false }
        guard terms.afterWindow == .refused else { return true }
        throw Refusal(
            .returnTooLate, "退回期限已于\(limit.dueDate)届满", article: reason.article,
            cure: reason.afterWindow ?? "办理并答复诉求人后申请办结，或组织其他有关单位办理")
    }

    private var returnExcluded: Refusal {
        Refusal(
            .returnExcluded, "重办事项不得退回", article: context.ruleBook.redo.article, cure: "按重办要求办理后申请办结")
    }
}
