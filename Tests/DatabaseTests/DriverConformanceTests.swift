import Database
import Testing

/// What every driver must do. A new engine adds itself to `engines`.
@Suite struct DriverConformanceTests {
    enum Engine: CaseIterable, Sendable {
        case sqlite
        case sqliteInMemory
    }

    private func open(_ engine: Engine) throws -> (scratch: Scratch, connection: any DriverConnection) {
        let scratch = try Scratch()
        let driver: any DatabaseDriver = engine == .sqlite ? scratch.driver : SQLiteMemoryDriver()
        let connection = try driver.connect(.writer)
        try connection.run(script: """
            CREATE TABLE t (a INTEGER, b REAL, c TEXT, d BLOB) STRICT;
            CREATE TABLE k (id INTEGER PRIMARY KEY, u TEXT UNIQUE, n TEXT NOT NULL CHECK (n <> ''),
                p INTEGER REFERENCES k (id)) STRICT;
            """)
        return (scratch, connection)
    }

    /// What was committed is in the image, and nothing else; a driver in memory begins with it.
    @Test(arguments: Engine.allCases) func anImageHoldsWhatWasCommitted(_ engine: Engine) throws {
        let (scratch, connection) = try open(engine)
        defer { withExtendedLifetime(scratch) { connection.close() } }
        try connection.run(script: "INSERT INTO t VALUES (1, 0.5, '停水', x'00')")
        let image = try connection.image()
        try connection.run(script: "INSERT INTO t VALUES (2, 0.5, '停电', x'01')")
        let copy = try WriteSession(SQLiteMemoryDriver(image: image))
        #expect(try copy.write { try $0.query("SELECT c FROM t") { $0.text(0) } } == ["停水"])
        try copy.write { try $0.execute("INSERT INTO t VALUES (3, 1, '停气', NULL)") }
        let second = try WriteSession(SQLiteMemoryDriver(image: copy.image()))
        #expect(try second.write { try $0.query("SELECT a FROM t ORDER BY a") { $0.int(0) } } == [1, 3])
    }

    @Test(arguments: Engine.allCases)
    func valuesComeBackAsTheyWereBound(_ engine: Engine) throws {
        let (scratch, connection) = try open(engine)
        defer { connection.close() }
        let insert = try connection.prepare("INSERT INTO t VALUES (?, ?, ?, ?)")
        #expect(insert.parameterCount == 4)
        try insert.bind(1, integer: .min)
        try insert.bind(2, real: 0.1)
        try insert.bind(3, text: "小区停水三天\u{0}🚰")
        try [UInt8](0...255).withUnsafeBytes { try insert.bind(4, blob: $0) }
        #expect(try insert.step() == false)
        #expect(connection.changes == 1)
        insert.finalize()

        let select = try connection.prepare("SELECT a, b, c, d FROM t")
        #expect(select.columnCount == 4)
        #expect(try select.step())
        #expect(select.integer(0) == .min)
        #expect(select.real(1) == 0.1)
        #expect(String(decoding: select.bytes(2), as: UTF8.self) == "小区停水三天\u{0}🚰")
        #expect([UInt8](select.bytes(3)) == [UInt8](0...255))
        #expect(try select.step() == false)
        select.finalize()
        withExtendedLifetime(scratch) {}
    }

    @Test(arguments: Engine.allCases)
    func emptyIsNotNull(_ engine: Engine) throws {
        let (scratch, connection) = try open(engine)
        defer { connection.close() }
        let insert = try connection.prepare("INSERT INTO t (a, c, d) VALUES (?, ?, ?)")
        try insert.bindNull(1)
        try insert.bind(2, text: "")
        try insert.bind(3, blob: UnsafeRawBufferPointer(start: nil, count: 0))
        _ = try insert.step()
        insert.finalize()
        let select = try connection.prepare("SELECT a, c, d FROM t")
        #expect(try select.step())
        #expect([0, 1, 2].map(select.isNull) == [true, false, false])
        #expect(select.bytes(1).isEmpty && select.bytes(2).isEmpty && select.integer(0) == 0)
        select.finalize()
        withExtendedLifetime(scratch) {}
    }

