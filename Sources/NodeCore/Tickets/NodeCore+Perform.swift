package import HotlineCore
package import Storage
package import WorkCalendar

/// A command that met a newer revision than its caller had seen.
package struct RevisionConflict: Error, Sendable {
    /// The ticket as it stands.
    package var current: Ticket
}

/// What a command is sent with.
package struct CommandRequest: Sendable {
    package var command: Command
    /// The ticket it is for; nil for commands that make one.
    package var ticket: TicketID?
    package var actor: Actor
    /// The revision the caller had seen (`If-Match`); nil = whichever.
    package var expectedRevision: Int64?
    /// W3C trace context that travels with the messages this causes.
    package var traceparent: String?

    package init(
        _ command: Command, ticket: TicketID? = nil, actor: Actor, expectedRevision: Int64? = nil,
        traceparent: String? = nil
    ) {
        self.command = command
        self.ticket = ticket
        self.actor = actor
        self.expectedRevision = expectedRevision
        self.traceparent = traceparent
    }
}

/// What a command made of a ticket.
package struct CommandResult: Sendable {
    package var ticket: Ticket
    /// The ticket as canonical JSON, as it was stored.
    package var body: [UInt8]
    /// How often its matter was brought forward again.
    package var repeats: Facts.Repeats
    /// The petitioner's fields where a text of the ticket holds one of them: not every reader may have it then.
    package var told: PersonalFields?
}

extension NodeCore {
    /// Carries out a person's command on an own ticket: decides it, records what happened and what it owes to others.
    ///
    /// - Throws: ``Refusal`` of the core, ``RevisionConflict``, or `Problem` (recovering).
    package func perform(
        _ request: CommandRequest, in transaction: StorageTransaction, at now: Moment
    ) throws -> Outcome<CommandResult> {
        let work = Work(self, transaction, at: now)
        try work.requireWritable()
        let stored = try request.ticket.map { id in
            guard let stored = try TicketStore.find(id, in: transaction) else {
                throw CommandRefusal(
                    .unknownTicket, "没有编号为 \(id) 的工单", cure: "请核对工单编号；下级工单请在镜像中查看")
            }
            return stored
        }
        if let expected = request.expectedRevision, let stored, stored.ticket.revision != expected {
            throw RevisionConflict(current: stored.ticket)
        }
        let result = try work.apply(
            request.command, to: stored, actor: request.actor, traceparent: request.traceparent)
        return Outcome(result, work.effects)
    }
}
