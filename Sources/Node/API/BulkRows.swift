import Database
import HTTPServer
import HotlineCore
import NodeCore
import Storage
import WorkCalendar

/// The rows that a bulk action is asked for, and whether only to see what would happen.
struct BulkAsked: Sendable {
    /// Rows beyond this many are for another request.
    private static let most = 500

    let names: [String]
    let isPreview: Bool

    /// Reads the names from the field `rows`.
    init(_ form: FormReader, _ rows: String) {
        names = form.texts(rows, most: Self.most)
        isPreview = form.optionalFlag("preview") ?? false
        if Set(names).count < names.count { form.errors.add(form.path(of: rows), "同一项只应出现一次") }
    }
}

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

/// How a bulk action went.
struct BulkOutcome: Sendable {
    var rows: [BulkRow] = []
    let isPreview: Bool
    /// Whether every row was decided; false where the database did not carry on to the end.
    var isWhole = true

    var json: [UInt8] { rows.json(isPreview: isPreview) }
}

/// A preview undoes what it tried.
private struct PreviewEnd: Error {
    let rows: [BulkRow]
}

extension NodeContext {
    /// Rows decided in one transaction: others' commands come in between.
    private static let bulkRowsAtOnce = 20

    /// Decides one row of a bulk action by its name; throws why it is refused, and leaves nothing of it then.
    typealias BulkDecision = @Sendable (
        _ name: String, _ core: NodeCore, _ transaction: Transaction, _ now: Moment, _ effects: inout Effects
    ) throws -> Ticket

    /// Decides rows as each would be alone. What the database does not carry on with is refused row by row, and what
    /// went through before is told.
    func decide(_ asked: BulkAsked, of call: Call, _ decision: @escaping BulkDecision) async throws -> BulkOutcome {
        var outcome = BulkOutcome(isPreview: asked.isPreview)
        do {
            while outcome.rows.count < asked.names.count {
                let part = Array(asked.names[outcome.rows.count...].prefix(Self.bulkRowsAtOnce))
                outcome.rows += try await decide(part, of: call, isPreview: asked.isPreview, decision)
            }
        } catch {
            guard !asked.isPreview, !outcome.rows.isEmpty, let problem = error.asProblem as? APIProblem else {
                throw error
            }
            outcome.isWhole = false
            outcome.rows += asked.names[outcome.rows.count...].map { BulkRow(name: $0, result: .failure(problem)) }
        }
        return outcome
    }

    private func decide(
        _ names: [String], of call: Call, isPreview: Bool, _ decision: @escaping BulkDecision
    ) async throws -> [BulkRow] {
        do {
            return try await engine.commit(bytes: call.request.body.count) { core, transaction, now in
                var effects = Effects()
                let rows = try names.map { name in
                    try BulkRow(name) {
                        try transaction.savepoint { try decision(name, core, transaction, now, &effects) }
                    }
                }
                guard !isPreview else { throw PreviewEnd(rows: rows) }
                return Outcome(rows, effects)
            }
        } catch let end as PreviewEnd {
            return end.rows
        }
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
