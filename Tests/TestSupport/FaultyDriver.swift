package import Database
internal import Platform
internal import Synchronization

/// SQLite behind a driver that behaves as a failing, full or slow disk would when a test says so.
package final class FaultyDriver: DatabaseDriver {
    private struct Faults {
        var failures = 0
        var connections = 0
        /// The most pages that the database may have; nil for no limit.
        var pages: Int?
        var isHeld = false
        /// COMMITs that wait for the disk.
        var held = 0
    }

    private let base: Mutex<SQLiteDriver?>
    private let kind: DatabaseError.Kind
    private let faults = Monitor(Faults())

    /// - Parameters:
    ///   - base: the database; nil until ``at(_:)`` says where it lies.
    ///   - kind: what COMMITs fail with.
    package init(_ base: SQLiteDriver? = nil, failingWith kind: DatabaseError.Kind = .ioError) {
        self.base = Mutex(base)
        self.kind = kind
    }

    /// Itself, for the database in the file at `path`.
    package func at(_ path: String) -> FaultyDriver {
        base.withLock { $0 = SQLiteDriver(path: path) }
        return self
    }

    /// How often a connection has been opened.
    package var connections: Int { faults.withLock { $0.connections } }

    /// Lets the next COMMITs fail; 0 mends the disk.
    package func failCommits(_ count: Int) { faults.withLock { $0.failures = count } }

    /// Lets the database grow to so many pages and no further, from the next transaction on; as large as it is where
    /// that is more.
    package func limit(pages: Int) { faults.withLock { $0.pages = pages } }

    /// COMMITs wait from now on, as on a disk that does not answer, until ``releaseCommits()``.
    package func holdCommits() { faults.withLock { $0.isHeld = true } }

    /// The disk answers again.
    package func releaseCommits() {
        faults.withLock { $0.isHeld = false }
        faults.broadcast()
    }

    /// How many COMMITs wait: at most one, as there is one writer.
    package var heldCommits: Int { faults.withLock { $0.held } }

    package func connect(_ role: ConnectionRole) throws(DatabaseError) -> any DriverConnection {
        faults.withLock { $0.connections += 1 }
        guard let base = base.withLock({ $0 }) else {
            throw DatabaseError(.cannotOpen, message: "nobody said where the database lies")
        }
        let connection = try base.connect(role)
        // A reader's COMMIT writes nothing.
        return role == .writer ? FaultyConnection(connection, self) : connection
    }

    fileprivate func beforeBegin(on connection: any DriverConnection) throws(DatabaseError) {
        guard let pages = faults.withLock({ $0.pages }) else { return }
        try connection.run(script: "PRAGMA max_page_count = \(pages)")
    }

    fileprivate func beforeCommit(on connection: any DriverConnection) throws(DatabaseError) {
        waitForDisk()
        let fails = faults.withLock { faults in
            defer { faults.failures = max(0, faults.failures - 1) }
            return faults.failures > 0
        }
        guard fails else { return }
        try connection.run(script: "ROLLBACK")
        throw DatabaseError(kind, message: "the disk is gone", sql: "COMMIT")
    }

    private func waitForDisk() {
        faults.withLock { $0.held += 1 }
        _ = faults.wait { $0.isHeld ? nil : true }
        faults.withLock { $0.held -= 1 }
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
        let (base, owner) = (base, owner)
        switch sql {
        case "COMMIT":
            return FaultyStatement(statement) { () throws(DatabaseError) in try owner.beforeCommit(on: base) }
        case "BEGIN IMMEDIATE":
            return FaultyStatement(statement) { () throws(DatabaseError) in try owner.beforeBegin(on: base) }
        default: return statement
        }
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
    func image() throws(DatabaseError) -> [UInt8] { try base.image() }
    func close() { base.close() }
}

/// A statement with something to happen before it runs.
private final class FaultyStatement: DriverStatement {
    private let base: any DriverStatement
    private let before: () throws(DatabaseError) -> Void

    init(_ base: any DriverStatement, before: @escaping () throws(DatabaseError) -> Void) {
        self.base = base
        self.before = before
    }

    func step() throws(DatabaseError) -> Bool {
        try before()
        return try base.step()
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
