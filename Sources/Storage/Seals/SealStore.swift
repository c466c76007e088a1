package import Database
package import HotlineCore
package import SyncProtocol

/// The seals of the journals of nodes below (日志封签), as they came with their feeds. Only ever added to.
package enum SealStore {
    /// What became of a seal.
    package enum Taken: Sendable, Hashable {
        /// It follows on what was known.
        case fits
        /// Within one generation a journal only grows: this one was as long already, and different.
        case contradicts(JournalSeal)
        /// The first of a generation that began before a row that an earlier one had sealed: a restore, as it says.
        case replaces(JournalSeal)
    }

    /// Puts a seal on record, also one that contradicts an earlier one.
    package static func take(_ seal: JournalSeal, of node: NodeCode, in transaction: Transaction) throws -> Taken {
        let longest = try longest(of: node, in: seal.generation...seal.generation, transaction)
        // What a node only passes on adds nothing to its own journal.
        if let longest, seal.length == longest.length, seal.digest == longest.digest { return .fits }
        try transaction.execute("""
            INSERT INTO journal_seal (node, generation, length, since, digest, received_at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (node, generation, length, digest) DO NOTHING
            """, node.rawValue, seal.generation, seal.length, seal.since, seal.digest, seal.receivedAt)
        if let longest { return seal.length <= longest.length ? .contradicts(longest) : .fits }
        guard let earlier = try Self.longest(of: node, in: 0...seal.generation - 1, transaction),
            earlier.length > seal.since
        else { return .fits }
        return .replaces(earlier)
    }

    /// A page of a node's seals, in the order in which they were put on record.
    ///
    /// - Parameter id: that of the last seal of the page before; 0 for the first page.
    package static func page(
        of node: NodeCode, after id: Int64, limit: Int, in view: ReadTransaction
    ) throws -> SealsResponse {
        let rows = try view.query("""
            SELECT id, generation, length, since, digest, received_at FROM journal_seal
            WHERE node = ? AND id > ? ORDER BY id LIMIT ?
            """, node.rawValue, id, limit
        ) { (id: $0.int64(0), seal: try seal($0, from: 1)) }
        return SealsResponse(seals: rows.map(\.seal), next: rows.count < limit ? nil : rows.last?.id)
    }

    /// The seal of the longest journal of these generations; the first one where two contradict each other.
    private static func longest(
        of node: NodeCode, in generations: ClosedRange<Int64>, _ view: ReadTransaction
    ) throws -> JournalSeal? {
        try view.first("""
            SELECT generation, length, since, digest, received_at FROM journal_seal
            WHERE node = ? AND generation BETWEEN ? AND ? ORDER BY length DESC, id LIMIT 1
            """, node.rawValue, generations.lowerBound, generations.upperBound) { try seal($0, from: 0) }
    }

    private static func seal(_ row: Row, from column: Int) throws -> JournalSeal {
        guard let digest = Digest32(row.blob(column + 3)) else {
            throw StorageError.unreadable(table: "journal_seal", key: "\(row.int64(column + 1))")
        }
        return JournalSeal(
            generation: row.int64(column), length: row.int64(column + 1), since: row.int64(column + 2), digest: digest,
            receivedAt: row.int64(column + 4))
    }
}
