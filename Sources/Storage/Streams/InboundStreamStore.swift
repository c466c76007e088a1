package import Database
import HotlineCore
package import SyncProtocol

/// How far each incoming stream was applied: committed in the transaction that applies the messages.
package enum InboundStreamStore {
    /// Where an incoming stream stands; nil before anything was heard of it.
    package static func find(_ key: StreamKey, in transaction: ReadTransaction) throws -> StreamPosition? {
        try transaction.first(
            "SELECT generation, epoch, highest, chain FROM stream_in WHERE peer = ? AND name = ?",
            key.peer.rawValue, key.stream.rawValue
        ) { row in
            guard let chain = Digest32(row.blob(3)) else {
                throw StorageError.unreadable(table: "stream_in", key: key.peer.rawValue)
            }
            return StreamPosition(generation: row.int64(0), epoch: row.text(1), highest: row.int64(2), chain: chain)
        }
    }

    /// When something was last applied, in milliseconds.
    package static func appliedAt(_ key: StreamKey, in transaction: ReadTransaction) throws -> Int64? {
        try transaction.first(
            "SELECT applied_at FROM stream_in WHERE peer = ? AND name = ?", key.peer.rawValue, key.stream.rawValue
        ) { $0.optionalInt64(0) } ?? nil
    }

    /// - Parameter appliedAt: when something was applied; nil keeps what was noted.
    package static func save(
        _ position: StreamPosition, appliedAt: Int64?, _ key: StreamKey, in transaction: Transaction
    ) throws {
        try transaction.execute("""
            INSERT INTO stream_in (peer, name, generation, epoch, highest, chain, applied_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (peer, name) DO UPDATE SET generation = excluded.generation, epoch = excluded.epoch,
              highest = excluded.highest, chain = excluded.chain,
              applied_at = coalesce(excluded.applied_at, applied_at)
            """,
            key.peer.rawValue, key.stream.rawValue, position.generation, position.epoch, position.highest,
            position.chain, appliedAt)
    }
}

/// Refusals of single messages, repeated in every answer until the sender's `first` has passed them.
package enum RefusalStore {
    /// Keeps the refusal of the message at `position`: `problem` is the problem document (RFC 9457).
    package static func add(
        position: Int64, id: String, problem: [UInt8], _ key: StreamKey, in transaction: Transaction
    ) throws {
        try transaction.execute("""
            INSERT INTO stream_refusal (peer, name, position, id, problem) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (peer, name, position) DO UPDATE SET id = excluded.id, problem = excluded.problem
            """, key.peer.rawValue, key.stream.rawValue, position, id, problem)
    }

    /// Forgets the refusals that the sender has filed: those before `first`.
    package static func forget(before first: Int64, _ key: StreamKey, in transaction: Transaction) throws {
        try transaction.execute(
            "DELETE FROM stream_refusal WHERE peer = ? AND name = ? AND position < ?",
            key.peer.rawValue, key.stream.rawValue, first)
    }

    /// Forgets all of a stream, whose positions begin anew.
    package static func forgetAll(_ key: StreamKey, in transaction: Transaction) throws {
        try transaction.execute(
            "DELETE FROM stream_refusal WHERE peer = ? AND name = ?", key.peer.rawValue, key.stream.rawValue)
    }

    /// The refusals that still have to be repeated, in order of position.
    package static func list(
        _ key: StreamKey, in transaction: ReadTransaction
    ) throws -> [(position: Int64, id: String, problem: [UInt8])] {
        try transaction.query(
            "SELECT position, id, problem FROM stream_refusal WHERE peer = ? AND name = ? ORDER BY position",
            key.peer.rawValue, key.stream.rawValue
        ) { (position: $0.int64(0), id: $0.text(1), problem: $0.blob(2)) }
    }
}
