import Platform

/// The one that writes: a thread of its own with the only writing connection. Writes that wait are committed
/// together; each is answered after the COMMIT that made it durable.
package final class Writer: Sendable {
    private let queue: Monitor<WriteQueue>
    private let ended = Monitor(false)
    private let published = Monitor(WriterMetrics())
    private let options: WriterOptions

    /// Opens the database and starts the thread. Blocks until the connection stands; for start-up.
    package init(_ driver: any DatabaseDriver, options: WriterOptions = WriterOptions()) throws(DatabaseError) {
        self.options = options
        queue = Monitor(WriteQueue(options))
        let opened = Monitor<Result<Void, DatabaseError>?>(nil)
        let loop = WriterLoop(queue: queue, published: published, options: options)
        DedicatedThread.start(name: "db-writer") { [ended] in
            loop.run(driver) { outcome in
                opened.withLock { $0 = outcome }
                opened.signal()
            }
            ended.withLock { $0 = true }
            ended.broadcast()
        }
        try opened.wait { $0 }?.get()
    }

    deinit { shut() }

    /// Runs `work` in a transaction and returns its value once that is durable. What it throws undoes it alone and
    /// is thrown here; the engine's own failures come as `DatabaseError`. `work` may run twice: it must have no effect
    /// but through the transaction and its hooks.
    ///
    /// - Parameter bytes: for a request from outside what it holds in memory while it waits; where the queue has no
    ///   room left it fails at once with `DatabaseError` of kind `queueFull`. Nil for the program's own.
    @discardableResult
    package func write<Value: Sendable>(
        lane: WriteLane = .command, bytes: Int? = nil, _ work: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            submit(lane: lane, bytes: bytes, work: work) { continuation.resume(with: $0) }
        }
    }

    /// As `write`, answering by `completion` on the writer's thread, which must therefore be quick.
    package func submit<Value: Sendable>(
        lane: WriteLane = .command, bytes: Int? = nil, work: @escaping @Sendable (Transaction) throws -> Value,
        completion: @escaping @Sendable (Result<Value, any Error>) -> Void
    ) {
        let request = WriteRequest(
            run: { transaction in
                let value = try work(transaction)
                return { completion(.success(value)) }
            },
            fail: { completion(.failure($0)) }, bytes: bytes)
        let (admission, mustWake) = queue.withLock { queue in
            (queue.push(request, lane: lane), queue.isWriterWaiting)
        }
        switch admission {
        case .taken: if mustWake { queue.signal() }
        case .full: completion(.failure(DatabaseError(.queueFull, message: "too many writes wait")))
        case .closed: completion(.failure(DatabaseError(.closed, message: "the writer is closed")))
        }
    }

    /// What has been done so far, and the size of the write-ahead log.
    package var metrics: WriterMetrics { published.withLock { $0 } }

    /// Whether writes of an earlier lane wait: long work of this one may then make way for them.
    package func isAwaited(before lane: WriteLane) -> Bool { queue.withLock { $0.isAwaited(before: lane) } }

    /// Writes that wait.
    package var waiting: Int { queue.withLock { $0.count } }

    /// What those from outside hold in memory meanwhile, in bytes.
    package var waitingBytes: Int { queue.withLock { $0.bytes } }

    /// Takes no more writes, finishes those that wait, and closes the connection; returns when that is done.
    package func close() async {
        shut()
        await withCheckedContinuation { continuation in
            DedicatedThread.start(name: "db-closing") { [ended] in
                _ = ended.wait { $0 ? true : nil }
                continuation.resume()
            }
        }
    }

    private func shut() {
        queue.withLock { $0.close() }
        queue.signal()
    }
}
