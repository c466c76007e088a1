package import Database
package import HotlineCore

/// What nodes below have raised to this one: answers to directives, requests for supervision (提级督办).
package enum EscalationStore {
    /// One escalation with when it came, in milliseconds since 1970.
    package struct Stored: Codable, Sendable, Hashable {
        package var id: Int64
        package var receivedAt: Int64
        package var escalation: Escalation
    }

    /// Adds an escalation that came at `now` (milliseconds since 1970).
    package static func add(_ escalation: Escalation, at now: Int64, in transaction: Transaction) throws {
        try transaction.execute("""
            INSERT INTO escalation (ticket, root_id, directive, received_at, body) VALUES (?, ?, ?, ?, ?)
            """,
            escalation.ticket.rawValue, escalation.rootId.rawValue, escalation.directive, now,
            try CanonicalJSON.encode(escalation))
    }

    /// What was raised about a matter, oldest first; with nil about all, the newest ones.
    ///
    /// - Parameter hidesConfidential: only about tickets whose mirror says that they are nobody's secret.
    package static func list(
        rootId: TicketID?, hidesConfidential: Bool = false, limit: Int, in transaction: ReadTransaction
    ) throws -> [Stored] {
        try transaction.query("""
            SELECT id, received_at, body FROM escalation
            WHERE (?1 IS NULL OR root_id = ?1)
              AND (NOT ?2 OR EXISTS (SELECT 1 FROM mirror WHERE mirror.id = escalation.ticket AND confidential = 0))
            ORDER BY id DESC LIMIT ?3
            """, rootId?.rawValue, hidesConfidential, limit
        ) { row in
            Stored(
                id: row.int64(0), receivedAt: row.int64(1),
                escalation: try CanonicalJSON.decode(Escalation.self, from: row.data(2)))
        }
    }
}
