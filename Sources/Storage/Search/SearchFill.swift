package import Database
import HotlineCore

/// Enters what the index lacks: mirrors that came in, and all that a database of before the index holds. Some rows a
/// transaction, so that nobody waits for it; where it was ended it goes on at the next start.
package enum SearchFill {
    /// Whether every row is in.
    package static func isDone(in transaction: ReadTransaction) throws -> Bool {
        try transaction.first("""
            SELECT NOT EXISTS (SELECT 1 FROM ticket WHERE text_digest IS NULL)
              AND NOT EXISTS (SELECT 1 FROM mirror WHERE text_digest IS NULL)
              AND NOT EXISTS (SELECT 1 FROM petitioner WHERE digested = 0)
            """) { $0.bool(0) } ?? true
    }

    /// Enters at most `limit` rows of each table.
    /// - Returns: how many it entered; none, where every row is in.
    package static func advance(limit: Int, in transaction: Transaction) throws -> Int {
        try fillTickets(limit, in: transaction) + fillMirrors(limit, in: transaction)
            + fillPetitioners(limit, in: transaction)
    }

    private static func fillTickets(_ limit: Int, in transaction: Transaction) throws -> Int {
        let rows = try transaction.query(
            "SELECT rowid, body FROM ticket WHERE text_digest IS NULL LIMIT ?", limit
        ) { row in
            (row: row.int64(0), ticket: try? CanonicalJSON.decode(Ticket.self, from: row.data(1)))
        }
        for (row, ticket) in rows {
            // Where the petitioner's record cannot be read, what to strike out is not known: nothing is entered.
            let text = ticket.flatMap { try? SearchText($0, in: transaction) }
            try enter(text, row: row, in: .ticket, transaction)
        }
        return rows.count
    }

    private static func fillMirrors(_ limit: Int, in transaction: Transaction) throws -> Int {
        let rows = try transaction.query("""
            SELECT mirror.rowid, message.body FROM mirror LEFT JOIN message ON message.seq = mirror.message
            WHERE mirror.text_digest IS NULL LIMIT ?
            """, limit) { (row: $0.int64(0), text: SearchText(event: $0.blob(1))) }
        for (row, text) in rows { try enter(text, row: row, in: .mirror, transaction) }
        return rows.count
    }

    /// A row that cannot be read counts as entered without a text: it is for `hotline verify` to report, and must not
    /// come up again for ever.
    private static func enter(
        _ text: SearchText?, row: Int64, in index: SearchIndex, _ transaction: Transaction
    ) throws {
        try transaction.execute(
            SQL(composed: "UPDATE \(index.rawValue) SET text_digest = ? WHERE rowid = ?"), text?.digest ?? 0, row)
        if let text { try index.enter(text, row: row, replacing: nil, in: transaction) }
    }

    private static func fillPetitioners(_ limit: Int, in transaction: Transaction) throws -> Int {
        let rows = try transaction.query(
            "SELECT reference, fields FROM petitioner WHERE digested = 0 LIMIT ?", limit
        ) { row in
            (row.text(0), try? CanonicalJSON.decode(PersonalFields.self, from: row.data(1)))
        }
        for (reference, fields) in rows {
            try PetitionerIdentity.keep(fields ?? PersonalFields(), reference: reference, in: transaction)
        }
        return rows.count
    }
}
