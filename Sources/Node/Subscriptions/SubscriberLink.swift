import Platform
import Synchronization

/// One subscriber's loop as others reach it: what it is told, and what it tells of itself.
final class SubscriberLink: Sendable {
    /// What an administrator sees.
    struct Progress: Sendable, Equatable {
        /// Failures since the last success.
        var failures = 0
        var lastError: String?
        /// When the next try is due, in milliseconds since 1970.
        var nextTryAt: Int64?
    }

    private struct State {
        var progress = Progress()
        var mustRetry = false
        var isStopped = false
    }

    let ref: Int64
    /// Notified with each commit that owes the subscriber something, and with each word of an administrator's.
    let wakeup = Wakeup()
    private let state = Mutex(State())

    init(_ ref: Int64) { self.ref = ref }

    var progress: Progress { state.withLock { $0.progress } }

    var isStopped: Bool { state.withLock { $0.isStopped } }

    /// The loop tells how it fares.
    func note(_ progress: Progress) { state.withLock { $0.progress = progress } }

    /// An administrator wants a try now, or has changed what is said of the subscriber.
    func retry() {
        state.withLock { $0.mustRetry = true }
        wakeup.notify()
    }

    /// Whether a try was wanted since this was last asked.
    func takeRetry() -> Bool {
        state.withLock { state in
            defer { state.mustRetry = false }
            return state.mustRetry
        }
    }

    /// Ends the loop.
    func stop() {
        state.withLock { $0.isStopped = true }
        wakeup.notify()
    }
}
