package import Database
package import HotlineCore
package import SyncProtocol

/// How far each incoming stream was applied: committed in the transaction that applies the messages.
package enum InboundStreamStore {
    /// Where an incoming stream stands.
    package struct Stored: Sendable, Hashable {
        package var generation: Int64
        package var epoch: String
        /// The highest position up to which everything was applied.
        package var highest: Int64
        /// The running digest over the ids of all positions up to `highest`.
        package var chain: Digest32
        package var appliedAt: Int64?

        package init(generation: Int64, epoch: String, highest: Int64, chain: Digest32, appliedAt: Int64? = nil) {
            self.generation = generation
            self.epoch = epoch
            self.highest = highest
            self.chain = chain
            self.appliedAt = appliedAt
        }
    }

    package static func find(_ key: StreamKey, in transaction: ReadTransaction) throws -> Stored? {
        try transaction.first(
            "SELECT generation, epoch, highest, chain, applied_at FROM stream_in WHERE peer = ? AND name = ?",
            key.peer.rawValue, key.stream.rawValue
        ) { try read($0, peer: key.peer.rawValue) }
    }

    package static func save(_ stored: Stored, _ key: StreamKey, in transaction: Transaction) throws {
        try transaction.execute("""
            INSERT INTO stream_in (peer, name, generation, epoch, highest, chain, applied_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (peer, name) DO UPDATE SET generation = excluded.generation, epoch = excluded.epoch,
              highest = excluded.highest, chain = excluded.chain, applied_at = excluded.applied_at
            """,
            key.peer.rawValue, key.stream.rawValue, stored.generation, stored.epoch, stored.highest,
            stored.chain.bytes, stored.appliedAt)
    }

    private static func read(_ row: Row, peer: String) throws -> Stored {
        guard let chain = Digest32(row.blob(3)) else {
            throw StorageError.unreadable(table: "stream_in", key: peer)
        }
        return Stored(
            generation: row.int64(0), epoch: row.text(1), highest: row.int64(2), chain: chain,
            appliedAt: row.optionalInt64(4))
    }
}

/// Refusals of single messages, repeated in every answer until the sender's `first` has passed them.
package enum RefusalStore {
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

    package static func list(
        _ key: StreamKey, in transaction: ReadTransaction
    ) throws -> [(position: Int64, id: String, problem: [UInt8])] {
        try transaction.query(
            "SELECT position, id, problem FROM stream_refusal WHERE peer = ? AND name = ? ORDER BY position",
            key.peer.rawValue, key.stream.rawValue
        ) { (position: $0.int64(0), id: $0.text(1), problem: $0.blob(2)) }
    }
}
