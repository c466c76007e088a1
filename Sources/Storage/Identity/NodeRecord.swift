package import Database
package import HotlineCore

/// Which node this database belongs to, and the counters that identifiers are drawn from. One row; kept in memory
/// between transactions and written once before each COMMIT.
package struct NodeRecord: CachedState, Hashable {
    /// Whether the node may write.
    package enum Mode: String, Sendable, Hashable {
        case normal
        /// Read-only after a restore, until every reachable peer was heard (design section 5, "Hello").
        case recovering
    }

    /// GB/T 2260; the name that the node gives itself in every message.
    package var code: NodeCode
    /// Grows by one whenever the database was created anew or restored.
    package var generation: Int64
    /// Random, drawn with the generation: two incarnations of one generation differ in it.
    package var epoch: String
    /// The number that the next event or ticket of this generation gets.
    package var nextCounter: Int64
    package var mode: Mode
    /// A peer has accepted a hello with this generation: a newer one seen after that is another living node.
    package var isSettled = false
    /// Rows of the journal so far.
    package var journalLength: Int64
    /// Digest of the journal's last row; 32 zero bytes for none.
    package var journalDigest: [UInt8]

    package init(code: NodeCode, generation: Int64, epoch: String, mode: Mode) {
        self.code = code
        self.generation = generation
        self.epoch = epoch
        self.mode = mode
        nextCounter = 1
        journalLength = 0
        journalDigest = [UInt8](repeating: 0, count: 32)
    }

    /// Draws the next number of this generation, for an event or a ticket.
    package mutating func drawCounter() -> Int64 {
        defer { nextCounter += 1 }
        return nextCounter
    }

    /// The record as this transaction sees it.
    package static func current(in transaction: Transaction) throws -> NodeRecord {
        try transaction.cached(NodeRecord.self)
    }

    /// Changes the record; written before the COMMIT, undone with the savepoint.
    package static func update<Value>(
        in transaction: Transaction, _ change: (inout NodeRecord) throws -> Value
    ) throws -> Value {
        try transaction.update(NodeRecord.self, change)
    }

    /// The record as the database holds it. Throws `StorageError.noIdentity` in one that was just created.
    package static func load(from transaction: Transaction) throws -> NodeRecord {
        guard let record = try stored(in: transaction) else { throw StorageError.noIdentity }
        return record
    }

    /// The record as a view sees it, with what an open transaction has changed; nil in a database that was just
    /// created.
    package static func find(in view: ReadTransaction) throws -> NodeRecord? {
        guard let transaction = view as? Transaction else { return try stored(in: view) }
        do {
            return try current(in: transaction)
        } catch StorageError.noIdentity {
            return nil
        }
    }

    private static func stored(in transaction: ReadTransaction) throws -> NodeRecord? {
        try transaction.first("""
            SELECT code, generation, epoch, next_counter, mode, settled, journal_length, journal_digest FROM node
            """
        ) { row in
            guard let code = NodeCode(rawValue: row.text(0)), let mode = Mode(rawValue: row.text(4)) else {
                throw StorageError.unreadable(table: "node", key: row.text(0))
            }
            var record = NodeRecord(code: code, generation: row.int64(1), epoch: row.text(2), mode: mode)
            record.nextCounter = row.int64(3)
            record.isSettled = row.bool(5)
            record.journalLength = row.int64(6)
            record.journalDigest = row.blob(7)
            return record
        }
    }

    /// Makes the database this node's.
    package func create(in transaction: Transaction) throws {
        try save(to: transaction)
    }

    /// Writes the record, over the one that was there.
    package func save(to transaction: Transaction) throws {
        try transaction.execute("""
            INSERT INTO node (one, code, generation, epoch, next_counter, mode, settled, journal_length, journal_digest)
            VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (one) DO UPDATE SET generation = excluded.generation, epoch = excluded.epoch,
              next_counter = excluded.next_counter, mode = excluded.mode, settled = excluded.settled,
              journal_length = excluded.journal_length, journal_digest = excluded.journal_digest
            """,
            code.rawValue, generation, epoch, nextCounter, mode.rawValue, isSettled, journalLength, journalDigest)
    }
}
