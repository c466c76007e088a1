package import Database
import HotlineCore
import WorkCalendar

/// Enters what lists are filtered by for the tickets of a database of before: their traits, the end of the next limit,
/// who registered them. Some rows a transaction, as ``SearchFill``.
package enum ListingFill {
    /// Whether every row is in.
    package static func isDone(in transaction: ReadTransaction) throws -> Bool {
        try transaction.first("SELECT NOT EXISTS (SELECT 1 FROM ticket WHERE traits IS NULL)") { $0.bool(0) } ?? true
    }

    /// Enters at most `limit` rows.
    /// - Returns: how many it entered; none, where every row is in.
    package static func advance(limit: Int, in transaction: Transaction) throws -> Int {
        let rows = try transaction.query("SELECT rowid, body FROM ticket WHERE traits IS NULL LIMIT ?", limit) { row in
            (row: row.int64(0), ticket: try? CanonicalJSON.decode(Ticket.self, from: row.data(1)))
        }
        for (row, ticket) in rows {
            // A row that cannot be read is for `hotline verify` to report, and must not come up again for ever.
            try transaction.execute(
                "UPDATE ticket SET traits = ?, due = ?, registered_by = ? WHERE rowid = ?",
                ticket?.traits.rawValue ?? 0, ticket?.nextDue?.milliseconds, ticket?.registeredBy.person, row)
            for assignment in ticket?.assignments ?? [] {
                try TicketStore.save(assignment, of: row, in: transaction)
            }
        }
        return rows.count
    }
}
