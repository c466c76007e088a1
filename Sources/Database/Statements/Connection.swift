/// A driver's connection with its compiled statements. Confined to one thread.
package final class Connection {
    /// Texts put together at run time could be without number; beyond this many the cache of them starts anew.
    private static let composedLimit = 64

    let driver: any DriverConnection
    var runningStatements = 0
    /// The memories of ``ReadTransaction/decoded(_:by:)``, by their types.
    var decoded: [ObjectIdentifier: AnyObject] = [:]
    private var literals: [SQL.LiteralAddress: Statement] = [:]
    private var composed: [String: Statement] = [:]
    /// Compiled for a text that was already running when it was asked for again; released with the transaction.
    private var extras: [Statement] = []

    package init(_ driver: any DriverConnection) {
        self.driver = driver
    }

    /// The statement of this text, compiled at most once and ready to be bound.
    package func statement(_ sql: SQL) throws(DatabaseError) -> Statement {
        let key = sql.key
        if let known = cached(key) {
            guard known.isRunning else { return known }
            let extra = Statement(try driver.prepare(sql.text), of: self)
            extras.append(extra)
            return extra
        }
        let fresh = Statement(try driver.prepare(sql.text), of: self)
        keep(fresh, as: key)
        return fresh
    }

    /// Runs a script of statements without parameters.
    package func run(script: String) throws(DatabaseError) {
        try driver.run(script: script)
    }

    /// How many statements are kept compiled.
    package var cachedStatements: Int { literals.count + composed.count }

    /// Ends whatever still runs: an open cursor would hold its snapshot beyond the transaction.
    func endTransaction() {
        if runningStatements > 0 {
            for statement in literals.values { statement.reset() }
            for statement in composed.values { statement.reset() }
        }
        guard !extras.isEmpty else { return }
        for statement in extras {
            statement.reset()
            statement.driver.finalize()
        }
        extras = []
    }

    /// Releases everything. Nothing may be called afterwards.
    package func close() {
        endTransaction()
        for statement in literals.values { statement.driver.finalize() }
        for statement in composed.values { statement.driver.finalize() }
        literals = [:]
        composed = [:]
        driver.close()
    }

    private func cached(_ key: SQL.Key) -> Statement? {
        switch key {
        case .literal(let address): literals[address]
        case .composed(let text): composed[text]
        }
    }

    private func keep(_ statement: Statement, as key: SQL.Key) {
        switch key {
        case .literal(let address): literals[address] = statement
        case .composed(let text):
            if composed.count >= Self.composedLimit {
                // A caller may still hold one of these within the transaction, so they die with it.
                extras.append(contentsOf: composed.values)
                composed = [:]
            }
            composed[text] = statement
        }
    }
}
