import Synchronization

/// Wakes one loop that waits for work. Notifications before the wait, or several at once, are one wake-up: the loop
/// then looks for all work there is.
package final class Wakeup: Sendable {
    private enum State {
        case idle
        /// Notified while nobody waited; the next wait returns at once.
        case notified
        case waiting(turn: Int, CheckedContinuation<Bool, Never>)
    }

    private struct Guarded {
        var state = State.idle
        var turn = 0
    }

    private let guarded = Mutex(Guarded())

    /// Not notified yet.
    package init() {}

    /// Wakes the one that waits, or lets its next wait return at once. Never blocks; from any thread.
    package func notify() {
        let waiting = guarded.withLock { guarded -> CheckedContinuation<Bool, Never>? in
            guard case .waiting(_, let continuation) = guarded.state else {
                guarded.state = .notified
                return nil
            }
            guarded.state = .idle
            return continuation
        }
        waiting?.resume(returning: true)
    }

    /// Waits for a notification: true. False when `deadline` has passed or the task is cancelled; a notification that
    /// comes later is kept for the next wait. One task waits at a time.
    package func wait(until deadline: ContinuousClock.Instant? = nil) async -> Bool {
        let turn = guarded.withLock { guarded in
            guarded.turn += 1
            return guarded.turn
        }
        let timer = deadline.map { deadline in
            Task { [weak self] in
                // Cancelled once the wait is over, when giving up its turn changes nothing.
                do { try await Task.sleep(until: deadline, clock: .continuous) } catch { return }
                self?.giveUp(turn)
            }
        }
        defer { timer?.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { enter(turn, $0) }
        } onCancel: {
            giveUp(turn)
        }
    }

    private func enter(_ turn: Int, _ continuation: CheckedContinuation<Bool, Never>) {
        let isCancelled = Task.isCancelled
        let answer = guarded.withLock { guarded -> Bool? in
            switch guarded.state {
            case .notified:
                guarded.state = .idle
                return true
            case .idle where isCancelled || guarded.turn != turn:
                return false
            case .idle:
                guarded.state = .waiting(turn: turn, continuation)
                return nil
            case .waiting:
                preconditionFailure("two tasks wait for one wake-up")
            }
        }
        if let answer { continuation.resume(returning: answer) }
    }

    /// Ends the wait of this turn, also if it has not entered yet (its turn is then over before it begins).
    private func giveUp(_ turn: Int) {
        let waiting = guarded.withLock { guarded -> CheckedContinuation<Bool, Never>? in
            switch guarded.state {
            case .waiting(turn, let continuation):
                guarded.state = .idle
                return continuation
            case .idle, .notified, .waiting:
                if guarded.turn == turn { guarded.turn += 1 }
                return nil
            }
        }
        waiting?.resume(returning: false)
    }
}
