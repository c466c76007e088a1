import Database
import HTTPServer
import HotlineCore
import NodeCore
import Storage
import WorkCalendar

/// A command as it came through the API, with what makes it safe to repeat.
struct CommandCall: Sendable {
    /// What the command is for.
    enum Subject: Sendable {
        case newTicket
        /// A ticket by identifier or number.
        case ticket(String)
        /// The ticket that an assignment belongs to, or that an order from above made here.
        case assignment(AssignmentID)
    }

    let command: Command
    let subject: Subject
    let caller: Caller
    let expected: (generation: Int64, revision: Int64)?
    let traceparent: String?
    /// What it holds in memory while it waits.
    let bytes: Int
    /// Set where the request may be sent again.
    let repetition: Repetition?
    /// The status of success.
    let status: Int

    init(_ call: Call, _ command: Command, on subject: Subject, status: Int) throws {
        self.command = command
        self.subject = subject
        self.status = status
        caller = call.caller
        bytes = call.request.body.count
        expected = try call.request.expectedState()
        traceparent = call.request.traceparent
        repetition = try Repetition(call)
    }

    /// One of many that a request brings.
    init(_ call: Call, _ command: Command, on subject: Subject) {
        self.command = command
        self.subject = subject
        status = 200
        caller = call.caller
        bytes = call.request.body.count
        expected = nil
        traceparent = call.request.traceparent
        repetition = nil
    }
}

/// How a command was answered.
private enum CommandAnswer: Sendable {
    case done(CommandResult, hidden: Set<TicketID>)
    /// The answer as it was kept for repetitions of the request.
    case kept(json: [UInt8], entityTag: String, id: String, status: Int, result: CommandResult?)
}

extension NodeContext {
    /// Carries out a command and answers with the ticket after it. Runs on the event loop; answers on another thread.
    func perform(_ call: CommandCall, _ reply: @escaping Reply) throws {
        if let repetition = call.repetition { try inFlight.enter(repetition) }
        let answer = TicketAnswer(settings: engine.settings, caller: call.caller)
        engine.commit(bytes: call.bytes, { core, transaction, now in
            try call.run(core, transaction, now, answer)
        }, completion: { [self] result in
            if let repetition = call.repetition { inFlight.leave(repetition) }
            // The writer's thread goes on with the next batch; the document is put together elsewhere.
            Task { reply(await respond(to: result, answer, status: call.status)) }
        })
    }

    private func respond(
        to result: Result<CommandAnswer, any Error>, _ answer: TicketAnswer, status: Int
    ) async -> Response {
        do {
            switch try result.get() {
            case .done(let result, let hidden):
                let document = answer.document(result, hiding: hidden, at: engine.now)
                let sight = PetitionerSight(result, for: answer.caller)
                let json = try await shown(document.json, sight, to: answer.caller)
                return answer.response(
                    json: json, entityTag: document.entityTag, id: document.ticket.id.rawValue, status: status)
            case .kept(let json, let entityTag, let id, let status, let result):
                let sight = try await sight(of: id, result, for: answer.caller)
                let json = try await shown(json, sight, to: answer.caller)
                return answer.response(json: json, entityTag: entityTag, id: id, status: status)
            }
        } catch {
            return .failure(error.asProblem)
        }
    }

    /// What the caller may see of a ticket whose answer was made now, or when its request first came.
    private func sight(of id: String, _ result: CommandResult?, for caller: Caller) async throws -> PetitionerSight? {
        if let result { return PetitionerSight(result, for: caller) }
        return try await engine.read { transaction in
            guard let id = TicketID(rawValue: id), let stored = try TicketStore.find(id, in: transaction) else {
                return nil
            }
            return try PetitionerSight(of: stored.ticket, for: caller, in: transaction)
        }
    }
}

extension CommandCall {
    fileprivate func run(
        _ core: NodeCore, _ transaction: Transaction, _ now: Moment, _ answer: TicketAnswer
    ) throws -> Outcome<CommandAnswer> {
        if let kept = try keptAnswer(in: transaction) { return Outcome(kept) }
        let outcome = try carriedOut(by: core, in: transaction, at: now)
        let hidden = try caller.hidden(of: outcome.value.repeats, in: transaction)
        guard let repetition else { return Outcome(.done(outcome.value, hidden: hidden), outcome.effects) }
        let document = answer.document(outcome.value, hiding: hidden, at: now)
        let json = document.json
        try repetition.keep(json, status: status, at: now, in: transaction)
        let kept = CommandAnswer.kept(
            json: json, entityTag: document.entityTag, id: document.ticket.id.rawValue, status: status,
            result: outcome.value)
        return Outcome(kept, outcome.effects)
    }

    /// Decides the command and records what follows.
    func carriedOut(
        by core: NodeCore, in transaction: Transaction, at now: Moment
    ) throws -> Outcome<CommandResult> {
        let stored = try find(core.code, in: transaction)
        // A revision of another generation is none of this ticket's: no revision is below 1.
        let isOfGeneration = expected?.generation == stored?.ticket.generation
        let request = CommandRequest(
            command, ticket: stored?.ticket.id, actor: caller.actor(at: core.code),
            expectedRevision: expected.map { isOfGeneration ? $0.revision : 0 }, traceparent: traceparent)
        return try core.perform(request, in: transaction, at: now)
    }

    /// The answer that the same request got before.
    private func keptAnswer(in transaction: Transaction) throws -> CommandAnswer? {
        guard let kept = try repetition?.keptAnswer(in: transaction) else { return nil }
        let ticket = try CanonicalJSON.decode(KeptTicket.self, from: kept.response)
        return .kept(
            json: kept.response, entityTag: "\"\(ticket.generation).\(ticket.revision)\"", id: ticket.id,
            status: kept.status, result: nil)
    }

    private func find(_ code: NodeCode, in transaction: Transaction) throws -> TicketStore.Stored? {
        switch subject {
        case .newTicket:
            return nil
        case .ticket(let name):
            return try TicketStore.show(name, toActor: caller, in: transaction)
        case .assignment(let id):
            let stored = id.ticket.owner == code
                ? try TicketStore.find(id.ticket, in: transaction) : try TicketStore.find(order: id, in: transaction)
            guard let stored, caller.maySee(stored.ticket) else {
                throw APIProblem(.unknownAssignment, "本节点没有派单 \(id)", cure: "核对派单标识")
            }
            try caller.requireShare(in: stored.ticket)
            return stored
        }
    }
}

/// What the headers of a kept answer are made from.
private struct KeptTicket: Decodable {
    var id: String
    var generation: Int64
    var revision: Int64
}
