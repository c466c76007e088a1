import Database
import Platform
import Synchronization
import TestSupport
import Testing

/// A writer held at its first request, so that what is submitted meanwhile becomes one batch.
final class HeldWriter: Sendable {
    let writer: Writer
    private let gate = Monitor(false)
    private let answers = Monitor<[String]>([])
    private let expected = Mutex(0)

    init(_ driver: any DatabaseDriver, _ configure: (inout WriterOptions) -> Void = { _ in }) throws {
        var options = WriterOptions()
        configure(&options)
        // Held longer than a batch may take otherwise.
        options.batchNanoseconds = 60_000_000_000
        writer = try Writer(driver, options: options)
        let isHeld = Monitor(false)
        writer.submit(work: { [gate] _ in
            isHeld.withLock { $0 = true }
            isHeld.signal()
            _ = gate.wait { $0 ? true : nil }
        }, completion: { _ in })
        _ = isHeld.wait { $0 ? true : nil }
    }

    /// Queues a write; its outcome is noted as "name ok" or "name class".
    func submit(
        _ name: String, lane: WriteLane = .command, bytes: Int? = nil,
        _ work: @escaping @Sendable (Transaction) throws -> Void
    ) {
        expected.withLock { $0 += 1 }
        writer.submit(lane: lane, bytes: bytes, work: work) { [answers] outcome in
            answers.withLock { answers in
                switch outcome {
                case .success: answers.append("\(name) ok")
                case .failure(let error as DatabaseError): answers.append("\(name) \(error.kind)")
                case .failure(let error): answers.append("\(name) \(error)")
                }
            }
            answers.signal()
        }
    }

    /// Lets the writer go on; what it answered, in order.
    func release() async -> [String] {
        gate.withLock { $0 = true }
        gate.broadcast()
        let count = expected.withLock { $0 }
        return await withCheckedContinuation { continuation in
            DedicatedThread.start(name: "test") { [answers] in
                continuation.resume(returning: answers.wait { $0.count >= count ? $0 : nil } ?? [])
            }
        }
    }
}

struct Refusal: Error {}

