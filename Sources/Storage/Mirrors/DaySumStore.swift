package import Database
package import HotlineCore
package import SyncProtocol
package import WorkCalendar

/// Count and sum of ticket states per source and registration day, kept with every change (design section 5,
/// "Reconciliation"). Own tickets stand under this node's own source.
package enum DaySumStore {
    /// The summaries of one source's days that have any ticket, oldest first.
    package static func list(
        source: String, from: Day, through: Day, in transaction: ReadTransaction
    ) throws -> [DaySummary] {
        try transaction.query("""
            SELECT day, count, sum FROM day_sum WHERE source = (SELECT ref FROM source WHERE name = ?)
              AND day BETWEEN ? AND ? AND count > 0 ORDER BY day
            """, source, Int(from.number), Int(through.number)
        ) { row in
            guard let sum = Digest32(row.blob(2)) else {
                throw StorageError.unreadable(table: "day_sum", key: source)
            }
            return DaySummary(
                day: RegistrationDay(ordinal: row.int64(0)), ReconciliationSum(count: row.int64(1), sum: sum))
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
        let new = ReconciliationItem(
            id: ticket.id.rawValue, generation: ticket.generation, revision: ticket.revision, state: digest)
        let before = old.map {
            ReconciliationItem(
                id: $0.ticket.id.rawValue, generation: $0.ticket.generation, revision: $0.ticket.revision,
                state: $0.digest)
        }
        try apply(
            source: ticket.owner.source, day: ticket.registeredAt.day, remove: before, add: new, in: transaction)
    }

    /// Puts a mirror's new state in the place of its old one.
    static func replace(
        _ old: ReconciliationItem?, registeredAt: Moment?, with state: MirrorState, in transaction: Transaction
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
        source: String, day: Day, remove: ReconciliationItem?, add: ReconciliationItem?, in transaction: Transaction
    ) throws {
        let ref = try MessageStore.sourceRef(source, in: transaction)
        try transaction.update(DaySums.self) { sums in
            try sums.change(source: ref, day: day, in: transaction) { sum in
                if let remove { sum.remove(remove.digest(hashing: StorageHash.self)) }
                if let add { sum.add(add.digest(hashing: StorageHash.self)) }
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
    private var known: [Key: ReconciliationSum] = [:]
    private var changed: Set<Key> = []

    static func load(from transaction: Transaction) throws -> DaySums { DaySums() }

    mutating func save(to transaction: Transaction) throws {
        for key in changed.sorted() {
            guard let total = known[key] else { continue }
            try transaction.execute("""
                INSERT INTO day_sum (source, day, count, sum) VALUES (?, ?, ?, ?)
                ON CONFLICT (source, day) DO UPDATE SET count = excluded.count, sum = excluded.sum
                """, key.source, Int(key.day), total.count, total.sum)
        }
        changed = []
        if known.count > Self.capacity { known = [:] }
    }

    mutating func change(
        source: Int64, day: Day, in transaction: Transaction, _ body: (inout ReconciliationSum) -> Void
    ) throws {
        let key = Key(source: source, day: day.number)
        var total = try known[key] ?? DaySums.stored(key, in: transaction)
        body(&total)
        known[key] = total
        changed.insert(key)
    }

    private static func stored(_ key: Key, in transaction: Transaction) throws -> ReconciliationSum {
        try transaction.first(
            "SELECT count, sum FROM day_sum WHERE source = ? AND day = ?", key.source, Int(key.day)
        ) { row in
            guard let sum = Digest32(row.blob(1)) else {
                throw StorageError.unreadable(table: "day_sum", key: "\(key.source) \(key.day)")
            }
            return ReconciliationSum(count: row.int64(0), sum: sum)
        } ?? ReconciliationSum()
    }
}
