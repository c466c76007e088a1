package import Database
package import HotlineCore

extension MirrorStore {
    /// The columns of a mirror.
    package struct Summary: Sendable, Hashable {
        package var rootId: String
        package var number: String
        package var state: String
    }

    /// What a list shows of a mirror; nil if there is none.
    package static func summary(_ id: TicketID, in transaction: ReadTransaction) throws -> Summary? {
        try transaction.first("SELECT root_id, number, state FROM mirror WHERE id = ?", id.rawValue) {
            Summary(rootId: $0.text(0), number: $0.text(1), state: $0.text(2))
        }
    }

    /// Whether the petitioner of a mirrored ticket asked for confidentiality; nil where there is no mirror.
    package static func isConfidential(_ id: TicketID, in transaction: ReadTransaction) throws -> Bool? {
        try transaction.first("SELECT confidential FROM mirror WHERE id = ?", id.rawValue) { $0.bool(0) }
    }

    /// The carrying event of a mirror, as it was received: its `data` holds the ticket.
    package static func event(of id: TicketID, in transaction: ReadTransaction) throws -> [UInt8]? {
        try transaction.first("""
            SELECT message.body FROM mirror JOIN message ON message.seq = mirror.message WHERE mirror.id = ?
            """, id.rawValue) { $0.blob(0) }
    }

    /// The mirrored tickets of that number: one node's numbers are unique, those of several are not.
    package static func ids(of number: TicketNumber, in transaction: ReadTransaction) throws -> [TicketID] {
        try transaction.query("SELECT id FROM mirror WHERE number = ?", number.rawValue) {
            TicketID(rawValue: $0.text(0))
        }.compactMap(\.self)
    }

    /// The highest number that this node has seen of a source's tickets: of the day registered last.
    package static func newestNumber(source: String, in transaction: ReadTransaction) throws -> String? {
        try transaction.first(newestOfSource, source) { $0.text(0) }
    }

    /// Said in every hello: found by its index, also where a source has no mirror here.
    package static let newestOfSource: SQL = """
        SELECT number FROM mirror WHERE source = (SELECT ref FROM source WHERE name = ?)
        ORDER BY registered_at DESC LIMIT 1
        """

    /// The events of a mirrored ticket as far as they are held, newest first.
    package static func timeline(
        of id: TicketID, limit: Int, in transaction: ReadTransaction
    ) throws -> [[UInt8]] {
        var next = try transaction.first("SELECT message FROM mirror WHERE id = ?", id.rawValue) { $0.int64(0) }
        var events: [[UInt8]] = []
        while let row = next, events.count < limit {
            let found = try transaction.first("SELECT body, previous FROM message WHERE seq = ?", row) {
                (body: $0.blob(0), previous: $0.optionalInt64(1))
            }
            if let found { events.append(found.body) }
            next = found?.previous
        }
        return events
    }
}
