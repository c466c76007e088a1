import Database
import Synchronization

/// SQLite behind a driver whose COMMITs fail when a test says so, as a failing disk's would.
final class FaultyDriver: DatabaseDriver {
    private let base: SQLiteDriver
    private let failures = Mutex(0)
    private let connected = Mutex(0)

    init(_ base: SQLiteDriver) { self.base = base }

    /// How often a connection has been opened.
    var connections: Int { connected.withLock { $0 } }

    /// Lets the next COMMITs fail.
    func failCommits(_ count: Int) { failures.withLock { $0 = count } }

    func connect(_ role: ConnectionRole) throws(DatabaseError) -> any DriverConnection {
        connected.withLock { $0 += 1 }
        return FaultyConnection(try base.connect(role), self)
    }

    fileprivate func commitFails() -> Bool {
        failures.withLock { left in
            defer { left = max(0, left - 1) }
            return left > 0
        }
    }
}

private final class FaultyConnection: DriverConnection {
    private let base: any DriverConnection
    private let owner: FaultyDriver

    init(_ base: any DriverConnection, _ owner: FaultyDriver) {
        self.base = base
        self.owner = owner
    }

    func prepare(_ sql: String) throws(DatabaseError) -> any DriverStatement {
        let statement = try base.prepare(sql)
        return sql == "COMMIT" ? FaultyCommit(statement, base, owner) : statement
    }

    func run(script: String) throws(DatabaseError) { try base.run(script: script) }
    var isInTransaction: Bool { base.isInTransaction }
    var beginStatement: SQL { base.beginStatement }
    func enforceForeignKeys(_ isEnforced: Bool) throws(DatabaseError) { try base.enforceForeignKeys(isEnforced) }
    func tablesWithBrokenForeignKeys() throws(DatabaseError) -> [String] { try base.tablesWithBrokenForeignKeys() }
    var changes: Int { base.changes }
    var lastInsertedID: Int64 { base.lastInsertedID }
    var deadline: UInt64? {
        get { base.deadline }
        set { base.deadline = newValue }
    }
    var logFrames: Int { base.logFrames }
    func checkpoint() throws(DatabaseError) { try base.checkpoint() }
    func close() { base.close() }
}

private final class FaultyCommit: DriverStatement {
    private let base: any DriverStatement
    private let connection: any DriverConnection
    private let owner: FaultyDriver

    init(_ base: any DriverStatement, _ connection: any DriverConnection, _ owner: FaultyDriver) {
        self.base = base
        self.connection = connection
        self.owner = owner
    }

    func step() throws(DatabaseError) -> Bool {
        guard owner.commitFails() else { return try base.step() }
        try connection.run(script: "ROLLBACK")
        throw DatabaseError(.ioError, message: "the disk is gone", sql: "COMMIT")
    }

    var parameterCount: Int { base.parameterCount }
    var columnCount: Int { base.columnCount }
    func bind(_ index: Int, integer: Int64) throws(DatabaseError) { try base.bind(index, integer: integer) }
    func bind(_ index: Int, real: Double) throws(DatabaseError) { try base.bind(index, real: real) }
    func bind(_ index: Int, text: String) throws(DatabaseError) { try base.bind(index, text: text) }
    func bind(_ index: Int, blob: UnsafeRawBufferPointer) throws(DatabaseError) { try base.bind(index, blob: blob) }
    func bindNull(_ index: Int) throws(DatabaseError) { try base.bindNull(index) }
    func reset() { base.reset() }
    func isNull(_ column: Int) -> Bool { base.isNull(column) }
    func integer(_ column: Int) -> Int64 { base.integer(column) }
    func real(_ column: Int) -> Double { base.real(column) }
    func bytes(_ column: Int) -> UnsafeRawBufferPointer { base.bytes(column) }
    func finalize() { base.finalize() }
}
