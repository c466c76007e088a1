import Database
import Synchronization
import Testing

/// What a crash leaves: the database and its log are copied at a moment the test chooses, without the shared memory
/// that a power cut would take, and opened as after a restart.
@Suite(.timeLimit(.minutes(3))) struct DurabilityTests {
    @Test func whatWasAnsweredIsThereAfterACrashAtAnyMoment() async throws {
        let scratch = try Scratch.withNotes()
        let writer = try Writer(scratch.driver)
        for id in 1...25 {
            try await writer.write { try addNote(id, $0) }
            let survivors = try WriteSession(try scratch.crashedCopy()).write { try noteIDs($0) }
            #expect(survivors == Array(1...id))
        }
    }

    @Test func whatWasNotCommittedIsNotThere() async throws {
        let scratch = try Scratch.withNotes()
        let writer = try Writer(scratch.driver)
        try await writer.write { try addNote(1, $0) }
        let copy = try await writer.write { transaction in
            for id in 2...500 { try addNote(id, transaction) }
            return try scratch.crashedCopy()
        }
        #expect(try WriteSession(copy).write { try noteIDs($0) } == [1])
    }

    @Test func aCrashAfterTheCommitKeepsWhatNobodyHeardOf() async throws {
        let scratch = try Scratch.withNotes()
        let writer = try Writer(scratch.driver)
        let copies = Mutex<[SQLiteDriver]>([])
        try await writer.write { transaction in
            try addNote(1, transaction)
            transaction.afterCommit {
                if let copy = try? scratch.crashedCopy() { copies.withLock { $0.append(copy) } }
            }
        }
        let copy = try #require(copies.withLock { $0.first })
        #expect(try WriteSession(copy).write { try noteIDs($0) } == [1])
    }

    @Test func aTornLogLosesOnlyWhatCameAfterTheTear() async throws {
        let scratch = try Scratch.withNotes()
        let writer = try Writer(scratch.driver)
        for id in 1...5 { try await writer.write { try addNote(id, $0) } }
        let copy = try scratch.crashedCopy()
        let log = copy.path + "-wal"
        let descriptor = try FileTail(log)
        try descriptor.cut(bytes: 100)
        #expect(try WriteSession(copy).write { try noteIDs($0) } == [1, 2, 3, 4])
    }
}
