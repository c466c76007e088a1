package import Database
package import HotlineCore

/// What a restore lost for good, for a person to complete by hand.
package enum UnrecoveredStore {
    /// One loss, noted at `at` (milliseconds since 1970).
    package struct Item: Codable, Sendable, Hashable {
        package var id: Int64
        package var at: Int64
        package var ticket: String?
        package var detail: String
    }

    /// Adds a loss, of one ticket where it is known which.
    package static func add(
        ticket: TicketID?, detail: String, at now: Int64, in transaction: Transaction
    ) throws {
        try transaction.execute(
            "INSERT INTO unrecovered (at, ticket, detail) VALUES (?, ?, ?)", now, ticket?.rawValue, detail)
    }

    /// The newest `limit` losses, newest first.
    package static func list(limit: Int, in transaction: ReadTransaction) throws -> [Item] {
        try transaction.query("SELECT id, at, ticket, detail FROM unrecovered ORDER BY id DESC LIMIT ?", limit) { row in
            Item(id: row.int64(0), at: row.int64(1), ticket: row.optionalText(2), detail: row.text(3))
        }
    }
}
