import Database
import HotlineCore
import NodeCore
import Platform
import Storage
import Synchronization
import WorkCalendar

/// Runs the node's core on the database: writes on its one writer, reads on the readers, and carries out the effects
/// of each write once it is durable, before anyone is told.
final class Engine: Sendable {
    let core: NodeCore
    let database: Database
    let clock: any Clock
    /// What is known of the disk that the database lies on.
    let disk: DiskGauge
    /// The calendar in force, for answers; the writer sees it in its transactions.
    private let calendar: Mutex<WorkCalendar>
    /// Takes the effects of a durable write, on the writer's thread; must be quick.
    private let carryOut: @Sendable (Effects) -> Void

    init(
        core: NodeCore, database: Database, clock: any Clock, disk: DiskGauge,
        carryOut: @escaping @Sendable (Effects) -> Void
    ) {
        self.core = core
        self.database = database
        self.clock = clock
        self.disk = disk
        calendar = Mutex(core.settings.calendar)
        self.carryOut = carryOut
    }

    /// The present moment.
    var now: Moment { Moment(milliseconds: clock.wallMilliseconds) }

    /// The node's settings with the calendar in force.
    var settings: NodeSettings {
        var settings = core.settings
        settings.calendar = calendar.withLock { $0 }
        return settings
    }

    /// What an entry point of the core, called in a transaction, gives back.
    typealias Work<Value: Sendable> = @Sendable (NodeCore, Transaction, Moment) throws -> Outcome<Value>

    /// Runs `work` in a transaction; `completion` gets its value on the writer's thread once it is durable. While the
    /// disk takes no writes it gets ``DiskRefusal`` at once.
    ///
    /// - Parameter bytes: what a request from outside holds in memory meanwhile: it is refused where too many wait.
    func commit<Value: Sendable>(
        lane: WriteLane = .command, bytes: Int? = nil, _ work: @escaping Work<Value>,
        completion: @escaping @Sendable (Result<Value, any Error>) -> Void
    ) {
        do { try disk.requireCommits() } catch { return completion(.failure(error)) }
        database.writer.submit(lane: lane, bytes: bytes, work: { try self.run(work, $0) }, completion: { result in
            if case .failure(let error) = result { self.noteFailure(error) }
            completion(result)
        })
    }

    /// As the other, for callers that can wait.
    func commit<Value: Sendable>(
        lane: WriteLane = .command, bytes: Int? = nil, _ work: @escaping Work<Value>
    ) async throws -> Value {
        try disk.requireCommits()
        do {
            return try await database.writer.write(lane: lane, bytes: bytes) { try self.run(work, $0) }
        } catch {
            noteFailure(error)
            throw error
        }
    }

    /// Runs `work` though the disk is said to take no writes: only a try can tell that it does again.
    func probe(_ work: @escaping @Sendable (Transaction, Moment) throws -> Void) async throws {
        try await database.writer.write { [self] in try work($0, now) }
    }

    /// The disk may be the cause. Effects are carried out for what was committed; where that is unknown, something may
    /// be owed that no one was woken for.
    private func noteFailure(_ error: any Error) {
        disk.failed(error)
        guard let error = error as? DatabaseError, error.isOutcomeUnknown else { return }
        var effects = Effects()
        effects.wakeAll = true
        carryOut(effects)
    }

    /// Runs `work` in a transaction of what the core does not decide: tokens, audit, idempotency.
    func store<Value: Sendable>(
        lane: WriteLane = .command, _ work: @escaping @Sendable (Transaction, Moment) throws -> Value
    ) async throws -> Value {
        try await commit(lane: lane) { _, transaction, now in Outcome(try work(transaction, now)) }
    }

    /// Reads one consistent view.
    func read<Value: Sendable>(
        _ work: @escaping @Sendable (ReadTransaction) throws -> Value
    ) async throws -> Value {
        try await database.readers.read(work)
    }

    /// As `read`, answering by `completion` on the reader's thread.
    func submit<Value: Sendable>(
        _ work: @escaping @Sendable (ReadTransaction) throws -> Value,
        completion: @escaping @Sendable (Result<Value, any Error>) -> Void
    ) {
        database.readers.submit(work, completion: completion)
    }

    private func run<Value: Sendable>(_ work: Work<Value>, _ transaction: Transaction) throws -> Value {
        let outcome = try work(core, transaction, now)
        transaction.afterCommit { [self] in
            if let changed = outcome.effects.calendar { calendar.withLock { $0 = changed } }
            carryOut(outcome.effects)
        }
        return outcome.value
    }
}
