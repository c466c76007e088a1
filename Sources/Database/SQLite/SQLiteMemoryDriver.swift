/// SQLite with a database that lies in memory alone: for simulations, which keep thousands of them and put their
/// crashes and restores together from images. What is committed is gone with the session.
package struct SQLiteMemoryDriver: DatabaseDriver {
    /// What the database begins as (see ``WriteSession/image()``); empty for a new one.
    package let image: [UInt8]

    /// A driver whose databases begin as `image`.
    package init(image: [UInt8] = []) {
        self.image = image
    }

    /// Opens a database of its own. There is nobody else who could read it: only a writer can.
    package func connect(_ role: ConnectionRole) throws(DatabaseError) -> any DriverConnection {
        guard role == .writer else {
            throw DatabaseError(.cannotOpen, message: "a database in memory has its one connection only")
        }
        return try SQLiteConnection(image: image)
    }
}
