import WorkCalendar

/// Decisions that make a ticket: each ends in exactly one event, the ticket's first.
struct Intake {
    let context: Context

    init(_ context: Context) {
        self.context = context
    }

    /// 登记 (JY24-11): everything that is missing is named at once.
    func register(_ register: Register, existing: Ticket?) throws(Refusal) -> [TicketEvent] {
        if let refusal = Authority.refusal(context.actor, .register) { throw refusal }
        if let existing { throw alreadyExists(existing) }
        if let refusal = restriction(on: register.matter) { throw refusal }
        try require(register)
        if let related = register.relatedTo { try context.requireEarlierMatter(related) }
        let new = try newTicket()
        return [event(new.id, .registered(Registered(
            number: new.number, matter: register.matter,
            petitioner: PetitionerSummary(register.petitioner, reference: new.petitionerReference),
            ruleBook: context.ruleBook.reference, dispatchLimit: dispatchLimit(), relatedTo: register.relatedTo)))]
    }

    /// A matter that a node above dispatched to us becomes a ticket here (CARD-4).
    func receive(_ message: OrderMessage, existing: Ticket?) throws(Refusal) -> [TicketEvent] {
        if let refusal = Authority.refusal(context.actor, .receiveOrder) { throw refusal }
        if let existing { throw alreadyExists(existing) }
        guard case .dispatched(let matter) = message.order, message.ordinal == 1 else {
            throw .firstOrderMissing(message)
        }
        guard message.assignee == context.node, message.assigner == context.actor.node,
            message.assignment.ticket.owner == message.assigner
        else { throw .wrongSource(message.assignment) }
        for attachment in matter.attachments ?? [] { try attachment.requireSound() }
        let new = try newTicket()
        var petitioner = matter.petitioner
        petitioner.reference = new.petitionerReference
        let order = ReceivedOrder(
            assigner: message.assigner, assignment: message.assignment, role: matter.role, round: message.round,
            state: .dispatched, issuedAt: message.issuedAt, receivedAt: context.now, due: message.due,
            note: matter.note, signedAt: nil, returnRequest: nil, extensions: [], deferral: nil,
            settled: matter.settled, completion: nil, contacts: [], contributions: [], sent: 0, received: 0)
        var made = event(new.id, .ordered(Ordered(
            rootId: message.rootId, number: new.number, matter: matter.matter, petitioner: petitioner,
            supplements: matter.supplements, ruleBook: context.ruleBook.reference, dispatchLimit: dispatchLimit(),
            order: order, attachments: matter.attachments)))
        made.actor = message.actor
        made.cause = MessageCause(assignment: message.assignment, ordinal: message.ordinal)
        return [made]
    }

    /// After a restore: a state of one of our own tickets, as a mirror holds it, that is not in our history. The newer
    /// of the two stands, ours where neither is; the other is put on record.
    func recover(_ recover: Recover, existing: Ticket?) throws(Refusal) -> [TicketEvent] {
        if let refusal = Authority.refusal(context.actor, .recover) { throw refusal }
        let mirrored = recover.ticket
        guard mirrored.id.owner == context.node, mirrored.owner == context.node else {
            throw Refusal(.sourceNotAuthorised, "工单\(mirrored.id)不属于本节点", cure: "只恢复本节点的工单")
        }
        guard mirrored != existing else {
            throw Refusal(.notNewer, "本节点的状态与镜像相同", cure: "无需恢复")
        }
        let kept = existing.flatMap { mirrored.isNewer(than: $0) ? nil : $0 } ?? mirrored
        let loser = kept == mirrored ? existing : mirrored
        let recovery = Recovery(
            from: recover.from, generation: mirrored.generation, revision: mirrored.revision,
            lost: loser.map(Recovery.LostVariant.init), at: context.now)
        var event = event(mirrored.id, .recovered(Recovered(ticket: kept, recovery: recovery)))
        event.revision = max(kept.revision, mirrored.revision) + 1
        return [event]
    }

    private func require(_ register: Register) throws(Refusal) {
        if register.needsIdentity == true { try requireIdentity(register.petitioner) }
        let terms = context.ruleBook.intake
        let missing = terms.required.filter { !register.has($0) }.map(\.field)
        guard missing.isEmpty else {
            throw Refusal(
                .missingFields, "登记要素不全：\(missing.joined(separator: "、"))", missing: missing,
                article: terms.article, cure: "补全后重新登记")
        }
    }

    /// ZZ23-8b: refused or kept confidential → not accepted, with that reason.
    private func requireIdentity(_ petitioner: Petitioner) throws(Refusal) {
        let article = "泽政办函〔2023〕11号第八条"
        guard !petitioner.anonymous, !petitioner.confidential else {
            throw Refusal(
                .identityRequired, "该事项须提供姓名、身份证号码和联系方式，不能匿名或保密", article: article,
                cure: "告知诉求人，由其选择实名或不予受理")
        }
        let personal = petitioner.personal
        let fields = [("name", personal.name), ("idNumber", personal.idNumber), ("phone", personal.phone)]
        let missing = fields.filter { !isFilled($0.1) }.map { "petitioner.\($0.0)" }
        guard missing.isEmpty else {
            throw Refusal(
                .identityRequired, "该事项须提供姓名、身份证号码和联系方式", missing: missing, article: article,
                cure: "补全诉求人信息；拒绝提供的不予受理")
        }
    }

    private func dispatchLimit() -> Limit? {
        context.ruleBook.limits.dispatch.map { context.limit($0, from: context.now) }
    }

    private func newTicket() throws(Refusal) -> Facts.NewTicket {
        guard let new = context.facts.newTicket else {
            throw Refusal(.invalidField, "没有可用的工单编号", cure: "重试；若仍出现请联系管理员")
        }
        return new
    }

    private func alreadyExists(_ ticket: Ticket) -> Refusal {
        Refusal(.ticketExists, "工单\(ticket.number)已经存在", cure: "使用已有工单")
    }

    private func event(_ id: TicketID, _ change: Change) -> TicketEvent {
        TicketEvent(
            ticket: id, generation: context.generation, revision: 1, at: context.now, actor: context.actor,
            cause: nil, change: change)
    }
}

extension Refusal {
    /// Nothing can follow on an assignment that was never dispatched to us.
    static func firstOrderMissing(_ message: OrderMessage) -> Refusal {
        Refusal(
            .unknownAssignment, "本节点没有派单\(message.assignment)，其第\(message.ordinal)条消息不是派单而是\(message.order.name)",
            cure: "派单节点先发送派单，再发送后续指令")
    }

    static func uncountable(_ assignment: AssignmentID) -> Refusal {
        Refusal(
            .invalidField, "派单\(assignment)的轮次、序号或依据不在合理范围内",
            cure: "round 和 ordinal 从 1 起，basis 从 0 起，逐一递增")
    }

    static func wrongSource(_ assignment: AssignmentID) -> Refusal {
        Refusal(
            .sourceNotAuthorised, "该节点不是派单\(assignment)的派单方或承办方", cure: "只有派单方可以下达指令，只有承办方可以反馈")
    }
}
