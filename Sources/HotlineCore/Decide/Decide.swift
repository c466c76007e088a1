/// Decides a command: the events that follow from it, or why not. Pure: the same arguments give the same answer.
///
/// - Parameters:
///   - ticket: the ticket as it stands; nil for a command that makes one.
///   - context: who acts, when, and under which rules.
/// - Returns: one event or more, their revisions counting on from the ticket's.
/// - Throws: ``Refusal``; then nothing is to be changed.
package func decide(
    _ ticket: Ticket?, _ command: Command, _ context: Context
) throws(Refusal) -> [TicketEvent] {
    switch command {
    case .register(let register): return try Intake(context).register(register, existing: ticket)
    case .receiveOrder(let order): return try Intake(context).receive(order, existing: ticket)
    case .recover(let recover): return try Intake(context).recover(recover, existing: ticket)
    default: break
    }
    guard let ticket else {
        throw Refusal(.unknownTicket, "没有这个工单", cure: "核对工单编号")
    }
    var decision = Deciding(ticket, context)
    try decision.take(command)
    return decision.events
}

/// A decision in the making: the events so far and the ticket as they leave it.
struct Deciding {
    let context: Context
    private(set) var ticket: Ticket
    private(set) var events: [TicketEvent] = []
    /// Who stands behind the events; a peer's message brings its own actor.
    var actor: Actor
    var cause: MessageCause?

    init(_ ticket: Ticket, _ context: Context) {
        self.ticket = ticket
        self.context = context
        actor = context.actor
    }

    /// Records a change as the next event.
    mutating func record(_ change: Change, by other: Actor? = nil) {
        let event = TicketEvent(
            ticket: ticket.id, generation: context.generation, revision: ticket.revision + 1, at: context.now,
            actor: other ?? actor, cause: cause, change: change)
        ticket = evolve(ticket, event)
        events.append(event)
    }

    /// What follows by rule, in the program's own name.
    mutating func recordFollowing(_ change: Change) {
        record(change, by: .system(of: context.node))
    }

    /// The table first, then the command's own conditions and effect.
    mutating func take(_ command: Command) throws(Refusal) {
        try authorise(command.verb)
        if let rule = TicketRule.row(for: command.verb), let refusal = rule.refusal(for: ticket) { throw refusal }
        switch command {
        case .register, .receiveOrder, .recover: break
        case .accept(let accept): self.accept(accept)
        case .refuse(let refuse): try self.refuse(refuse)
        case .transfer(let transfer): try self.transfer(transfer)
        case .answer(let answer): try self.answer(answer)
        case .dispatch(let dispatch): try self.dispatch(dispatch)
        case .supplement(let supplement): try self.supplement(supplement)
        case .attach(let attach): try self.attach(attach)
        case .withdraw(let withdraw): try self.withdraw(withdraw)
        case .revisit(let revisit): try self.revisit(revisit)
        case .redo(let redo): try self.redo(redo)
        case .archive(let archive): try self.archive(archive)
        case .link(let link): try self.link(link)
        case .correct(let correct): try self.correct(correct)
        case .supervise(let supervise): try self.supervise(supervise)
        case .answerSupervision(let answer): try self.answer(answer)
        case .dismissProposal(let dismiss): try self.dismiss(dismiss)
        case .assignment(let id, let command): try take(command, on: id)
        case .instruction(let message): try self.obey(message)
        case .report(let message): try self.hear(message)
        case .directive(let directive): try self.receive(directive)
        case .answerDirective(let answer): try self.answer(answer)
        case .escalate(let escalate): try self.escalate(escalate)
        case .skipOrdinal(let skip): try self.skip(skip)
        }
    }
}
