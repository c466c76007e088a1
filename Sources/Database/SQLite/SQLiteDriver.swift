/// SQLite in one file, with its write-ahead log beside it.
package struct SQLiteDriver: DatabaseDriver {
    /// The database's file. Its directory must exist.
    package let path: String
    /// Cache sizes and limits.
    package let options: SQLiteOptions

    /// A driver for the database at `path`.
    package init(path: String, options: SQLiteOptions = SQLiteOptions()) {
        self.path = path
        self.options = options
    }

    /// Opens one more connection to the file: the writer creates it where it is missing.
    package func connect(_ role: ConnectionRole) throws(DatabaseError) -> any DriverConnection {
        try SQLiteConnection(path: path, role: role, options: options)
    }
}
