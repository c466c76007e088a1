import Platform
import Synchronization

/// The loops of all subscribers: started with the node and with each that is added, woken by commits.
final class SubscriberCentre: Sendable {
    private struct Running {
        let link: SubscriberLink
        let task: Task<Void, Never>
    }

    private struct State {
        var running: [Int64: Running] = [:]
        var isStopped = false
    }

    private let state = Mutex(State())

    /// Begins to serve a subscriber; once.
    func start(_ ref: Int64, _ run: @escaping @Sendable (SubscriberLink) async -> Void) {
        state.withLock { state in
            guard !state.isStopped, state.running[ref] == nil else { return }
            let link = SubscriberLink(ref)
            state.running[ref] = Running(link: link, task: Task { await run(link) })
        }
    }

    /// The loop of a subscriber; nil where none runs.
    func link(_ ref: Int64) -> SubscriberLink? { state.withLock { $0.running[ref]?.link } }

    /// Something was owed to these.
    func wake(_ refs: Set<Int64>) {
        let links = state.withLock { state in refs.compactMap { state.running[$0]?.link } }
        for link in links { link.wakeup.notify() }
    }

    /// Whether a commit happened is unknown: all look for themselves.
    func wakeAll() { wake(Set(state.withLock { $0.running.keys })) }

    /// Ends the loop of a subscriber that was removed, and returns when it has ended.
    func remove(_ ref: Int64) async {
        let running = state.withLock { $0.running.removeValue(forKey: ref) }
        await end(running.map { [$0] } ?? [])
    }

    /// Ends all loops and returns when they have ended.
    func stop() async {
        let running = state.withLock { state in
            state.isStopped = true
            defer { state.running = [:] }
            return Array(state.running.values)
        }
        await end(running)
    }

    private func end(_ running: [Running]) async {
        for one in running {
            one.link.stop()
            one.task.cancel()
        }
        for one in running { await one.task.value }
    }
}
