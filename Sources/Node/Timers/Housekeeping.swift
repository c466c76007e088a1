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
    /// Steps of a pass that find nothing to remove.
    private static let fruitlessSteps = 20

    let engine: Engine
    let identity: IdentityFile
    let sessions: SessionLimits
    let log: Log
    /// Notified when the node stops.
    let stopping: Wakeup

    /// Runs until the node stops, and writes the identity file a last time.
    func run() async {
        await recountLimits()
        var seconds = 0
        var commits = -1
        var row: Int64 = 0
        while await !stopping.wait(until: .now + .seconds(1)), !Task.isCancelled {
            let done = engine.database.writer.metrics.commits
            guard engine.disk.condition.takesCommits else { continue }
            if done != commits {
                commits = done
                await writeIdentity()
            }
            seconds += 1
            guard seconds.isMultiple(of: 60) else { continue }
            row = await forget(after: row)
            await watchBacklogs()
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

    private func watchBacklogs() async {
        do {
            try await engine.commit(lane: .bulk) { Outcome(try $0.watchBacklogs(in: $1, at: $2)) }
        } catch {
            log.error("backlogs.unwatched", ["error": .text("\(error)")])
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

    /// Removes sessions that ended by their age, and wrong guesses that nothing follows from any more.
    private func forgetSessions() async throws {
        try await repeatedly { [sessions] transaction, now, limit in
            try SessionStore.forget(
                openedBefore: now - sessions.longest, usedBefore: now - sessions.idle, limit: limit, in: transaction)
        }
        try await repeatedly { transaction, now, limit in
            try SignInFailureStore.forget(before: now - LockRule.account.memory, limit: limit, in: transaction)
        }
    }

    /// Removes what has been kept long enough: delivered messages, answers to repeated requests.
    ///
    /// - Parameter row: the message that the last pass ended at.
    /// - Returns: the message that the next pass goes on after.
    func forget(after row: Int64) async -> Int64 {
        do {
            let held = engine.core.settings.limits.heldMilliseconds
            try await repeatedly { transaction, now, limit in
                try OutboxStore.forget(before: now - held, limit: limit, in: transaction)
            }
            try await repeatedly { transaction, now, limit in
                try SubscriptionOutbox.forget(before: now - held, limit: limit, in: transaction)
            }
            try await repeatedly { transaction, now, limit in
                try IdempotencyStore.forget(
                    before: now - Self.idempotencyMilliseconds, limit: limit, in: transaction)
            }
            try await repeatedly { transaction, now, limit in
                try SeenStore.forget(before: now - TicketReader.memory, limit: limit, in: transaction)
            }
            try await forgetSessions()
            return try await forgetMessages(after: row, held: held)
        } catch {
            log.error("retention.failed", ["error": .text("\(error)")])
            return row
        }
    }

    /// One transaction after another, until one finds less than it may remove.
    private func repeatedly(
        _ remove: @escaping @Sendable (StorageTransaction, Int64, Int) throws -> Int
    ) async throws {
        var removed = Self.rowsAtOnce
        while removed >= Self.rowsAtOnce, !Task.isCancelled {
            removed = try await engine.store(lane: .bulk) { try remove($0, $1.milliseconds, Self.rowsAtOnce) }
        }
    }

    /// Walks on through the messages. What mirrors and open cases hold is met again at each round, so a pass ends
    /// once it has met much of it; the next goes on from there, and begins anew at the end.
    private func forgetMessages(after row: Int64, held: Int64) async throws -> Int64 {
        var row = row
        var fruitless = 0
        while fruitless < Self.fruitlessSteps, !Task.isCancelled {
            let step = try await engine.store(lane: .bulk) { [row] transaction, now in
                try MessageStore.forget(
                    before: now.milliseconds - held, after: row, limit: Self.rowsAtOnce, in: transaction)
            }
            guard let next = step.next else { return 0 }
            row = next
            if step.removed == 0 { fruitless += 1 }
        }
        return row
    }
}
