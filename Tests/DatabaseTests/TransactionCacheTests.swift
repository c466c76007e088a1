import Database
import TestSupport
import Testing

/// A counter held in memory and saved once a transaction.
private struct Counter: CachedState {
    var value: Int
    var saves = 0

    static func load(from transaction: Transaction) throws -> Counter {
        Counter(value: try transaction.first("SELECT id FROM note ORDER BY id DESC LIMIT 1") { $0.int(0) } ?? 0)
    }

    func save(to transaction: Transaction) throws {
        try addNote(value, transaction)
    }
}

@Suite(.timeLimit(.minutes(3))) struct TransactionCacheTests {
    @Test func aSavepointUndoneTakesItsChangesAlong() throws {
        let scratch = try Scratch.withNotes()
        let session = try WriteSession(scratch.driver)
        try session.write { transaction in
            try transaction.update(Counter.self) { $0.value += 1 }
            #expect(throws: Refusal.self) {
                try transaction.savepoint {
                    try transaction.update(Counter.self) { $0.value += 10 }
                    try transaction.savepoint { try transaction.update(Counter.self) { $0.value += 100 } }
                    #expect(try transaction.cached(Counter.self).value == 111)
                    throw Refusal()
                }
            }
            #expect(try transaction.cached(Counter.self).value == 1)
            try transaction.savepoint { try transaction.update(Counter.self) { $0.value += 1 } }
        }
        #expect(try session.write { try noteIDs($0) } == [2])
    }

    @Test func itIsKeptAfterACommitAndRestoredAfterARollback() throws {
        let scratch = try Scratch.withNotes()
        let session = try WriteSession(scratch.driver)
        try session.write { try $0.update(Counter.self) { $0.value = 5 } }
        #expect(throws: Refusal.self) {
            try session.write { transaction in
                try transaction.update(Counter.self) { $0.value = 99 }
                throw Refusal()
            }
        }
        try session.write { transaction in
            #expect(try transaction.cached(Counter.self).value == 5)
            try transaction.update(Counter.self) { $0.value += 1 }
        }
        #expect(try session.write { try noteIDs($0) } == [5, 6])
    }

    @Test func aBatchSavesItOnceAndAFailureInItChangesNothingOfIt() async throws {
        let scratch = try Scratch.withNotes()
        let held = try HeldWriter(scratch.driver)
        for id in 1...20 {
            held.submit("\(id)") { transaction in
                try transaction.update(Counter.self) { $0.value += 1 }
                if id.isMultiple(of: 5) { throw Refusal() }
            }
        }
        _ = await held.release()
        #expect(try await ReaderPool(scratch.driver).read { try noteIDs($0) } == [16])
    }

    @Test func aFailedCommitForgetsIt() async throws {
        let scratch = try Scratch.withNotes()
        let driver = FaultyDriver(scratch.driver)
        let writer = try Writer(driver)
        try await writer.write { try $0.update(Counter.self) { $0.value = 5 } }
        driver.failCommits(1)
        await #expect(throws: DatabaseError.self) {
            try await writer.write { try $0.update(Counter.self) { $0.value = 7 } }
        }
        #expect(try await writer.write { try $0.cached(Counter.self).value } == 5)
    }
}
