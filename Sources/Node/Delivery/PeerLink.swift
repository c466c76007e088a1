import HotlineCore
import Platform
import Synchronization
import SyncProtocol

/// The link to one peer as others reach it: signals to the loops of its streams, and what they tell about themselves.
final class PeerLink: Sendable {
    /// What a loop is told while it waits. Several at once are one.
    struct Signals: Sendable {
        /// A commit owed something, and it is not known how much.
        private(set) var isOwed = false
        /// Commits owed messages up to below this position.
        private(set) var owedNext: Int64?
        /// The peer was heard.
        var hasContact = false
        /// An operator wants a try now.
        private(set) var mustRetry = false
        /// Hello is wanted before anything else is sent.
        var mustGreet = false
        /// Another stream's hello succeeded.
        var greeted: Greeted?
        /// An operator or another stream's refusal suspended the link.
        private(set) var suspension: SyncProblem?

        /// A commit owed messages up to below a position; nil where it did not say.
        mutating func owe(upTo next: Int64?) {
            guard let next else { return isOwed = true }
            owedNext = max(owedNext ?? next, next)
        }

        /// The link is suspended: a try that was wanted before is not wanted any more.
        mutating func suspend(_ problem: SyncProblem) {
            suspension = problem
            mustRetry = false
        }

        /// An operator wants a try now: a suspension that the loop has not heard of yet is over.
        mutating func retry() {
            mustRetry = true
            suspension = nil
        }
    }

    /// What the operator sees of one stream.
    struct Progress: Sendable, Equatable {
        enum Phase: Sendable, Equatable {
            case greeting, flowing, waiting, suspended
        }

        var phase = Phase.greeting
        /// Failures since the last success.
        var failures = 0
        var lastError: String?
        /// When the next try is due, in milliseconds since 1970.
        var nextTryAt: Int64?
    }

    private struct State {
        var reconciled: ReconciliationOutcome?
        var signals: [StreamName: Signals] = [:]
        var progress: [StreamName: Progress] = [:]
        var isStopped = false
    }

    let peer: NodeCode
    /// Notified with each hello that opened the link.
    let opened = Wakeup()
    private let wakeups: [StreamName: Wakeup]
    private let pullWakeups: [StreamName: Wakeup]
    private let state = Mutex(State())

    init(peer: NodeCode) {
        self.peer = peer
        wakeups = Dictionary(uniqueKeysWithValues: StreamName.allCases.map { ($0, Wakeup()) })
        pullWakeups = Dictionary(uniqueKeysWithValues: StreamName.allCases.map { ($0, Wakeup()) })
    }

    /// How a stream fares.
    func progress(of stream: StreamName) -> Progress { state.withLock { $0.progress[stream] ?? Progress() } }

    /// A stream's loop tells how it fares.
    func note(_ progress: Progress, of stream: StreamName) { state.withLock { $0.progress[stream] = progress } }

    /// What the last comparison of the books came to; nil before the first.
    var reconciled: ReconciliationOutcome? { state.withLock { $0.reconciled } }

    /// The books were compared.
    func note(_ outcome: ReconciliationOutcome) { state.withLock { $0.reconciled = outcome } }

    /// Tells one stream's loop something, and wakes it.
    func signal(_ stream: StreamName, _ change: (inout Signals) -> Void) {
        state.withLock { change(&$0.signals[stream, default: Signals()]) }
        wakeup(of: stream).notify()
        pullWakeups[stream]?.notify()
    }

    /// The peer was heard. Streams that flow wait for nothing that this could end, and are left in peace.
    func heard() {
        for stream in StreamName.allCases {
            let progress = progress(of: stream)
            guard progress.phase != .flowing || progress.failures > 0 else { continue }
            signal(stream) { $0.hasContact = true }
        }
    }

    /// Tells the loops of all streams, but one where named.
    func signalAll(but excepted: StreamName? = nil, _ change: (inout Signals) -> Void) {
        for stream in StreamName.allCases where stream != excepted { signal(stream, change) }
    }

    /// Up to below which position a loop was told that messages are owed, since it last asked for its signals.
    func owedNext(of stream: StreamName) -> Int64? { state.withLock { $0.signals[stream]?.owedNext } }

    /// What a loop was told since it last asked.
    func takeSignals(of stream: StreamName) -> Signals {
        state.withLock { $0.signals.removeValue(forKey: stream) } ?? Signals()
    }

    /// The wake-up of a stream's loop, notified with each signal.
    func wakeup(of stream: StreamName) -> Wakeup {
        guard let wakeup = wakeups[stream] else { preconditionFailure("every stream has its wake-up") }
        return wakeup
    }

    /// Waits, where a stream is fetched, for the next signal to the link.
    func waitForSignal(of stream: StreamName) async { _ = await pullWakeups[stream]?.wait() }

    var isStopped: Bool { state.withLock { $0.isStopped } }

    /// Ends the loops.
    func stop() {
        state.withLock { $0.isStopped = true }
        for wakeup in Array(wakeups.values) + Array(pullWakeups.values) { wakeup.notify() }
    }
}
