import Platform

/// Connections that only read, each on a thread of its own. A read sees every write that was answered before it began.
package final class ReaderPool: Sendable {
    fileprivate struct Queue {
        var jobs = Fifo<Job>()
        var isClosed = false
    }

    /// Runs on a reader's thread with its connection, or learns why there is none.
    fileprivate typealias Job = @Sendable (Result<Connection, DatabaseError>) -> Void

    private let queue = Monitor(Queue())
    private let limit: UInt64
    private let clock = SystemClock()

    /// Starts `count` threads, each of which connects at its first read. No read transaction outlives `limit`
    /// (nanoseconds, 2 s unless said otherwise), so that the write-ahead log can be emptied.
    package init(_ driver: any DatabaseDriver, count: Int = 2, limit: UInt64 = 2_000_000_000) {
        self.limit = limit
        for number in 1...max(1, count) {
            DedicatedThread.start(name: "db-reader-\(number)") { [queue] in Self.serve(driver, queue) }
        }
    }

    deinit { close() }

    /// Runs `work` in a read transaction of its own. `DatabaseError` of kind `interrupted` if it takes too long.
    package func read<Value: Sendable>(
        _ work: @escaping @Sendable (ReadTransaction) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            submit(work) { continuation.resume(with: $0) }
        }
    }

    /// As `read`, answering by `completion` on the reader's thread.
    package func submit<Value: Sendable>(
        _ work: @escaping @Sendable (ReadTransaction) throws -> Value,
        completion: @escaping @Sendable (Result<Value, any Error>) -> Void
    ) {
        let job: Job = { [clock, limit] connection in
            completion(Result {
                try Self.run(work, on: try connection.get(), until: clock.monotonicNanoseconds + limit, clock)
            })
        }
        let isTaken = queue.withLock { queue in
            if !queue.isClosed { queue.jobs.push(job) }
            return !queue.isClosed
        }
        guard isTaken else { return completion(.failure(DatabaseError(.closed, message: "the readers are closed"))) }
        queue.signal()
    }

    /// Takes no more reads; the threads end once those that wait are done.
    package func close() {
        queue.withLock { $0.isClosed = true }
        queue.broadcast()
    }

    private static func run<Value>(
        _ work: (ReadTransaction) throws -> Value, on connection: Connection, until deadline: UInt64, _ clock: any Clock
    ) throws -> Value {
        try connection.statement(connection.driver.beginStatement).run()
        connection.driver.deadline = deadline
        let outcome = Result { try work(ReadTransaction(connection, deadline: deadline, clock: clock)) }
        connection.driver.deadline = nil
        connection.endTransaction()
        if connection.driver.isInTransaction { try connection.statement("COMMIT").run() }
        return try outcome.get()
    }

    private static func serve(_ driver: any DatabaseDriver, _ queue: Monitor<Queue>) {
        var connection: Connection?
        defer { connection?.close() }
        while let job = queue.wait({ state -> Job?? in
            if let job = state.jobs.pop() { return .some(job) }
            return state.isClosed ? .some(nil) : nil
        }) ?? nil {
            do throws(DatabaseError) {
                let open = if let connection { connection } else { Connection(try driver.connect(.reader)) }
                connection = open
                job(.success(open))
            } catch {
                job(.failure(error))
            }
        }
    }
}
