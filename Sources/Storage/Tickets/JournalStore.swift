import Crypto
package import Database
package import HotlineCore
import WorkCalendar

/// What happened, in order. Each row carries the digest of the row before it and its own entry, so that a changed,
/// removed or inserted row shows (design section 4, "Audit").
package enum JournalStore {
    /// One row of a timeline.
    package struct Entry: Sendable {
        package var seq: Int64
        package var event: TicketEvent
    }

    /// Appends an event.
    ///
    /// - Parameter entry: the event as canonical JSON; what the digest covers.
    package static func append(_ event: TicketEvent, entry: [UInt8], in transaction: Transaction) throws {
        let (seq, digest) = try transaction.update(NodeRecord.self) { node in
            node.journalLength += 1
            node.journalDigest = chain(after: node.journalDigest, entry: entry)
            return (node.journalLength, node.journalDigest)
        }
        try transaction.execute("""
            INSERT INTO journal (seq, ticket, generation, revision, at, type, entry, digest)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            seq, event.ticket.rawValue, event.generation, event.revision, event.at.milliseconds, event.type, entry,
            digest)
    }

    /// The digest of a row: SHA-256 over the digest of the row before it and the entry's bytes.
    package static func chain(after previous: [UInt8], entry: [UInt8]) -> [UInt8] {
        SHA256.hash(previous + entry).bytes
    }

    /// A ticket's events, oldest first.
    package static func all(of ticket: TicketID, in transaction: ReadTransaction) throws -> [TicketEvent] {
        try transaction.query("SELECT entry FROM journal WHERE ticket = ? ORDER BY seq", ticket.rawValue) { row in
            try CanonicalJSON.decode(TicketEvent.self, from: row.data(0))
        }
    }

    /// A ticket's newest event.
    package static func last(of ticket: TicketID, in transaction: ReadTransaction) throws -> TicketEvent? {
        try transaction.first(
            "SELECT entry FROM journal WHERE ticket = ? ORDER BY seq DESC LIMIT 1", ticket.rawValue
        ) { try CanonicalJSON.decode(TicketEvent.self, from: $0.data(0)) }
    }

    /// A ticket's timeline from a row on, oldest first.
    package static func timeline(
        of ticket: TicketID, after seq: Int64, limit: Int, in transaction: ReadTransaction
    ) throws -> [Entry] {
        try transaction.query(
            "SELECT seq, entry FROM journal WHERE ticket = ? AND seq > ? ORDER BY seq LIMIT ?",
            ticket.rawValue, seq, limit
        ) { row in
            Entry(seq: row.int64(0), event: try CanonicalJSON.decode(TicketEvent.self, from: row.data(1)))
        }
    }
}
