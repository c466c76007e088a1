/// An open transaction that writes. Lives only inside the closure it is handed to.
package final class Transaction: ReadTransaction {
    let cache = TransactionCache()
    private var isPoisoned = false
    private var commitHooks: [@Sendable () -> Void] = []
    private var rollbackHooks: [@Sendable () -> Void] = []

    /// Runs a statement that returns no rows; the number of rows it changed.
    @discardableResult
    package func execute(_ sql: SQL, _ values: (any Bindable)?...) throws(DatabaseError) -> Int {
        try bound(sql, values).run()
        return connection.driver.changes
    }

    /// Rows changed by the last INSERT, UPDATE or DELETE.
    package var changes: Int { connection.driver.changes }

    /// The key that the last INSERT drew.
    package var lastInsertedID: Int64 { connection.driver.lastInsertedID }

    /// Runs `work` so that its failure undoes it alone; the error is passed on and the transaction can go on.
    package func savepoint<Value>(_ work: () throws -> Value) throws -> Value {
        let hooks = (commitHooks.count, rollbackHooks.count)
        try statement("SAVEPOINT part").run()
        cache.beginLevel()
        do {
            let value = try work()
            try statement("RELEASE part").run()
            cache.releaseLevel()
            return value
        } catch {
            try undo(to: hooks)
            throw error
        }
    }

    /// Calls `hook` on the writer's thread once the transaction is durable, before those who wait are answered.
    package func afterCommit(_ hook: @escaping @Sendable () -> Void) {
        commitHooks.append(hook)
    }

    /// Calls `hook` on the writer's thread if what this transaction or savepoint did so far is undone.
    package func onRollback(_ hook: @escaping @Sendable () -> Void) {
        rollbackHooks.append(hook)
    }

    /// The state kept in memory for this type, loaded at its first use.
    package func cached<State: CachedState>(_ type: State.Type) throws -> State {
        try cache.value(type, in: self)
    }

    /// Changes the state kept in memory for this type. Undone with the savepoint, saved once before the COMMIT.
    package func update<State: CachedState, Value>(
        _ type: State.Type, _ change: (inout State) throws -> Value
    ) throws -> Value {
        try cache.update(type, in: self, change)
    }

    /// True while the transaction can go on: after some errors the engine has undone it by itself, and one whose
    /// savepoint could not be undone must be undone as a whole.
    var isWhole: Bool { connection.driver.isInTransaction && !isPoisoned }

    func didBegin() {
        isPoisoned = false
        cache.beginLevel()
    }

    func didCommit() {
        cache.keepAll()
        let hooks = commitHooks
        forgetHooks()
        for hook in hooks { hook() }
    }

    func didRollBack() {
        let hooks = rollbackHooks
        forgetHooks()
        cache.undoAll()
        for hook in hooks.reversed() { hook() }
    }

    private func forgetHooks() {
        commitHooks = []
        rollbackHooks = []
    }

    private func undo(to hooks: (commit: Int, rollback: Int)) throws(DatabaseError) {
        guard isWhole else { return }
        isPoisoned = true
        try statement("ROLLBACK TO part").run()
        try statement("RELEASE part").run()
        isPoisoned = false
        cache.undoLevel()
        commitHooks.removeSubrange(hooks.commit...)
        let undone = rollbackHooks[hooks.rollback...]
        rollbackHooks.removeSubrange(hooks.rollback...)
        for hook in undone.reversed() { hook() }
    }
}
