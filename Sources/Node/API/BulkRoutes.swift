import Database
import HTTPServer
import HotlineCore
import NodeCore
import Storage
import WorkCalendar

extension RouteBuilder {
    /// 批量办理: one action on many tickets or shares, each decided as it would be alone.
    mutating func addBulkActions() {
        let context = context
        post("/tickets/actions/{action}", .workers, .onTickets) { call in
            let name = call.request.pathParameters["action"]
            guard let form = TicketForms.form(of: name) else { throw APIProblem.unknownAction(name) }
            let bulk = try call.request.form { BulkForm($0, "tickets", form) }
            return try await context.perform(bulk, call) { name, command in (.ticket(name), command) }
        }
        post("/assignments/actions/{action}", .workers, .onAssignments) { call in
            let name = call.request.pathParameters["action"]
            guard let form = ShareForms.form(of: name) else { throw APIProblem.unknownAction(name) }
            let bulk = try call.request.form { BulkForm($0, "assignments", form) }
            return try await context.perform(bulk, call) { name, command in
                command(try AssignmentID(called: name))
            }
        }
    }
}

extension RouteDescription {
    private static let details = """
        Each row is decided as it would be alone; with `preview` what would happen is answered, and nothing is changed.
        What the database could not carry on with is refused row by row, and what went through before is told.
        """

    fileprivate static let onTickets = TicketForms.all.reduce(
        RouteDescription(.tickets, "Act on many tickets 批量办理", details)
            .query(.idempotencyKey).refuses(.command).refuses(.unknownAction).answers(.component(.bulkResult))
    ) { description, action in
        description.action(action.verb.rawValue, action.verb.summary) { BulkForm($0, "tickets", action.form) }
    }

    fileprivate static let onAssignments = AssignmentForms.all.reduce(
        RouteDescription(.assignments, "Act on many shares 批量办理派单", details)
            .query(.idempotencyKey).refuses(.command).refuses(.unknownAction).answers(.component(.bulkResult))
    ) { description, action in
        description.action(action.verb.rawValue, action.verb.summary) { BulkForm($0, "assignments", action.form) }
    }
    .action(Verb.supervise.rawValue, "Supervise or urge each 督办、催办") {
        BulkForm($0, "assignments", RequestForms.superviseShare)
    }
}

/// What is done on many shares: their own actions, and 督办 of each by itself, by which those who have them are urged
/// 催办 (ZZ23-31.1, YC19-7.3d).
private enum ShareForms {
    /// The command of one share.
    typealias OfShare = @Sendable (AssignmentID) -> (CommandCall.Subject, Command)

    static func form(of action: String) -> (@Sendable (FormReader) -> OfShare)? {
        if action == Verb.supervise.rawValue { return supervise }
        guard let form = AssignmentForms.form(of: action) else { return nil }
        return { reader in
            let command = form(reader)
            return { (.assignment($0), .assignment($0, command)) }
        }
    }

    private static let supervise: @Sendable (FormReader) -> OfShare = { reader in
        let asked = RequestForms.superviseShare(reader)
        return { share in
            var supervise = asked
            supervise.assignment = share
            return (.ticket(share.ticket.rawValue), .supervise(supervise))
        }
    }
}

/// The body of a bulk action: on what, with which form, and whether only to see what would happen.
private struct BulkForm<Filled: Sendable>: Sendable {
    let asked: BulkAsked
    let filled: Filled

    init(_ form: FormReader, _ rows: String, _ read: (FormReader) -> Filled) {
        asked = BulkAsked(form, rows)
        filled = form.object("form", read)
    }
}

/// What one row is about; throws where no such name can be.
private typealias BulkSubject<Filled> = @Sendable (String, Filled) throws -> (CommandCall.Subject, Command)

extension NodeContext {
    /// Carries out a bulk action row by row and answers how each went. Sent again under its key, it goes on where it
    /// was ended, and gets its first answer once it was answered in full.
    fileprivate func perform<Filled>(
        _ bulk: BulkForm<Filled>, _ call: Call, _ subject: @escaping BulkSubject<Filled>
    ) async throws -> Response {
        let repetition = bulk.asked.isPreview ? nil : try Repetition(call)
        if let repetition { try inFlight.enter(repetition) }
        defer { if let repetition { inFlight.leave(repetition) } }
        if let repetition, let kept = try await engine.read({ try repetition.keptAnswer(in: $0) }) {
            return .json(kept.response, status: kept.status)
        }
        let outcome = try await decide(bulk.asked, of: call) { name, core, transaction, now, effects in
            let row = repetition?.row(name)
            if let done = try row?.keptTicket(in: transaction) { return done }
            let (subject, command) = try subject(name, bulk.filled)
            let outcome = try CommandCall(call, command, on: subject).carriedOut(by: core, in: transaction, at: now)
            try row?.keep(Array(outcome.value.ticket.id.rawValue.utf8), status: 200, at: now, in: transaction)
            effects.add(outcome.effects)
            return outcome.value.ticket
        }
        if outcome.isWhole, let repetition { try await keep(outcome.json, under: repetition) }
        return .json(outcome.json)
    }

    /// Each row is kept under the key already: where the whole cannot be, the request comes to the same again.
    private func keep(_ json: [UInt8], under repetition: Repetition) async throws {
        do {
            try await engine.store { try repetition.keep(json, status: 200, at: $1, in: $0) }
        } catch {
            guard error.asProblem is APIProblem else { throw error }
        }
    }
}

extension Repetition {
    /// The key of one row of a request that has a key.
    fileprivate func row(_ name: String) -> Repetition {
        Repetition(key: KeysInFlight.Key(scope: key.scope + " row", key: "\(key.key) \(name)"), digest: digest)
    }

    /// The ticket that a row came to when it was decided before.
    fileprivate func keptTicket(in transaction: ReadTransaction) throws -> Ticket? {
        guard let done = try keptAnswer(in: transaction),
            let id = TicketID(rawValue: String(decoding: done.response, as: UTF8.self))
        else { return nil }
        return try TicketStore.find(id, in: transaction)?.ticket
    }
}
