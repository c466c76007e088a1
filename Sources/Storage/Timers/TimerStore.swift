package import Database
package import HotlineCore
package import WorkCalendar

/// The next timer of each own ticket. A row follows from its ticket's state and is written with it, in the same
/// transaction; a ticket without one has nothing to wait for.
package enum TimerStore {
    /// A ticket with the moment of its next timer.
    package struct Next: Sendable, Hashable {
        package var ticket: TicketID
        package var at: Moment
    }

    /// Puts a ticket's next moment in place of the one before; nil = nothing is to come.
    package static func replace(_ ticket: TicketID, at moment: Moment?, in transaction: Transaction) throws {
        guard let moment else {
            try transaction.execute("DELETE FROM timer WHERE ticket = ?", ticket.rawValue)
            return
        }
        try transaction.execute("""
            INSERT INTO timer (ticket, at) VALUES (?1, ?2) ON CONFLICT (ticket) DO UPDATE SET at = ?2 WHERE at <> ?2
            """, ticket.rawValue, moment.milliseconds)
    }

    /// Whether a proposed supervision of the ticket waits for a person.
    package static func mark(_ ticket: TicketID, proposed: Bool, in transaction: Transaction) throws {
        if proposed {
            try transaction.execute("INSERT OR IGNORE INTO proposed (ticket) VALUES (?)", ticket.rawValue)
        } else {
            try transaction.execute("DELETE FROM proposed WHERE ticket = ?", ticket.rawValue)
        }
    }

    /// The earliest of all; nil where nothing is to come.
    package static func next(in transaction: ReadTransaction) throws -> Next? {
        let row = try transaction.first("SELECT ticket, at FROM timer ORDER BY at, ticket LIMIT 1") { row in
            (id: row.text(0), at: row.int64(1))
        }
        guard let row else { return nil }
        guard let ticket = TicketID(rawValue: row.id) else {
            throw StorageError.unreadable(table: "timer", key: row.id)
        }
        return Next(ticket: ticket, at: Moment(milliseconds: row.at))
    }

    /// How many tickets wait for a moment.
    package static func count(in transaction: ReadTransaction) throws -> Int {
        try transaction.first("SELECT count(*) FROM timer") { $0.int(0) } ?? 0
    }

    /// Tickets that are not archived, in the order of their rows behind `row`: their timers are derived anew where a
    /// newer program or rule book may see others.
    package static func open(
        after row: Int64, limit: Int, in transaction: ReadTransaction
    ) throws -> [TicketStore.Stored] {
        try TicketStore.open(after: row, limit: limit, in: transaction)
    }
}
