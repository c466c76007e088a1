import Database
import HotlineCore
import NodeCore
import Platform
import Storage
import WorkCalendar

/// Fires what becomes due by the clock (到期提醒、逾期标记、督办建议): sleeps until the next moment, woken by commits that
/// set an earlier one. What became due while the node was down fires late, in order, with the true time on record.
struct TimerLoop: Sendable {
    /// Timers fired, and tickets looked at, in one transaction, so that nobody waits long for the writer.
    private static let timersAtOnce = 50
    private static let ticketsAtOnce = 200
    /// The machine's clock may be set: nothing sleeps longer.
    private static let longestRest = Duration.seconds(60)
    /// Between looks while the node takes back what a restore lost, while its disk is full, or after a failure.
    private static let pause = Duration.seconds(2)

    let engine: Engine
    let bell: TimerBell
    let log: Log

    /// Runs until its task is cancelled.
    func run() async {
        await schedule()
        while !Task.isCancelled {
            do {
                try await turn()
            } catch {
                log.error("timers.failed", ["error": .text("\(error)")])
                await bell.rest(until: nil, at: engine.now, atMost: Self.pause)
            }
        }
    }

    /// Looks once: fires a batch, or sleeps.
    private func turn() async throws {
        bell.look()
        let (mode, next) = try await engine.read {
            (try NodeRecord.find(in: $0)?.mode, try TimerStore.next(in: $0)?.at)
        }
        let now = engine.now
        guard mode == .normal, engine.disk.condition.takesCommits else {
            return await bell.rest(until: nil, at: now, atMost: Self.pause)
        }
        guard let next, next <= now else {
            return await bell.rest(until: next, at: now, atMost: Self.longestRest)
        }
        let firing = try await engine.commit(lane: .bulk) {
            try $0.fireTimers(limit: Self.timersAtOnce, in: $1, at: $2)
        }
        bell.note(firing.fired, lateMilliseconds: firing.lateMilliseconds)
    }

    /// Derives every timer anew, once: a newer program or rule book may see others.
    private func schedule() async {
        do {
            var next: Int64? = 0
            while let row = next, !Task.isCancelled {
                next = try await engine.commit(lane: .bulk) {
                    try $0.scheduleTimers(after: row, limit: Self.ticketsAtOnce, in: $1, at: $2)
                }
            }
        } catch {
            log.error("timers.not-scheduled", ["error": .text("\(error)")])
        }
    }
}
