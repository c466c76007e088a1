package import Database
package import HotlineCore

/// When a peer could not be reached, and why (CARD-7: the outage is on record).
package enum OutageStore {
    /// One outage, in milliseconds since 1970; `until` is nil while it lasts.
    package struct Outage: Codable, Sendable, Hashable {
        package var peer: String
        package var since: Int64
        package var until: Int64?
        package var cause: String
    }

    /// Notes that a peer is out of reach; an outage that still runs goes on.
    package static func begin(peer: NodeCode, cause: String, at now: Int64, in transaction: Transaction) throws {
        try transaction.execute("""
            INSERT INTO outage (peer, since, cause) SELECT ?1, ?2, ?3
            WHERE NOT EXISTS (SELECT 1 FROM outage WHERE peer = ?1 AND until IS NULL)
            """, peer.rawValue, now, cause)
    }

    /// Notes that the peer is back.
    package static func end(peer: NodeCode, at now: Int64, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE outage SET until = ? WHERE peer = ? AND until IS NULL", now, peer.rawValue)
    }

    /// A peer's outages, newest first.
    package static func recent(
        peer: NodeCode, limit: Int, in transaction: ReadTransaction
    ) throws -> [Outage] {
        try transaction.query(
            "SELECT peer, since, until, cause FROM outage WHERE peer = ? ORDER BY id DESC LIMIT ?",
            peer.rawValue, limit
        ) { row in
            Outage(peer: row.text(0), since: row.int64(1), until: row.optionalInt64(2), cause: row.text(3))
        }
    }
}
