import Database
import Testing

@Suite(.timeLimit(.minutes(3))) struct ReaderPoolTests {
    @Test func aReadSeesEveryWriteThatWasAnswered() async throws {
        let scratch = try Scratch.withNotes()
        let writer = try Writer(scratch.driver)
        let readers = ReaderPool(scratch.driver, count: 3)
        for id in 1...100 {
            try await writer.write { try addNote(id, $0) }
            #expect(try await readers.read { try noteIDs($0).last } == id)
        }
    }

    @Test func aReadStaysAtItsMomentWhileOthersWrite() async throws {
        let scratch = try Scratch.withNotes()
        let readers = ReaderPool(scratch.driver)
        let counts = try await readers.read { transaction in
            let before = try noteIDs(transaction).count
            try WriteSession(scratch.driver).write { try addNote(1, $0) }
            return [before, try noteIDs(transaction).count]
        }
        #expect(counts == [0, 0])
        #expect(try await readers.read { try noteIDs($0).count } == 1)
    }

    @Test func aReadThatTakesTooLongIsInterruptedAndTheReaderLives() async throws {
        let scratch = try Scratch.withNotes()
        let readers = ReaderPool(scratch.driver, count: 1, limit: 20_000_000)
        let error = await databaseError {
            _ = try await readers.read { transaction in
                try transaction.first("""
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n
                    """) { $0.int(0) }
            }
        }
        #expect(error?.kind == .interrupted)
        #expect(try await readers.read { try noteIDs($0) } == [])
    }

    @Test func manyShortStatementsDoNotOutliveTheLimitEither() async throws {
        let scratch = try Scratch.withNotes()
        let readers = ReaderPool(scratch.driver, count: 1, limit: 20_000_000)
        let error = await databaseError {
            try await readers.read { transaction in
                while true { _ = try transaction.first("SELECT 1") { $0.int(0) } }
            }
        }
        #expect(error?.kind == .interrupted)
    }

    @Test func aReaderWritesNothing() async throws {
        let scratch = try Scratch.withNotes()
        let readers = ReaderPool(scratch.driver)
        let error = await databaseError {
            try await readers.read { try $0.statement("DELETE FROM note").run() }
        }
        #expect(error?.kind == .readOnly)
    }

    @Test func aClosedPoolSaysSo() async throws {
        let scratch = try Scratch.withNotes()
        let readers = ReaderPool(scratch.driver)
        readers.close()
        #expect(await databaseError { try await readers.read { _ in } }?.kind == .closed)
    }
}
