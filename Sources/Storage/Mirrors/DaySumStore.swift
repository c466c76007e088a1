package import Database
package import HotlineCore
package import SyncProtocol
package import WorkCalendar

/// Count and sum of ticket states per source and registration day, kept with every change (design section 5,
/// "Reconciliation"). Own tickets stand under this node's own source.
package enum DaySumStore {
    /// The summary of one source's day.
    package static func find(source: String, day: Day, in transaction: ReadTransaction) throws -> DaySummary {
        try list(source: source, from: day, to: day, in: transaction).first ?? DaySummary(day: day.description)
    }

    /// The summaries of one source's days that have any ticket, oldest first.
    package static func list(
        source: String, from: Day, to: Day, in transaction: ReadTransaction
    ) throws -> [DaySummary] {
        try transaction.query("""
            SELECT day, count, sum FROM day_sum WHERE source = (SELECT ref FROM source WHERE name = ?)
              AND day BETWEEN ? AND ? AND count > 0 ORDER BY day
            """, source, Int(from.number), Int(to.number)
        ) { row in
            guard let sum = Digest32(row.blob(2)) else {
                throw StorageError.unreadable(table: "day_sum", key: source)
            }
            return DaySummary(day: Day(number: Int32(row.int64(0))).description, count: row.int64(1), sum: sum)
        }
    }

    /// Every source that has a ticket on some day, by name.
    package static func sources(in transaction: ReadTransaction) throws -> [String] {
        try transaction.query("""
            SELECT name FROM source WHERE ref IN (SELECT source FROM day_sum WHERE count > 0) ORDER BY name
            """) { $0.text(0) }
    }

    /// Puts an own ticket's new state in the place of its old one.
    package static func replace(
        own old: TicketStore.Stored?, with ticket: Ticket, digest: Digest32, in transaction: Transaction
    ) throws {
        let new = ReconciledState(
            id: ticket.id.rawValue, generation: ticket.generation, revision: ticket.revision, digest: digest)
        let before = old.map {
            ReconciledState(
                id: $0.ticket.id.rawValue, generation: $0.ticket.generation, revision: $0.ticket.revision,
                digest: $0.digest)
        }
        try apply(
            source: ticket.owner.source, day: ticket.registeredAt.day, remove: before, add: new, in: transaction)
    }

    /// Puts a mirror's new state in the place of its old one.
    static func replace(
        _ old: ReconciledState?, registeredAt: Moment?, with state: MirrorState, in transaction: Transaction
    ) throws {
        let day = state.registeredAt.day
        if let old, let oldDay = registeredAt?.day, oldDay != day {
            try apply(source: state.source, day: oldDay, remove: old, add: nil, in: transaction)
            try apply(source: state.source, day: day, remove: nil, add: state.reconciled, in: transaction)
        } else {
            try apply(source: state.source, day: day, remove: old, add: state.reconciled, in: transaction)
        }
    }

    private static func apply(
        source: String, day: Day, remove: ReconciledState?, add: ReconciledState?, in transaction: Transaction
    ) throws {
        let ref = try MessageStore.sourceRef(source, in: transaction)
        try transaction.update(DaySums.self) { sums in
            try sums.change(source: ref, day: day, in: transaction) { summary in
                if let remove { summary.remove(remove, hashing: StorageHash.self) }
                if let add { summary.add(add, hashing: StorageHash.self) }
            }
        }
    }
}

/// Sums that this transaction touched; written once before the COMMIT.
private struct DaySums: CachedState {
    private struct Key: Hashable, Comparable {
        var source: Int64
        var day: Int32
        static func < (left: Key, right: Key) -> Bool { (left.source, left.day) < (right.source, right.day) }
    }

    /// More days than this are not kept in memory between transactions.
    private static let capacity = 256
    private var known: [Key: DaySummary] = [:]
    private var changed: Set<Key> = []

    static func load(from transaction: Transaction) throws -> DaySums { DaySums() }

    mutating func save(to transaction: Transaction) throws {
        for key in changed.sorted() {
            guard let summary = known[key] else { continue }
            try transaction.execute("""
                INSERT INTO day_sum (source, day, count, sum) VALUES (?, ?, ?, ?)
                ON CONFLICT (source, day) DO UPDATE SET count = excluded.count, sum = excluded.sum
                """, key.source, Int(key.day), summary.count, summary.sum.bytes)
        }
        changed = []
        if known.count > Self.capacity { known = [:] }
    }

    mutating func change(
        source: Int64, day: Day, in transaction: Transaction, _ body: (inout DaySummary) -> Void
    ) throws {
        let key = Key(source: source, day: day.number)
        var summary = try known[key] ?? DaySums.stored(key, day, in: transaction)
        body(&summary)
        known[key] = summary
        changed.insert(key)
    }

    private static func stored(_ key: Key, _ day: Day, in transaction: Transaction) throws -> DaySummary {
        try transaction.first(
            "SELECT count, sum FROM day_sum WHERE source = ? AND day = ?", key.source, Int(key.day)
        ) { row in
            guard let sum = Digest32(row.blob(1)) else {
                throw StorageError.unreadable(table: "day_sum", key: "\(key.source) \(day)")
            }
            return DaySummary(day: day.description, count: row.int64(0), sum: sum)
        } ?? DaySummary(day: day.description)
    }
}
