import Database
import HotlineCore
import NodeCore
import Platform
import Storage
import WorkCalendar

/// What the node does by the clock: its identity file every second, retention every minute, a little at a time.
struct Housekeeping: Sendable {
    /// How long answers to repeated requests are kept (design section 6).
    static let idempotencyMilliseconds: Int64 = 90 * 86_400_000
    /// Rows removed in one transaction, so that nobody waits for it.
    private static let rowsAtOnce = 500

    let engine: Engine
    let identity: IdentityFile
    let log: Log
    /// Notified when the node stops.
    let stopping: Wakeup

    /// Runs until the node stops, and writes the identity file a last time.
    func run() async {
        await recountLimits()
        var seconds = 0
        var commits = -1
        while await !stopping.wait(until: .now + .seconds(1)), !Task.isCancelled {
            let done = engine.database.writer.metrics.commits
            if done != commits {
                commits = done
                await writeIdentity()
            }
            seconds += 1
            if seconds.isMultiple(of: 60) { await forget() }
        }
        await writeIdentity()
    }

    /// Counts provisional limits anew, once: a newer program may know further years, an import may have been cut off.
    private func recountLimits() async {
        do {
            let count = try await engine.recountLimits(by: nil, provisionalOnly: true)
            if count > 0 { log.notice("limits.recounted", ["tickets": .number(Double(count))]) }
        } catch {
            log.error("limits.not-recounted", ["error": .text("\(error)")])
        }
    }

    /// Writes down where the journal stands.
    func writeIdentity() async {
        do {
            guard let record = try await engine.read({ try NodeRecord.find(in: $0) }) else { return }
            try identity.write(IdentityRecord(record))
        } catch {
            log.error("identity.unwritten", ["error": .text("\(error)")])
        }
    }

    /// Removes what has been kept long enough: delivered messages, answers to repeated requests.
    func forget() async {
        let held = engine.core.settings.limits.heldMilliseconds
        let limit = Self.rowsAtOnce
        do {
            var removed = limit
            while removed >= limit, !Task.isCancelled {
                removed = try await engine.store(lane: .bulk) { transaction, now in
                    let before = now.milliseconds - held
                    let rows = try OutboxStore.forget(before: before, limit: limit, in: transaction)
                    let bodies = try MessageStore.forget(before: before, limit: limit, in: transaction)
                    let answers = try IdempotencyStore.forget(
                        before: now.milliseconds - Self.idempotencyMilliseconds, limit: limit, in: transaction)
                    return max(rows, bodies, answers)
                }
            }
        } catch {
            log.error("retention.failed", ["error": .text("\(error)")])
        }
    }
}
