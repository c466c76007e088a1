package import Database

/// Finds out whether the database has room for more than a few words.
package enum RoomProbe {
    /// Twice as many bytes are written, and undone: more than a ticket with all that it owes.
    private static let bytes = 128 * 1_024

    private struct Undone: Error {}

    /// Throws `DatabaseError` where there is none. Leaves nothing in the database; the rest of the transaction, once
    /// it is committed, shows that the disk takes writes.
    package static func require(in transaction: Transaction) throws {
        do {
            try transaction.savepoint {
                try transaction.execute(
                    "INSERT INTO alarm (kind, at, detail) VALUES ('room-probe', 0, hex(zeroblob(?)))", Self.bytes)
                throw Undone()
            }
        } catch is Undone {
            return
        }
    }
}
