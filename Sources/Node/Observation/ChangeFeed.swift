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

    private struct State {
        var next: UInt64 = 1
        var held: [Item] = []
        var watchers: [UInt64: Wakeup] = [:]
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
            return Array(state.watchers.values)
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

    /// Begins to watch; the wake-up is notified after each publication. Nil once closed.
    func watch() -> (id: UInt64, wakeup: Wakeup)? {
        state.withLock { state in
            guard !state.isClosed else { return nil }
            let wakeup = Wakeup()
            let id = state.nextWatcher
            state.nextWatcher += 1
            state.watchers[id] = wakeup
            return (id, wakeup)
        }
    }

    /// Ends a watch.
    func unwatch(_ id: UInt64) { state.withLock { $0.watchers[id] = nil } }

    /// Whether the node stops: watchers end then.
    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Ends all watches.
    func close() {
        let watchers = state.withLock { state in
            state.isClosed = true
            return Array(state.watchers.values)
        }
        for watcher in watchers { watcher.notify() }
    }
}
