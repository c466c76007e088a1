/// The writing connection, driven synchronously: what the writer's thread runs, and what the simulator and tools use
/// without one. Confined to one thread.
package final class WriteSession {
    private let driver: any DatabaseDriver
    private var connection: Connection
    private(set) var transaction: Transaction
    private var isBroken = false

    /// Opens the writing connection, creating the database if there is none.
    package init(_ driver: any DatabaseDriver) throws(DatabaseError) {
        self.driver = driver
        connection = Connection(try driver.connect(.writer))
        transaction = Transaction(connection)
    }

    deinit { connection.close() }

    /// Runs `work` in a transaction of its own. It is durable when this returns; whatever is thrown undoes it.
    @discardableResult
    package func write<Value>(_ work: (Transaction) throws -> Value) throws -> Value {
        try begin()
        let value: Value
        do {
            value = try work(transaction)
            try prepareCommit()
        } catch {
            rollback()
            throw error
        }
        try commit()
        return value
    }

    /// Frames in the write-ahead log, moved or not.
    package var logFrames: Int { connection.driver.logFrames }

    /// Moves the write-ahead log into the database.
    package func checkpoint() throws(DatabaseError) { try connection.driver.checkpoint() }

    /// The whole database in bytes, outside a transaction (see ``SQLiteMemoryDriver``).
    package func image() throws(DatabaseError) -> [UInt8] { try connection.driver.image() }

    /// The connection, for migrations.
    var driverConnection: any DriverConnection { connection.driver }

    var isInTransaction: Bool { connection.driver.isInTransaction }

    /// Opens a transaction, on a new connection if the last COMMIT broke the old one.
    func begin() throws(DatabaseError) {
        if isBroken { try reopen() }
        try connection.statement(connection.driver.beginStatement).run()
        transaction.didBegin()
    }

    /// Writes what the transaction's cache holds back. Fails like any statement; `rollback` then.
    func prepareCommit() throws {
        try transaction.cache.save(to: transaction)
        connection.endTransaction()
    }

    /// Commits. When it throws, nothing stays open: either the transaction was still whole and has been rolled back, or
    /// the error says that its outcome is unknown and the connection will be opened anew.
    func commit() throws(DatabaseError) {
        do {
            try connection.statement("COMMIT").run()
        } catch {
            // Still open: the engine refused (a deferred foreign key, a lock), and the disk was not the reason.
            if isInTransaction {
                rollback()
                throw error
            }
            var doubtful = error
            doubtful.isOutcomeUnknown = true
            isBroken = true
            transaction.didRollBack()
            throw doubtful
        }
        transaction.didCommit()
    }

    /// Undoes the transaction, if the engine has not done so itself.
    func rollback() {
        connection.endTransaction()
        if isInTransaction {
            do {
                try connection.statement("ROLLBACK").run()
            } catch {
                // A connection that cannot even roll back is given up; closing it rolls back.
                isBroken = true
            }
        }
        transaction.didRollBack()
    }

    private func reopen() throws(DatabaseError) {
        let fresh = Connection(try driver.connect(.writer))
        connection.close()
        connection = fresh
        transaction = Transaction(fresh)
        isBroken = false
    }
}
