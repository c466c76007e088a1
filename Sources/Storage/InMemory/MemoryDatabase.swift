import Database
package import HotlineCore

/// A node's database in memory alone, for simulations: what is committed lasts as long as this value or an ``image()``
/// of it. Confined to one thread.
package final class MemoryDatabase {
    private let session: WriteSession

    /// Opens what an image holds.
    package init(image: [UInt8]) throws {
        session = try WriteSession(SQLiteMemoryDriver(image: image))
    }

    /// The image of a database with this program's tables and nothing in them.
    ///
    /// - Parameter now: noted beside the migrations, in milliseconds since 1970.
    package static func emptyImage(now: Int64) throws -> [UInt8] {
        let session = try WriteSession(SQLiteMemoryDriver())
        try Migrator(Schema.migrations).migrate(session, now: now)
        return try session.image()
    }

    /// The whole database as it was committed last.
    package func image() throws -> [UInt8] { try session.image() }

    /// Runs `work` in a transaction of its own; whatever is thrown undoes it.
    package func write<Value>(_ work: (StorageTransaction) throws -> Value) throws -> Value {
        try session.write(work)
    }
}

/// What is looked at as a whole, by those who check a database from outside.
package enum WholeStore {
    /// Whether a ticket of this node's own is stored.
    package static func holds(_ ticket: TicketID, in view: StorageView) throws -> Bool {
        try view.first("SELECT 1 FROM ticket WHERE id = ?", ticket.rawValue) { _ in true } ?? false
    }

    /// Every own ticket as it is stored, by identifier.
    package static func tickets(in view: StorageView) throws -> [Ticket] {
        try view.query("SELECT body FROM ticket ORDER BY id") {
            try CanonicalJSON.decode(Ticket.self, from: $0.data(0))
        }
    }

    /// Every row of the journal in its order: the entry's bytes and the digest beside it.
    package static func journal(in view: StorageView) throws -> [(entry: [UInt8], digest: [UInt8])] {
        try view.query("SELECT entry, digest FROM journal ORDER BY seq") {
            (entry: $0.blob(0), digest: $0.blob(1))
        }
    }
}
