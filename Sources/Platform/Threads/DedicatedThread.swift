import CPlatform
import Glibc

/// A thread of our own that runs queued closures in order: where blocking calls go. Usable as an actor's executor.
package final class DedicatedThread: SerialExecutor {
    private struct Queue {
        var jobs: [@Sendable () -> Void] = []
        var isClosed = false
    }

    private let queue: Monitor<Queue>

    /// Starts the thread. `name` (at most 15 bytes are kept) shows in `top -H` and in debuggers.
    package init(name: String) {
        let queue = Monitor(Queue())
        self.queue = queue
        Self.start(name: name) { Self.run(queue) }
    }

    deinit { close() }

    /// Queues `job`; it runs after all that were queued before it. Dropped if the thread is closed.
    package func run(_ job: @escaping @Sendable () -> Void) {
        queue.withLock { if !$0.isClosed { $0.jobs.append(job) } }
        queue.signal()
    }

    /// Ends the thread once what is queued has run. Does not wait for it.
    package func close() {
        queue.withLock { $0.isClosed = true }
        queue.signal()
    }

    /// Runs an actor's job on this thread, after what is queued.
    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedSerialExecutor()
        run { job.runSynchronously(on: executor) }
    }

    /// Starts a detached thread that runs `body` once, with every signal blocked: signals are read from a signalfd.
    package static func start(name: String, _ body: @escaping @Sendable () -> Void) {
        let start = Unmanaged.passRetained(Start(name: name, body: body))
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        defer { pthread_attr_destroy(&attributes) }
        var thread = pthread_t()
        let failure = pthread_create(&thread, &attributes, { argument in
            guard let argument else { return nil }
            let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
            var all = sigset_t()
            sigfillset(&all)
            pthread_sigmask(SIG_BLOCK, &all, nil)
            hotline_name_thread(start.name)
            start.body()
            return nil
        }, start.toOpaque())
        precondition(failure == 0, "no thread could be started: \(failure)")
    }

    private static func run(_ queue: Monitor<Queue>) {
        while let jobs = queue.wait({ state -> [@Sendable () -> Void]?? in
            if !state.jobs.isEmpty {
                defer { state.jobs = [] }
                return .some(.some(state.jobs))
            }
            return state.isClosed ? .some(.none) : nil
        }) ?? nil {
            for job in jobs { job() }
        }
    }
}

/// What a new thread is handed.
private final class Start: Sendable {
    let name: String
    let body: @Sendable () -> Void

    init(name: String, body: @escaping @Sendable () -> Void) {
        self.name = name
        self.body = body
    }
}
