package import Database
package import SyncProtocol

/// The states that reconciliation adds up, one by one: own tickets and mirrors alike.
package enum ReconciliationStore {
    /// A state with the moment of registration, in milliseconds.
    package struct Entry: Sendable {
        package var registeredAt: Int64
        package var item: ReconciliationItem
    }

    /// The states of a source's tickets that were registered within a range of moments, by id.
    ///
    /// - Parameter isOwn: the source is this node: its tickets are read, else the mirrors.
    package static func entries(
        source: String, isOwn: Bool, range: Range<Int64>, in transaction: ReadTransaction
    ) throws -> [Entry] {
        if isOwn {
            return try transaction.query("""
                SELECT id, generation, revision, body_digest, registered_at FROM ticket
                WHERE registered_at >= ? AND registered_at < ? ORDER BY id
                """, range.lowerBound, range.upperBound, transform: read)
        }
        return try transaction.query("""
            SELECT id, generation, revision, state_digest, registered_at FROM mirror
            WHERE registered_at >= ? AND registered_at < ? AND source = (SELECT ref FROM source WHERE name = ?)
            ORDER BY id
            """, range.lowerBound, range.upperBound, source, transform: read)
    }

    private static func read(_ row: Row) throws -> Entry {
        guard let digest = Digest32(row.blob(3)) else {
            throw StorageError.unreadable(table: "ticket or mirror", key: row.text(0))
        }
        return Entry(
            registeredAt: row.int64(4),
            item: ReconciliationItem(
                id: row.text(0), generation: row.int64(1), revision: row.int64(2), state: digest))
    }
}
