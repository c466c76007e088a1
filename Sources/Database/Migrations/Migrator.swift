/// Brings a database to the schema of this program, at start, before anyone else opens it.
package struct Migrator: Sendable {
    private let migrations: [Migration]

    /// The program's migrations in order.
    package init(_ migrations: [Migration]) throws(MigrationError) {
        for (index, migration) in migrations.enumerated() where migration.number != index + 1 {
            throw .misnumbered(number: migration.number)
        }
        self.migrations = migrations
    }

    /// Applies what is missing, each migration in its own transaction, and returns the numbers applied. `now` is
    /// noted beside each, in milliseconds since 1970. Throws `MigrationError` or `DatabaseError`.
    @discardableResult
    package func migrate(_ session: WriteSession, now: Int64) throws -> [Int] {
        let applied = try session.write { transaction in
            try transaction.execute("""
                CREATE TABLE IF NOT EXISTS schema_migration (
                    number INTEGER PRIMARY KEY, name TEXT NOT NULL, sql TEXT NOT NULL, applied_at INTEGER NOT NULL
                ) STRICT
                """)
            return try transaction.query("SELECT number, sql FROM schema_migration ORDER BY number") {
                (number: $0.int(0), sql: $0.text(1))
            }
        }
        if let last = applied.last, last.number > migrations.count {
            throw MigrationError.databaseIsNewer(found: last.number, known: migrations.count)
        }
        for (number, sql) in applied where migrations[number - 1].sql != sql {
            throw MigrationError.changed(number: number)
        }
        let missing = migrations.dropFirst(applied.count)
        for migration in missing { try apply(migration, session, now) }
        return missing.map(\.number)
    }

    /// SQLite's twelve steps for a rebuilt table (lang_altertable.html): 1. foreign keys off, 2. BEGIN, …,
    /// 10. foreign_key_check, 11. COMMIT, 12. foreign keys on.
    private func apply(_ migration: Migration, _ session: WriteSession, _ now: Int64) throws {
        let driver = session.driverConnection
        guard migration.rebuildsTables else { return try run(migration, session, now) }
        try driver.enforceForeignKeys(false)
        let outcome = Result { try run(migration, session, now) }
        try driver.enforceForeignKeys(true)
        try outcome.get()
    }

    private func run(_ migration: Migration, _ session: WriteSession, _ now: Int64) throws {
        let driver = session.driverConnection
        try session.write { transaction in
            try transaction.connection.run(script: migration.sql)
            let broken = migration.rebuildsTables ? try driver.tablesWithBrokenForeignKeys() : []
            guard broken.isEmpty else {
                throw MigrationError.brokenForeignKeys(number: migration.number, tables: broken)
            }
            try transaction.execute(
                "INSERT INTO schema_migration (number, name, sql, applied_at) VALUES (?, ?, ?, ?)",
                migration.number, migration.name, migration.sql, now)
        }
    }
}
