package import Database
package import HotlineCore

/// What a restore lost for good, for a person to complete by hand.
package enum UnrecoveredStore {
    package struct Item: Codable, Sendable, Hashable {
        package var id: Int64
        package var at: Int64
        package var ticket: String?
        package var detail: String
    }

    package static func add(
        ticket: TicketID?, detail: String, at now: Int64, in transaction: Transaction
    ) throws {
        try transaction.execute(
            "INSERT INTO unrecovered (at, ticket, detail) VALUES (?, ?, ?)", now, ticket?.rawValue, detail)
    }

    package static func list(limit: Int, in transaction: ReadTransaction) throws -> [Item] {
        try transaction.query("SELECT id, at, ticket, detail FROM unrecovered ORDER BY id DESC LIMIT ?", limit) { row in
            Item(id: row.int64(0), at: row.int64(1), ticket: row.optionalText(2), detail: row.text(3))
        }
    }
}
