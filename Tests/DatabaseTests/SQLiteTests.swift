@testable import Database
import Foundation
import Testing
import TestSupport

@Suite struct SQLiteTests {
    @Test func theWriterIsDurableAndChecksForeignKeys() throws {
        let scratch = try Scratch()
        let settings = try WriteSession(scratch.driver).write { transaction in
            try ["journal_mode", "synchronous", "foreign_keys"].map { name in
                try transaction.first(SQL(composed: "PRAGMA \(name)")) { $0.text(0) }
            }
        }
        #expect(settings == ["wal", "2", "1"])
    }

    @Test func aFileThatIsNoDatabaseIsRefused() throws {
        let scratch = try Scratch()
        let stranger = "no database at all, though as long as one".utf8 + [UInt8](repeating: 0x78, count: 4_096)
        try Data(stranger).write(to: scratch.directory.url("node.db"))
        let error = #expect(throws: DatabaseError.self) { _ = try WriteSession(scratch.driver) }
        #expect(error?.kind == .corrupt)
    }

    @Test func aDamagedPageIsFound() throws {
        let scratch = try Scratch.withNotes()
        try WriteSession(scratch.driver).write { transaction in
            for id in 1...500 { try transaction.execute("INSERT INTO note VALUES (?, ?, NULL)", id, "body \(id)") }
        }
        var file = try Data(contentsOf: scratch.directory.url("node.db"))
        for index in 8_192..<file.count { file[index] = 0xa5 }
        try file.write(to: scratch.directory.url("node.db"))
        let error = #expect(throws: DatabaseError.self) {
            try WriteSession(scratch.driver).write { _ = try noteIDs($0) }
        }
        #expect(error?.kind == .corrupt)
    }

    @Test func aMissingDirectoryIsToldAsSuch() {
        let error = #expect(throws: DatabaseError.self) {
            _ = try WriteSession(SQLiteDriver(path: "/nowhere/at/all/node.db"))
        }
        #expect(error?.kind == .cannotOpen)
    }

    @Test func errorsNeverCarryValues() throws {
        let scratch = try Scratch.withNotes()
        let session = try WriteSession(scratch.driver)
        let secret = "张三 13800138000"
        let error = #expect(throws: DatabaseError.self) {
            try session.write { transaction in
                for _ in 1...2 { try transaction.execute("INSERT INTO note VALUES (1, ?, NULL)", secret) }
            }
        }
        #expect(error.map { !"\($0)".contains(secret) } == true)
    }
}

@Suite struct StatementTests {
    @Test func aTextIsCompiledOnce() throws {
        let scratch = try Scratch.withNotes()
        let connection = Connection(try scratch.driver.connect(.writer))
        defer { connection.close() }
        func statement() throws -> Statement { try connection.statement("SELECT 1") }
        #expect(try statement() === statement())
        #expect(try connection.statement(SQL(composed: "SELECT 2")) === connection.statement(SQL(composed: "SELECT 2")))
        #expect(connection.cachedStatements == 2)
    }

    @Test func aStatementThatRunsIsNotHandedOutTwice() throws {
        let scratch = try Scratch.withNotes()
        let connection = Connection(try scratch.driver.connect(.writer))
        defer { connection.close() }
        let outer = try connection.statement(SQL(composed: "SELECT 1 UNION SELECT 2"))
        #expect(try outer.step())
        let inner = try connection.statement(SQL(composed: "SELECT 1 UNION SELECT 2"))
        #expect(outer !== inner)
        #expect(try inner.step() && outer.step() && outer.row.int(0) == 2)
    }

    @Test func composedTextsWithoutNumberAreForgotten() throws {
        let scratch = try Scratch.withNotes()
        let session = try WriteSession(scratch.driver)
        try session.write { transaction in
            for number in 1...200 {
                let answer = try transaction.first(SQL(composed: "SELECT \(number)")) { $0.int(0) }
                #expect(answer == number)
            }
            #expect(transaction.connection.cachedStatements < 80)
        }
    }

    @Test func theNumberOfValuesMustFit() throws {
        let scratch = try Scratch.withNotes()
        let session = try WriteSession(scratch.driver)
        let error = #expect(throws: DatabaseError.self) {
            try session.write { try $0.execute("INSERT INTO note (id, body) VALUES (?, ?)", 1) }
        }
        #expect(error?.kind == .misuse)
    }

    @Test func optionalsBindNull() throws {
        let scratch = try Scratch.withNotes()
        let absent: [UInt8]? = nil
        let row = try WriteSession(scratch.driver).write { transaction in
            try transaction.execute("INSERT INTO note VALUES (?, ?, ?)", 1, "b", absent)
            return try transaction.first("SELECT body, extra FROM note") { ($0.optionalText(0), $0.optionalBlob(1)) }
        }
        #expect(row?.0 == "b" && row?.1 == nil)
    }
}
