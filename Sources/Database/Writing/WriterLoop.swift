import Platform

/// What the writer's thread does all day.
struct WriterLoop: Sendable {
    let queue: Monitor<WriteQueue>
    let published: Monitor<WriterMetrics>
    let options: WriterOptions
    private let clock = SystemClock()

    init(queue: Monitor<WriteQueue>, published: Monitor<WriterMetrics>, options: WriterOptions) {
        self.queue = queue
        self.published = published
        self.options = options
    }

    /// Opens the connection, says so, and serves until the queue is closed and empty.
    func run(_ driver: any DatabaseDriver, opened: (Result<Void, DatabaseError>) -> Void) {
        let session: WriteSession
        do {
            session = try WriteSession(driver)
        } catch {
            return opened(.failure(error))
        }
        opened(.success(()))
        serve(session)
    }

    private enum Turn {
        case request(WriteRequest)
        case idle
        case closed
    }

    private func serve(_ session: WriteSession) {
        var hasRested = true
        while true {
            switch nextTurn(restAfter: hasRested ? nil : clock.monotonicNanoseconds + options.idleNanoseconds) {
            case .request(let request):
                hasRested = false
                runBatch(request, session)
                if session.logFrames >= options.busyCheckpointFrames { checkpoint(session) }
            case .idle:
                hasRested = true
                if session.logFrames >= options.idleCheckpointFrames { checkpoint(session) }
            case .closed:
                return
            }
        }
    }

    private func nextTurn(restAfter deadline: UInt64?) -> Turn {
        queue.wait(until: deadline) { queue -> Turn? in
            let request = queue.pop()
            queue.isWriterWaiting = request == nil
            if let request { return .request(request) }
            return queue.isClosed ? .closed : nil
        } ?? .idle
    }

    private func runBatch(_ first: WriteRequest, _ session: WriteSession) {
        let end = clock.monotonicNanoseconds + options.batchNanoseconds
        var batch = WriteBatch(session)
        batch.run(first: first) { count in
            guard count < options.batchLimit, clock.monotonicNanoseconds < end else { return nil }
            return queue.withLock { $0.pop() }
        }
        let done = batch.metrics
        let frames = session.logFrames
        published.withLock { $0.add(done, logFrames: frames) }
    }

    private func checkpoint(_ session: WriteSession) {
        var failed = false
        do {
            try session.checkpoint()
        } catch {
            // The log is whole and the next turn tries again; the metric shows it.
            failed = true
        }
        let frames = session.logFrames
        published.withLock { metrics in
            metrics.checkpoints += 1
            if failed { metrics.failedCheckpoints += 1 }
            metrics.logFrames = frames
        }
    }
}

extension WriterMetrics {
    fileprivate mutating func add(_ batch: WriterMetrics, logFrames: Int) {
        commits += batch.commits
        succeeded += batch.succeeded
        failed += batch.failed
        reruns += batch.reruns
        largestBatch = max(largestBatch, batch.largestBatch)
        self.logFrames = logFrames
    }
}
