package import Database

/// How many tickets there are, for a node's status.
package struct TicketCounts: Sendable, Hashable {
    /// Own tickets that are not archived.
    package var open: Int
    package var total: Int
    /// Own tickets with a limit that has passed.
    package var overdue: Int
    /// Tickets of nodes below.
    package var mirrors: Int

    /// Counts at a moment, in milliseconds.
    package static func count(at now: Int64, in transaction: ReadTransaction) throws -> TicketCounts {
        let counts = try transaction.first("""
            SELECT (SELECT count(*) FROM ticket INDEXED BY ticket_open WHERE state <> 'archived'),
              (SELECT count(*) FROM ticket),
              (SELECT count(*) FROM ticket INDEXED BY ticket_open WHERE state <> 'archived' AND due < ?),
              (SELECT count(*) FROM mirror)
            """, now
        ) { row in
            TicketCounts(open: row.int(0), total: row.int(1), overdue: row.int(2), mirrors: row.int(3))
        }
        return counts ?? TicketCounts(open: 0, total: 0, overdue: 0, mirrors: 0)
    }
}