    @Test(arguments: Engine.allCases)
    func aStatementRunsAgainAndKeepsNothingButItsParameters(_ engine: Engine) throws {
        let (scratch, connection) = try open(engine)
        defer { connection.close() }
        let insert = try connection.prepare("INSERT INTO t (a, c) VALUES (?, ?)")
        try insert.bind(2, text: "kept")
        for number in 1...3 {
            try insert.bind(1, integer: Int64(number))
            _ = try insert.step()
        }
        insert.finalize()
        let select = try connection.prepare("SELECT count(a), count(c), count(*) FROM t")
        _ = try select.step()
        #expect((0..<3).map { select.integer($0) } == [3, 3, 3])
        select.finalize()
        withExtendedLifetime(scratch) {}
    }

    @Test(arguments: Engine.allCases, [
        ("INSERT INTO k (id, n) VALUES (1, 'x')", DatabaseError.Constraint.primaryKey),
        ("INSERT INTO k (u, n) VALUES ('u', 'x')", .unique),
        ("INSERT INTO k (u) VALUES ('v')", .notNull),
        ("INSERT INTO k (n) VALUES ('')", .check),
        ("INSERT INTO k (n, p) VALUES ('x', 99)", .foreignKey),
        ("INSERT INTO k (id, n, p) VALUES (7, 'x', 'words')", .dataType),
    ])
    func brokenRulesAreToldApart(_ engine: Engine, _ rule: (sql: String, constraint: DatabaseError.Constraint)) throws {
        let (scratch, connection) = try open(engine)
        defer { connection.close() }
        try connection.run(script: "INSERT INTO k (id, u, n) VALUES (1, 'u', 'n')")
        let statement = try connection.prepare(rule.sql)
        defer { statement.finalize() }
        let error = #expect(throws: DatabaseError.self) { _ = try statement.step() }
        #expect(error?.kind == .constraint(rule.constraint))
        #expect(error?.sql == rule.sql)
        withExtendedLifetime(scratch) {}
    }

    @Test(arguments: Engine.allCases)
    func transactionsShowTheirState(_ engine: Engine) throws {
        let (scratch, connection) = try open(engine)
        defer { connection.close() }
        #expect(!connection.isInTransaction)
        try connection.run(script: connection.beginStatement.text)
        #expect(connection.isInTransaction)
        try connection.run(script: "INSERT INTO t (a) VALUES (1); ROLLBACK")
        #expect(!connection.isInTransaction)
        let select = try connection.prepare("SELECT a FROM t")
        #expect(try select.step() == false)
        select.finalize()
        withExtendedLifetime(scratch) {}
    }

    @Test(.timeLimit(.minutes(3)), arguments: Engine.allCases)
    func aDeadlineEndsAnEndlessStatement(_ engine: Engine) throws {
        let (scratch, connection) = try open(engine)
        defer { connection.close() }
        let endless = try connection.prepare(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
        connection.deadline = 1
        let error = #expect(throws: DatabaseError.self) { _ = try endless.step() }
        #expect(error?.kind == .interrupted)
        connection.deadline = nil
        endless.finalize()
        let select = try connection.prepare("SELECT 1")
        #expect(try select.step())
        select.finalize()
        withExtendedLifetime(scratch) {}
    }

    @Test(arguments: [Engine.sqlite])
    func readersSeeWhatIsCommittedAndWriteNothing(_ engine: Engine) throws {
        let (scratch, connection) = try open(engine)
        defer { connection.close() }
        let reader = try scratch.driver.connect(.reader)
        defer { reader.close() }
        func count() throws -> Int64 {
            let select = try reader.prepare("SELECT count(*) FROM t")
            defer { select.finalize() }
            _ = try select.step()
            return select.integer(0)
        }
        try connection.run(script: "BEGIN; INSERT INTO t (a) VALUES (1)")
        #expect(try count() == 0)
        try connection.run(script: "COMMIT")
        #expect(try count() == 1)
        let error = #expect(throws: DatabaseError.self) { try reader.run(script: "DELETE FROM t") }
        #expect(error?.kind == .readOnly)
    }

    @Test(arguments: Engine.allCases)
    func wrongStatementsAreOurFault(_ engine: Engine) throws {
        let (scratch, connection) = try open(engine)
        defer { connection.close() }
        for sql in ["SELEC 1", "SELECT * FROM nowhere", ""] {
            let error = #expect(throws: DatabaseError.self) { _ = try connection.prepare(sql) }
            #expect(error?.kind == .misuse)
        }
        let statement = try connection.prepare("SELECT ?")
        let error = #expect(throws: DatabaseError.self) { try statement.bind(2, integer: 1) }
        #expect(error?.kind == .misuse)
        statement.finalize()
        withExtendedLifetime(scratch) {}
    }
}
