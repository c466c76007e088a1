import HotlineCore
import Storage
import SyncProtocol
import WorkCalendar

extension Work {
    /// Decides a command and records what follows: journal, ticket, personal fields, owed messages.
    func apply(
        _ command: Command, to stored: TicketStore.Stored?, actor: Actor, personal: PersonalFields? = nil,
        traceparent: String? = nil, ticketIsFull: Bool = false
    ) throws -> CommandResult {
        let personal = personal ?? command.personalFields
        var context = try context(for: stored?.ticket, command, actor: actor, hasPersonalFields: personal != nil)
        context.facts.ticketIsFull = ticketIsFull
        let events = try decide(stored?.ticket, command, context)
        if let personal, let new = context.facts.newTicket, let reference = new.petitionerReference {
            try PetitionerStore.save(
                personal, reference: reference, ticket: new.id, confidential: command.isConfidential, in: transaction)
        }
        return try record(events, on: stored, traceparent: traceparent)
    }

    /// Writes events that were decided, one by one, and the state after the last.
    func record(
        _ events: [TicketEvent], on stored: TicketStore.Stored?, traceparent: String?
    ) throws -> CommandResult {
        var ticket = stored?.ticket
        var leaving: [UInt8] = []
        var body: [UInt8] = []
        var told: PersonalFields?
        for event in events {
            let border = try border(for: evolve(ticket, event))
            let (event, entry) = try border.cleaned(event)
            let next = evolve(ticket, event)
            body = try CanonicalJSON.encode(next)
            try TicketRoom.require(event, entry: entry, after: next, body: body)
            try JournalStore.append(event, entry: entry, in: transaction)
            leaving = border.cleanForFeed(body)
            told = leaving == body ? nil : border.personal
            try noteAttachments(of: event, after: next)
            try owe(event, entry: entry, after: next, state: leaving, border: border, traceparent: traceparent)
            effects.changes.append(ChangeNotice(event, next))
            if case .historyLost(let lost) = event.change { try list(lost, of: next.id) }
            ticket = next
        }
        guard let ticket else { preconditionFailure("a command that was decided makes at least one event") }
        let digest = StorageHash.sha256(leaving)
        try DaySumStore.replace(
            own: stored, with: ticket, digest: digest, in: transaction)
        try TicketStore.save(
            ticket, body: body, digest: digest, replacing: stored, by: person(of: events), in: transaction)
        if let related = ticket.relatedTo, related != stored?.ticket.relatedTo {
            try MatterLinks.link(MatterLinks.Link(ticket, to: related), in: transaction)
        }
        let repeats = try MatterLinks.repeats(of: ticket.rootId, in: transaction)
        try schedule(ticket, repeats)
        return CommandResult(ticket: ticket, body: body, repeats: repeats, told: told)
    }

    /// Who of this node's people made the last of these changes; nil where the clock or another node did.
    private func person(of events: [TicketEvent]) -> String? {
        guard let actor = events.last?.actor, actor.node == settings.code, actor.role != .system else { return nil }
        return actor.person
    }

    /// What a restore lost is listed for a person, wherever it comes to light.
    private func list(_ lost: HistoryLost, of ticket: TicketID) throws {
        try UnrecoveredStore.add(
            ticket: ticket,
            detail: "派单 \(lost.assignment) 的第 \(lost.first) 至 \(lost.last) 条消息已发往对方，本库恢复后不再保存其内容，请与对方核对",
            at: now.milliseconds, in: transaction)
    }

    /// What the decision is made from.
    private func context(
        for ticket: Ticket?, _ command: Command, actor: Actor, hasPersonalFields: Bool
    ) throws -> Context {
        var facts = Facts(
            units: settings.units, lowerNodes: Set(settings.lowerNodes), upperNodes: settings.upperNodes)
        if let ticket { facts.repeats = try MatterLinks.repeats(of: ticket.rootId, in: transaction) }
        facts.earlierMatter = try command.relatedTo.flatMap { try MatterLinks.root(ofTicket: $0, in: transaction) }
        facts.restriction = try command.personalFields?.phone.flatMap {
            try RestrictionStore.inForce(on: $0, at: now, in: transaction)
        }
        if case .revisit(let revisit) = command, let earlier = revisit.opinionOf {
            facts.opinion = try TicketStore.find(earlier, in: transaction)?.ticket.result?.opinion
        }
        if command.makesTicket {
            let id = TicketID(owner: settings.code, generation: try node.generation, counter: try drawCounter())
            facts.newTicket = Facts.NewTicket(
                id: id, number: try NumberStore.draw(day: now.day, in: transaction),
                petitionerReference: hasPersonalFields ? "\(id)/petitioner" : nil)
        }
        return Context(
            actor: actor, node: settings.code, generation: try node.generation, now: now,
            ruleBook: ruleBook(of: ticket), calendar: try calendar, facts: facts)
    }
}

extension Command {
    /// Commands that make a ticket.
    var makesTicket: Bool {
        switch self {
        case .register, .receiveOrder: true
        default: false
        }
    }

    /// The petitioner's data that a registration brings.
    var personalFields: PersonalFields? {
        guard case .register(let register) = self, !register.petitioner.personal.isEmpty else { return nil }
        return register.petitioner.personal
    }

    /// The earlier ticket that it names.
    var relatedTo: TicketID? {
        switch self {
        case .register(let register): register.relatedTo
        case .link(let link): link.relatedTo
        default: nil
        }
    }

    var isConfidential: Bool {
        switch self {
        case .register(let register): register.petitioner.confidential || register.petitioner.anonymous
        default: false
        }
    }
}
