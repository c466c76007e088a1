package import Database

/// For whom tickets are read or unread: an account, and since when changes count.
package struct TicketReader: Sendable, Hashable {
    /// A change that is older than this counts as read, in milliseconds: what is told as new has an end, and so has
    /// what is kept about it.
    package static let memory: Int64 = 90 * 86_400_000

    /// The sign-in name; one that is no account has nothing unread.
    package var account: String
    /// In milliseconds since 1970.
    package var since: Int64

    package init(_ account: String, at now: Int64) {
        self.account = account
        since = now - Self.memory
    }
}

/// Which state of a ticket each account last saw. No row is written when a ticket changes: states are compared when a
/// list is read.
package enum SeenStore {
    /// Whether a ticket is unread: changed since the account was made, by somebody else, and not seen as it is now; or
    /// marked unread again.
    ///
    /// - Parameter ofMany: all tickets are asked: what the account saw at all is then read once, so that most rows are
    ///   not looked up.
    static func unread(by reader: TicketReader, ofMany: Bool = true) -> ListCondition {
        let known = "ticket.rowid IN (SELECT ticket_seen.ticket FROM ticket_seen WHERE ticket_seen.account = ?) AND"
        return ListCondition(
            sql: """
                ((ticket.changed_at > (
                    SELECT max(created_at, ?) FROM account WHERE id = ? AND disabled_at IS NULL)
                  AND ticket.changed_by IS NOT ? AND NOT (\(ofMany ? known : "") EXISTS (
                    SELECT 1 FROM ticket_seen WHERE ticket_seen.account = ? AND ticket_seen.ticket = ticket.rowid
                      AND ticket_seen.revision = ticket.revision AND ticket_seen.generation = ticket.generation)))
                  OR ticket.rowid IN (
                    SELECT ticket_seen.ticket FROM ticket_seen INDEXED BY ticket_seen_unread
                    WHERE ticket_seen.account = ? AND ticket_seen.revision = 0))
                """,
            values: [reader.since] + Array(repeating: reader.account, count: ofMany ? 5 : 4))
    }

    /// Those of some rows that are unread.
    package static func unread(
        among rows: [Int64], by reader: TicketReader, in transaction: ReadTransaction
    ) throws -> Set<Int64> {
        let condition = unread(by: reader, ofMany: false)
        let sql = "SELECT 1 FROM ticket WHERE ticket.rowid = ? AND \(condition.sql)"
        return Set(try rows.filter { row in
            try transaction.bound(ListCondition(sql: sql, values: [row] + condition.values)) { $0.bool(0) } ?? false
        })
    }

    /// The account has seen this state of a ticket.
    package static func see(
        _ row: Int64, generation: Int64, revision: Int64, by account: String, at now: Int64,
        in transaction: Transaction
    ) throws {
        try transaction.execute("""
            INSERT INTO ticket_seen (account, ticket, generation, revision, seen_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (account, ticket) DO UPDATE SET generation = excluded.generation,
              revision = excluded.revision, seen_at = excluded.seen_at
            """, account, row, generation, revision, now)
    }

    /// The account wants a ticket to be unread again, whoever changed it.
    package static func unsee(
        _ row: Int64, by account: String, at now: Int64, in transaction: Transaction
    ) throws {
        try see(row, generation: 0, revision: 0, by: account, at: now, in: transaction)
    }

    /// Forgets, some at a time, what nothing follows from any more: a ticket that changed since is unread without it,
    /// one that did not counts as read by its age.
    /// - Returns: how many rows went.
    package static func forget(before moment: Int64, limit: Int, in transaction: Transaction) throws -> Int {
        try transaction.execute("""
            DELETE FROM ticket_seen WHERE (account, ticket) IN (
              SELECT account, ticket FROM ticket_seen WHERE seen_at < ? LIMIT ?)
            """, moment, limit)
    }
}
