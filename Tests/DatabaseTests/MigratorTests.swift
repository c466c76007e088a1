import Database
import Testing

@Suite struct MigratorTests {
    private let scratch: Scratch
    private let first = Migration(1, "one", sql: "CREATE TABLE one (id INTEGER PRIMARY KEY) STRICT")
    private let second = Migration(2, "two", sql: "CREATE TABLE two (one INTEGER NOT NULL REFERENCES one (id)) STRICT")

    init() throws { scratch = try Scratch() }

    @Test func eachMigrationRunsOnce() throws {
        let session = try WriteSession(scratch.driver)
        #expect(try Migrator([first]).migrate(session, now: 1) == [1])
        #expect(try Migrator([first, second]).migrate(session, now: 2) == [2])
        #expect(try Migrator([first, second]).migrate(session, now: 3) == [])
        let times = try session.write { transaction in
            try transaction.query("SELECT applied_at FROM schema_migration ORDER BY 1") { $0.int(0) }
        }
        #expect(times == [1, 2])
    }

    @Test func aDatabaseNewerThanTheProgramIsRefused() throws {
        let session = try WriteSession(scratch.driver)
        try Migrator([first, second]).migrate(session, now: 0)
        let error = #expect(throws: MigrationError.self) { try Migrator([first]).migrate(session, now: 0) }
        #expect(error == .databaseIsNewer(found: 2, known: 1))
    }

    @Test func aMigrationEditedAfterwardsIsRefused() throws {
        let session = try WriteSession(scratch.driver)
        try Migrator([first]).migrate(session, now: 0)
        let edited = Migration(1, "one", sql: "CREATE TABLE one (id TEXT) STRICT")
        #expect(throws: MigrationError.changed(number: 1)) { try Migrator([edited]).migrate(session, now: 0) }
    }

    @Test(arguments: [[2], [1, 3], [1, 1]])
    func numbersHaveNoGaps(_ numbers: [Int]) {
        #expect(throws: MigrationError.self) { _ = try Migrator(numbers.map { Migration($0, "m", sql: "SELECT 1") }) }
    }

    @Test func aMigrationThatFailsLeavesNothing() throws {
        let session = try WriteSession(scratch.driver)
        let half = Migration(2, "half", sql: "CREATE TABLE half (id INTEGER) STRICT; CREATE TABLE half (id INTEGER)")
        #expect(throws: DatabaseError.self) { try Migrator([first, half]).migrate(session, now: 0) }
        #expect(try Migrator([first, second]).migrate(session, now: 0) == [2])
    }

    @Test func aTableIsRebuiltWithoutLosingThoseThatReferToIt() throws {
        let session = try WriteSession(scratch.driver)
        try Migrator([first, second]).migrate(session, now: 0)
        try session.write { transaction in
            try transaction.execute("INSERT INTO one VALUES (1)")
            try transaction.execute("INSERT INTO two VALUES (1)")
        }
        let rebuild = Migration(3, "rebuild", rebuildsTables: true, sql: """
            CREATE TABLE new (id INTEGER PRIMARY KEY, name TEXT) STRICT;
            INSERT INTO new (id) SELECT id FROM one;
            DROP TABLE one;
            ALTER TABLE new RENAME TO one;
            """)
        #expect(try Migrator([first, second, rebuild]).migrate(session, now: 0) == [3])
        #expect(try session.write { try $0.query("SELECT one FROM two") { $0.int(0) } } == [1])
        #expect(throws: DatabaseError.self) { try session.write { try $0.execute("INSERT INTO two VALUES (9)") } }
    }

    @Test func aRebuildThatLosesRowsIsUndone() throws {
        let session = try WriteSession(scratch.driver)
        try Migrator([first, second]).migrate(session, now: 0)
        try session.write { transaction in
            try transaction.execute("INSERT INTO one VALUES (1)")
            try transaction.execute("INSERT INTO two VALUES (1)")
        }
        let loses = Migration(3, "loses", rebuildsTables: true, sql: "DELETE FROM one")
        #expect(throws: MigrationError.brokenForeignKeys(number: 3, tables: ["two"])) {
            try Migrator([first, second, loses]).migrate(session, now: 0)
        }
        #expect(try session.write { try $0.query("SELECT id FROM one") { $0.int(0) } } == [1])
        #expect(throws: DatabaseError.self) { try session.write { try $0.execute("INSERT INTO two VALUES (9)") } }
    }
}
