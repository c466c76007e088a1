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
    /// Rows beyond this many are for another request.
    private static var most: Int { 500 }

    let names: [String]
    let filled: Filled
    let isPreview: Bool

    init(_ form: FormReader, _ rows: String, _ read: (FormReader) -> Filled) {
        names = form.texts(rows, most: Self.most)
        filled = form.object("form", read)
        isPreview = form.optionalFlag("preview") ?? false
        if Set(names).count < names.count { form.errors.add(form.path(of: rows), "同一项只应出现一次") }
    }
}

/// What one row is about; throws where no such name can be.
private typealias BulkSubject<Filled> = @Sendable (String, Filled) throws -> (CommandCall.Subject, Command)

/// How one row of a bulk action went, or would go.
struct BulkRow: Sendable {
    let name: String
    let result: Result<Ticket, APIProblem>

    init(name: String, result: Result<Ticket, APIProblem>) { (self.name, self.result) = (name, result) }

    /// What a refusal says is the row's own; what the database cannot do ends them all.
    init(_ name: String, _ work: () throws -> Ticket) throws {
        do {
            self.init(name: name, result: .success(try work()))
        } catch {
            guard !(error is DatabaseError), let problem = error.asProblem as? APIProblem else { throw error }
            self.init(name: name, result: .failure(problem))
        }
    }
}

/// A preview undoes what it tried.
private struct PreviewEnd: Error {
    let rows: [BulkRow]
}

extension NodeContext {
    /// Rows decided in one transaction: others' commands come in between.
    private static let rowsAtOnce = 20

    /// Carries out a bulk action row by row and answers how each went. Sent again under its key, it goes on where it
    /// was ended, and gets its first answer once it was answered in full.
    fileprivate func perform<Filled>(
        _ bulk: BulkForm<Filled>, _ call: Call, _ subject: @escaping BulkSubject<Filled>
    ) async throws -> Response {
        let repetition = bulk.isPreview ? nil : try Repetition(call)
        if let repetition { try inFlight.enter(repetition) }
        defer { if let repetition { inFlight.leave(repetition) } }
        if let repetition, let kept = try await engine.read({ try repetition.keptAnswer(in: $0) }) {
            return .json(kept.response, status: kept.status)
        }
        var rows: [BulkRow] = []
        do {
            while rows.count < bulk.names.count {
                let parts = bulk.names[rows.count...].prefix(Self.rowsAtOnce).map { name in
                    BulkPart(
                        name: name, subject: Result { try subject(name, bulk.filled) }, repetition: repetition)
                }
                rows += try await decide(parts, call, isPreview: bulk.isPreview)
            }
            let json = rows.json(isPreview: bulk.isPreview)
            if let repetition {
                try await engine.store { try repetition.keep(json, status: 200, at: $1, in: $0) }
            }
            return .json(json)
        } catch {
            // What went through is told all the same, and what did not as what it met.
            guard !bulk.isPreview, !rows.isEmpty, let problem = error.asProblem as? APIProblem else { throw error }
            rows += bulk.names[rows.count...].map { BulkRow(name: $0, result: .failure(problem)) }
            return .json(rows.json(isPreview: false))
        }
    }

    private func decide(_ parts: [BulkPart], _ call: Call, isPreview: Bool) async throws -> [BulkRow] {
        do {
            return try await engine.commit(bytes: call.request.body.count) { core, transaction, now in
                var effects = Effects()
                let rows = try parts.map { part in
                    BulkRow(
                        name: part.name, result: try part.decided(call, core, transaction, now, adding: &effects))
                }
                guard !isPreview else { throw PreviewEnd(rows: rows) }
                return Outcome(rows, effects)
            }
        } catch let end as PreviewEnd {
            return end.rows
        }
    }
}

/// One row while it is decided.
private struct BulkPart: Sendable {
    let name: String
    let subject: Result<(CommandCall.Subject, Command), any Error>
    let repetition: Repetition?

    /// What a refusal says is the row's own; what the database cannot do ends them all.
    func decided(
        _ call: Call, _ core: NodeCore, _ transaction: Transaction, _ now: Moment, adding effects: inout Effects
    ) throws -> Result<Ticket, APIProblem> {
        let row = repetition?.row(name)
        if let done = try row?.keptAnswer(in: transaction),
            let id = TicketID(rawValue: String(decoding: done.response, as: UTF8.self)),
            let stored = try TicketStore.find(id, in: transaction) {
            return .success(stored.ticket)
        }
        do {
            let (subject, command) = try subject.get()
            let outcome = try transaction.savepoint {
                let outcome = try CommandCall(call, command, on: subject)
                    .carriedOut(by: core, in: transaction, at: now)
                try row?.keep(Array(outcome.value.ticket.id.rawValue.utf8), status: 200, at: now, in: transaction)
                return outcome
            }
            effects.add(outcome.effects)
            return .success(outcome.value.ticket)
        } catch {
            guard !(error is DatabaseError), let problem = error.asProblem as? APIProblem else { throw error }
            return .failure(problem)
        }
    }
}

extension Repetition {
    /// The key of one row of a request that has a key.
    fileprivate func row(_ name: String) -> Repetition {
        Repetition(key: KeysInFlight.Key(scope: key.scope + " row", key: "\(key.key) \(name)"), digest: digest)
    }
}

extension [BulkRow] {
    func json(isPreview: Bool) -> [UInt8] {
        let done = count { (try? $0.result.get()) != nil }
        var writer = JSONWriter(capacity: 256 * count)
        writer.object { writer in
            writer.member("preview", isPreview)
            writer.member("done", done)
            writer.member("refused", count - done)
            writer.key("items")
            writer.list(self) { $0.bulk($1) }
        }
        return writer.bytes
    }
}

extension JSONWriter {
    fileprivate mutating func bulk(_ row: BulkRow) {
        object { writer in
            writer.member("name", row.name)
            switch row.result {
            case .success(let ticket):
                writer.member("ok", true)
                writer.member("ticket", ticket.id.rawValue)
                writer.member("number", ticket.number.rawValue)
                writer.member("state", ticket.state.rawValue)
                writer.member("generation", ticket.generation)
                writer.member("revision", ticket.revision)
            case .failure(let problem):
                writer.member("ok", false)
                guard case .bytes(let document) = problem.response.body else { return }
                writer.member("problem", json: document)
            }
        }
    }
}
