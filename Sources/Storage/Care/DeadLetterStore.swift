package import Database
import HotlineCore
import SyncProtocol

/// Messages that a peer refused for good or that were set aside: kept until a person decides.
package enum DeadLetterStore {
    /// What a person decided.
    package enum Decision: String, Codable, Sendable, Hashable { case requeued, discarded }

    /// One refused message with why, and what was decided.
    package struct Letter: Sendable, Hashable {
        package var id: Int64
        package var key: StreamKey
        package var position: Int64
        package var message: Int64
        package var eventID: String
        package var at: Int64
        /// The problem document that the peer answered with.
        package var problem: [UInt8]
        package var decision: Decision?
        package var decidedAt: Int64?
        package var decidedBy: String?
    }

    /// Files a dead letter; one that stands for this position already is not filed twice. True when it is new.
    package static func file(
        _ key: StreamKey, position: Int64, message: Int64, eventID: String, problem: [UInt8], at now: Int64,
        in transaction: Transaction
    ) throws -> Bool {
        try transaction.execute("""
            INSERT INTO dead_letter (peer, stream, position, message, event_id, at, problem)
            SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE NOT EXISTS
              (SELECT 1 FROM dead_letter WHERE peer = ?1 AND stream = ?2 AND position = ?3 AND message = ?4)
            """,
            key.peer.rawValue, key.stream.rawValue, position, message, eventID, now, problem) > 0
    }

    /// One dead letter; nil if there is none of this number.
    package static func find(_ id: Int64, in transaction: ReadTransaction) throws -> Letter? {
        try transaction.first("""
            SELECT id, peer, stream, position, message, event_id, at, problem, decision, decided_at, decided_by
            FROM dead_letter WHERE id = ?
            """, id, transform: read)
    }

    /// Letters that wait for a decision, or all, newest first.
    package static func list(
        undecidedOnly: Bool, limit: Int, in transaction: ReadTransaction
    ) throws -> [Letter] {
        try transaction.query("""
            SELECT id, peer, stream, position, message, event_id, at, problem, decision, decided_at, decided_by
            FROM dead_letter WHERE NOT ? OR decision IS NULL ORDER BY id DESC LIMIT ?
            """, undecidedOnly, limit, transform: read)
    }

    /// How many wait for a decision.
    package static func undecided(in transaction: ReadTransaction) throws -> Int {
        try transaction.first("SELECT count(*) FROM dead_letter WHERE decision IS NULL") { $0.int(0) } ?? 0
    }

    /// Notes what `person` decided at `now` (milliseconds since 1970).
    package static func decide(
        _ id: Int64, _ decision: Decision, by person: String, at now: Int64, in transaction: Transaction
    ) throws {
        try transaction.execute(
            "UPDATE dead_letter SET decision = ?, decided_at = ?, decided_by = ? WHERE id = ? AND decision IS NULL",
            decision.rawValue, now, person, id)
    }

    private static func read(_ row: Row) throws -> Letter {
        guard let key = StreamKey(peer: row.text(1), stream: row.text(2)) else {
            throw StorageError.unreadable(table: "dead_letter", key: String(row.int64(0)))
        }
        return Letter(
            id: row.int64(0), key: key, position: row.int64(3), message: row.int64(4), eventID: row.text(5),
            at: row.int64(6), problem: row.blob(7), decision: row.optionalText(8).flatMap(Decision.init(rawValue:)),
            decidedAt: row.optionalInt64(9), decidedBy: row.optionalText(10))
    }
}
