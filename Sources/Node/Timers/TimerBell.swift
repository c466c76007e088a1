import Platform
import Synchronization
import WorkCalendar

/// Between the commits and the loop of timers: which moment the loop sleeps towards, and what wakes it before.
final class TimerBell: Sendable {
    /// What the loop did so far, for those who watch the node.
    struct Counts: Sendable {
        var fired = 0
        /// How late the last batch was, in milliseconds.
        var lateMilliseconds: Int64 = 0
    }

    private struct State {
        /// The loop rests until this moment; nil = it looks, or has nothing to wait for.
        var next: Moment?
        var counts = Counts()
    }

    private let state = Mutex(State())
    private let wakeup = Wakeup()

    /// A commit became durable: wakes the loop where the commit set an earlier timer, or where the clock has passed the
    /// moment meanwhile. From the writer's thread.
    func heard(_ earliest: Moment?, at now: Moment) {
        let wakes = state.withLock { state in
            guard let next = state.next else { return earliest != nil }
            return now >= next || earliest.map { $0 < next } ?? false
        }
        if wakes { wakeup.notify() }
    }

    /// Before the loop looks: whatever a commit sets from now on wakes it.
    func look() { state.withLock { $0.next = nil } }

    /// Rests until a moment, at most so long: the clock of the machine may be set.
    func rest(until next: Moment?, at now: Moment, atMost longest: Duration) async {
        state.withLock { $0.next = next }
        let left = next.map { Duration.milliseconds(max($0 - now, 0)) } ?? longest
        _ = await wakeup.wait(until: .now + min(left, longest))
    }

    /// Counts what fired.
    func note(_ fired: Int, lateMilliseconds: Int64) {
        guard fired > 0 else { return }
        state.withLock {
            $0.counts.fired += fired
            $0.counts.lateMilliseconds = lateMilliseconds
        }
    }

    /// What the loop did so far.
    var counts: Counts { state.withLock { $0.counts } }
}
