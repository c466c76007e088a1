import NodeCore
import Platform
import Synchronization

/// The latest changes of tickets and mirrors in the order of their commits, for those who watch.
///
/// Holds notices, not states: ids and revisions. Who falls behind by more than it holds is told to start over.
final class ChangeFeed: Sendable {
    /// A notice with its place in the order, from 1.
    struct Item: Sendable {
        var sequence: UInt64
        var notice: ChangeNotice
    }

    /// What a watcher finds behind its place.
    enum Page: Sendable {
        case items([Item])
        /// The feed no longer holds what follows its place, or was begun anew since.
        case lost
    }

    /// One watcher's place in the feed. Ends when it is let go, whether it was used or not.
    final class Watch: Sendable {
        /// Notified after each publication.
        let wakeup = Wakeup()
        private let recalled = Mutex(false)
        private let end: @Sendable () -> Void

        fileprivate init(end: @escaping @Sendable () -> Void) { self.end = end }

        /// Whether it was asked since the last time to look whether its reader may go on.
        func takeRecall() -> Bool {
            recalled.withLock { recalled in
                defer { recalled = false }
                return recalled
            }
        }

        fileprivate func recall() {
            recalled.withLock { $0 = true }
            wakeup.notify()
        }

        deinit { end() }
    }

    /// A caller watches as often as it may.
    struct TooMany: Error {
        var limit: Int
    }

    /// The feed has ended: the node stops.
    struct Closed: Error {}

    private struct Watcher {
        var person: String
        var wakeup: Wakeup
        weak var watch: Watch?
    }

    private struct State {
        var next: UInt64 = 1
        var held: [Item] = []
        var watchers: [UInt64: Watcher] = [:]
        var nextWatcher: UInt64 = 1
        var isClosed = false
    }

    /// Tells this feed from the one before the last start.
    let epoch: UInt64
    private let capacity: Int
    private let state = Mutex(State())

    init(epoch: UInt64, capacity: Int = 8_192) {
        self.epoch = epoch
        self.capacity = capacity
    }

    /// Adds notices of one commit.
    func publish(_ notices: [ChangeNotice]) {
        guard !notices.isEmpty else { return }
        let watchers = state.withLock { state in
            for notice in notices {
                state.held.append(Item(sequence: state.next, notice: notice))
                state.next += 1
            }
            // Cut rarely, so that each notice is moved once at most.
            if state.held.count > 2 * capacity { state.held.removeFirst(state.held.count - capacity) }
            return state.watchers.values.map(\.wakeup)
        }
        for watcher in watchers { watcher.notify() }
    }

    /// The place behind the last notice.
    var last: UInt64 { state.withLock { $0.next - 1 } }

    /// How many watch.
    var watcherCount: Int { state.withLock { $0.watchers.count } }

    /// What follows a place, at most `limit` items.
    func items(after sequence: UInt64, limit: Int = 256) -> Page {
        state.withLock { state in
            guard sequence < state.next else { return .lost }
            guard sequence < state.next - 1 else { return .items([]) }
            guard let first = state.held.first, first.sequence <= sequence + 1 else { return .lost }
            let start = Int(sequence + 1 - first.sequence)
            return .items(Array(state.held[start...].prefix(limit)))
        }
    }

    /// Begins to watch for a person, who may do so at most `limit` times at once.
    ///
    /// - Throws: ``TooMany``, ``Closed``.
    func watch(for person: String, limit: Int) throws -> Watch {
        try state.withLock { state in
            guard !state.isClosed else { throw Closed() }
            guard state.watchers.values.count(where: { $0.person == person }) < limit else {
                throw TooMany(limit: limit)
            }
            let id = state.nextWatcher
            state.nextWatcher += 1
            let watch = Watch { [weak self] in self?.unwatch(id) }
            state.watchers[id] = Watcher(person: person, wakeup: watch.wakeup, watch: watch)
            return watch
        }
    }

    /// What a person may do has changed: each of their watchers looks whether it may go on.
    func recall(_ person: String) {
        let watches = state.withLock { state in
            state.watchers.values.filter { $0.person == person }.compactMap(\.watch)
        }
        for watch in watches { watch.recall() }
    }

    private func unwatch(_ id: UInt64) { state.withLock { $0.watchers[id] = nil } }

    /// Whether the node stops: watchers end then.
    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Ends all watches.
    func close() {
        let watchers = state.withLock { state in
            state.isClosed = true
            return state.watchers.values.map(\.wakeup)
        }
        for watcher in watchers { watcher.notify() }
    }
}
