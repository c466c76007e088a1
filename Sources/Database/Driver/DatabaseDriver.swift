/// What one connection is for.
package enum ConnectionRole: Sendable, Hashable {
    /// The one connection that writes; creates the database if there is none.
    case writer
    /// A connection that only reads, of a database that exists.
    case reader
}

/// A database engine: opens connections to one database. Every dialect difference stays behind this protocol and the
/// two below; each driver passes the same conformance suite.
package protocol DatabaseDriver: Sendable {
    /// Opens a connection with the durability the design asks for: a COMMIT that returned survives power loss.
    func connect(_ role: ConnectionRole) throws(DatabaseError) -> any DriverConnection
}

/// One connection. Confined to the thread that uses it; never shared.
package protocol DriverConnection: AnyObject {
    /// Compiles one statement.
    func prepare(_ sql: String) throws(DatabaseError) -> any DriverStatement
    /// Runs a script of statements without parameters.
    func run(script: String) throws(DatabaseError)
    /// Whether a transaction is open. The engine can end one by itself (full disk, no memory): ask after an error.
    var isInTransaction: Bool { get }
    /// The statement that opens a transaction: for the writer one that takes the write lock at once.
    var beginStatement: SQL { get }
    /// Whether foreign keys are enforced. Switched off, outside a transaction, only to rebuild tables.
    func enforceForeignKeys(_ isEnforced: Bool) throws(DatabaseError)
    /// The tables with rows whose foreign keys point nowhere.
    func tablesWithBrokenForeignKeys() throws(DatabaseError) -> [String]
    /// Rows changed by the last INSERT, UPDATE or DELETE.
    var changes: Int { get }
    /// The key that the last INSERT drew.
    var lastInsertedID: Int64 { get }
    /// Statements that still run at this moment (nanoseconds of the monotonic clock) fail with `interrupted`.
    var deadline: UInt64? { get set }
    /// Frames in the write-ahead log, moved or not: it begins anew with the first COMMIT after all were moved and no
    /// reader needs them. 0 for an engine that looks after its log alone.
    var logFrames: Int { get }
    /// Moves what it can of the write-ahead log into the database without making anyone wait.
    func checkpoint() throws(DatabaseError)
    /// The whole database as it was committed last, in bytes of which a driver in memory makes it again.
    func image() throws(DatabaseError) -> [UInt8]
    /// Releases the connection and its statements. Nothing may be called afterwards.
    func close()
}

/// One compiled statement. Parameters count from 1 and columns from 0, as in SQL.
package protocol DriverStatement: AnyObject {
    /// The number of parameters.
    var parameterCount: Int { get }
    /// The number of columns of each row.
    var columnCount: Int { get }
    func bind(_ index: Int, integer: Int64) throws(DatabaseError)
    func bind(_ index: Int, real: Double) throws(DatabaseError)
    func bind(_ index: Int, text: String) throws(DatabaseError)
    /// Binds bytes, copying them.
    func bind(_ index: Int, blob: UnsafeRawBufferPointer) throws(DatabaseError)
    func bindNull(_ index: Int) throws(DatabaseError)
    /// Moves to the next row; false at the end, after which the statement is ready to run again.
    func step() throws(DatabaseError) -> Bool
    /// Ends a run before its last row. Parameters stay bound.
    func reset()
    func isNull(_ column: Int) -> Bool
    func integer(_ column: Int) -> Int64
    func real(_ column: Int) -> Double
    /// The bytes of a text or blob, valid until the next step or reset; empty for NULL.
    func bytes(_ column: Int) -> UnsafeRawBufferPointer
    /// Releases the statement.
    func finalize()
}