@Suite(.timeLimit(.minutes(3))) struct WriterTests {
    @Test func longWorkIsToldWhoWaitsBeforeIt() async throws {
        let scratch = try Scratch.withNotes()
        let held = try HeldWriter(scratch.driver)
        held.submit("bulk", lane: .bulk) { try addNote(1, $0) }
        #expect(WriteLane.allCases.map { held.writer.isAwaited(before: $0) } == [false, false, false])
        held.submit("message", lane: .message) { try addNote(2, $0) }
        #expect(WriteLane.allCases.map { held.writer.isAwaited(before: $0) } == [false, false, true])
        held.submit("command", lane: .command) { try addNote(3, $0) }
        #expect(WriteLane.allCases.map { held.writer.isAwaited(before: $0) } == [false, true, true])
        #expect(await held.release() == ["command ok", "message ok", "bulk ok"])
        #expect(!held.writer.isAwaited(before: .bulk))
    }

    @Test func oneOfAHundredFailsAloneAndAllCommitOnce() async throws {
        let scratch = try Scratch.withNotes()
        let held = try HeldWriter(scratch.driver)
        for id in 1...100 {
            held.submit("\(id)") { transaction in
                try addNote(id, transaction)
                if id == 50 { try addNote(1, transaction) }
            }
        }
        let answers = await held.release()
        #expect(answers.count == 100)
        #expect(answers[49] == "50 constraint(Database.DatabaseError.Constraint.primaryKey)")
        #expect(answers.filter { $0.hasSuffix(" ok") }.count == 99)
        let ids = try await ReaderPool(scratch.driver).read { try noteIDs($0) }
        #expect(ids == (1...100).filter { $0 != 50 })
        await held.writer.close()
        #expect(held.writer.metrics.commits == 1)
        #expect(held.writer.metrics.largestBatch == 101)
    }

    @Test func theFirstThatFailsTakesNobodyAlong() async throws {
        let scratch = try Scratch.withNotes()
        let held = try HeldWriter(scratch.driver)
        held.submit("refused") { transaction in
            try addNote(1, transaction)
            throw Refusal()
        }
        held.submit("taken") { try addNote(2, $0) }
        #expect(await held.release() == ["refused Refusal()", "taken ok"])
        #expect(try await ReaderPool(scratch.driver).read { try noteIDs($0) } == [2])
    }

    @Test func commandsGoBeforeMessagesBeforeBulkAndOtherwiseInOrder() async throws {
        let scratch = try Scratch.withNotes()
        let held = try HeldWriter(scratch.driver)
        for name in ["b1", "b2"] { held.submit(name, lane: .bulk) { _ in } }
        for name in ["m1", "m2"] { held.submit(name, lane: .message) { _ in } }
        for name in ["c1", "c2"] { held.submit(name) { _ in } }
        #expect(await held.release() == ["c1 ok", "c2 ok", "m1 ok", "m2 ok", "b1 ok", "b2 ok"])
    }

    /// However many come that go before it, what waits behind has its turn.
    @Test func bulkIsNotStarvedByCommands() async throws {
        let scratch = try Scratch.withNotes()
        let held = try HeldWriter(scratch.driver) { $0.turnsInRow = 3 }
        held.submit("b1", lane: .bulk) { _ in }
        held.submit("b2", lane: .bulk) { _ in }
        for number in 1...7 { held.submit("c\(number)") { _ in } }
        #expect(await held.release().map { $0.prefix(2) } == ["c1", "c2", "c3", "b1", "c4", "c5", "c6", "b2", "c7"])
    }

    /// A flood of deliveries takes half of the room and leaves the other to people; the program's own writes always
    /// find some.
    @Test func aFullQueueRefusesWhatComesFromOutside() async throws {
        let scratch = try Scratch.withNotes()
        let held = try HeldWriter(scratch.driver) { $0.queueRequests = 4 }
        for number in 1...3 { held.submit("b\(number)", lane: .bulk, bytes: 1) { _ in } }
        for number in 1...3 { held.submit("c\(number)", bytes: 1) { _ in } }
        held.submit("own", lane: .bulk) { _ in }
        #expect(held.writer.waiting == 5)
        #expect(held.writer.waitingBytes == 4)
        let answers = await held.release()
        #expect(answers == ["b3 queueFull", "c3 queueFull", "c1 ok", "c2 ok", "b1 ok", "b2 ok", "own ok"])
        #expect(held.writer.waitingBytes == 0)
    }

    @Test func whatWaitsHoldsSoManyBytes() async throws {
        let scratch = try Scratch.withNotes()
        let held = try HeldWriter(scratch.driver) { $0.queueBytes = 100 }
        held.submit("larger than all", lane: .bulk, bytes: 300) { _ in }
        held.submit("c1", bytes: 1) { _ in }
        #expect(await held.release() == ["c1 queueFull", "larger than all ok"])
    }

    @Test func aFullDiskFailsThoseThatNeedItAndNoOthers() async throws {
        var options = SQLiteOptions()
        options.maximumPages = 40
        let scratch = try Scratch.withNotes(options: options)
        let held = try HeldWriter(scratch.driver)
        held.submit("small") { try addNote(1, $0) }
        held.submit("huge") { transaction in
            try transaction.execute("INSERT INTO note (id, body) VALUES (2, ?)", String(repeating: "x", count: 400_000))
        }
        held.submit("after") { try addNote(3, $0) }
        #expect(await held.release() == ["small ok", "huge full", "after ok"])
        #expect(try await ReaderPool(scratch.driver).read { try noteIDs($0) } == [1, 3])
    }

    @Test func aTransactionUndoneByTheEngineIsRunAgainOneByOne() async throws {
        let scratch = try Scratch.withNotes()
        let held = try HeldWriter(scratch.driver)
        let runs = Mutex(0)
        held.submit("first") { transaction in
            runs.withLock { $0 += 1 }
            try addNote(1, transaction)
        }
        // What SQLite does by itself when the disk is full at the wrong moment.
        held.submit("breaks") { transaction in
            try transaction.execute("ROLLBACK")
            throw DatabaseError(.full, message: "disk full")
        }
        held.submit("third") { try addNote(3, $0) }
        #expect(await held.release() == ["first ok", "breaks full", "third ok"])
        #expect(runs.withLock { $0 } == 2)
        #expect(try await ReaderPool(scratch.driver).read { try noteIDs($0) } == [1, 3])
        await held.writer.close()
        #expect(held.writer.metrics.reruns == 1)
    }

    @Test func aFailedCommitTellsNobodySuccessAndTheNextConnectionWorks() async throws {
        let scratch = try Scratch.withNotes()
        let driver = FaultyDriver(scratch.driver)
        let held = try HeldWriter(driver)
        for id in 1...3 { held.submit("\(id)") { try addNote(id, $0) } }
        driver.failCommits(1)
        #expect(await held.release() == ["1 ioError", "2 ioError", "3 ioError"])
        try await held.writer.write { try addNote(4, $0) }
        #expect(driver.connections == 2)
        #expect(try await ReaderPool(scratch.driver).read { try noteIDs($0) } == [4])
    }

    @Test func aFailedCommitSaysThatItsOutcomeIsUnknown() async throws {
        let scratch = try Scratch.withNotes()
        let driver = FaultyDriver(scratch.driver)
        let writer = try Writer(driver)
        driver.failCommits(1)
        let error = await databaseError { try await writer.write { try addNote(1, $0) } }
        #expect(error?.isOutcomeUnknown == true && error?.kind == .ioError)
    }

    @Test func aDeferredForeignKeyFailsOnlyTheOneThatBrokeIt() async throws {
        let scratch = try Scratch.withNotes()
        let held = try HeldWriter(scratch.driver)
        held.submit("1") { try addNote(1, $0) }
        held.submit("orphan") { try $0.execute("INSERT INTO reply (note) VALUES (99)") }
        held.submit("2") { try addNote(2, $0) }
        let answers = await held.release()
        #expect(answers == ["1 ok", "orphan constraint(Database.DatabaseError.Constraint.foreignKey)", "2 ok"])
    }

    @Test func hooksFollowTheTransaction() async throws {
        let scratch = try Scratch.withNotes()
        let held = try HeldWriter(scratch.driver)
        let seen = Mutex<[String]>([])
        let note: @Sendable (String) -> @Sendable () -> Void = { text in { seen.withLock { $0.append(text) } } }
        held.submit("kept") { transaction in
            transaction.afterCommit(note("kept committed"))
            transaction.onRollback(note("kept undone"))
        }
        held.submit("undone") { transaction in
            transaction.afterCommit(note("undone committed"))
            transaction.onRollback(note("undone undone"))
            throw Refusal()
        }
        _ = await held.release()
        #expect(seen.withLock { $0 } == ["undone undone", "kept committed"])
    }

    @Test func aClosedWriterFinishesWhatWaitsAndTakesNoMore() async throws {
        let scratch = try Scratch.withNotes()
        let held = try HeldWriter(scratch.driver)
        held.submit("waiting") { try addNote(1, $0) }
        async let closed: Void = held.writer.close()
        #expect(await held.release() == ["waiting ok"])
        await closed
        let error = await databaseError { try await held.writer.write { _ in } }
        #expect(error?.kind == .closed)
    }

    @Test func theLogIsEmptiedUnderLoad() async throws {
        let scratch = try Scratch.withNotes()
        var options = WriterOptions()
        options.busyCheckpointFrames = 20
        let writer = try Writer(scratch.driver, options: options)
        for id in 1...50 {
            try await writer.write { try $0.execute("INSERT INTO note VALUES (?, ?, NULL)", id, "\(id)") }
        }
        await writer.close()
        #expect(writer.metrics.checkpoints > 0 && writer.metrics.failedCheckpoints == 0)
        #expect(writer.metrics.logFrames < 40)
    }
}
