import HotlineCore
package import Storage
package import WorkCalendar

/// What came of looking at the timers that are due.
package struct Firing: Sendable {
    /// How many fired.
    package var fired = 0
    /// How late the latest of them was, in milliseconds.
    package var lateMilliseconds: Int64 = 0
    /// The moment of the next one; nil where nothing is to come.
    package var next: Moment?
}

extension NodeCore {
    /// Fires what is due, earliest first over all own tickets, at most `limit` in this transaction. Each is judged by
    /// its ticket as it stands, so that it fires once, however often the node was stopped in between. A node that is
    /// recovering fires nothing: its tickets may be older than what it had written.
    package func fireTimers(
        limit: Int, in transaction: StorageTransaction, at now: Moment
    ) throws -> Outcome<Firing> {
        let work = Work(self, transaction, at: now)
        var firing = Firing()
        guard try work.node.mode == .normal else { return Outcome(firing) }
        for _ in 0..<limit {
            guard let next = try TimerStore.next(in: transaction), next.at <= now else { break }
            guard try work.fire(next.ticket) else { continue }
            firing.fired += 1
            firing.lateMilliseconds = max(firing.lateMilliseconds, now - next.at)
        }
        firing.next = try TimerStore.next(in: transaction)?.at
        return Outcome(firing, work.effects)
    }

    /// Derives the timers of some tickets anew, for what a newer program, rule book or calendar sees otherwise.
    /// - Parameter row: behind this row of tickets.
    /// - Returns: where to go on; nil at the end.
    package func scheduleTimers(
        after row: Int64, limit: Int, in transaction: StorageTransaction, at now: Moment
    ) throws -> Outcome<Int64?> {
        let work = Work(self, transaction, at: now)
        let open = try TimerStore.open(after: row, limit: limit, in: transaction)
        for stored in open { try work.schedule(stored.ticket) }
        return Outcome(open.count < limit ? nil : open.last?.row, work.effects)
    }
}

extension Work {
    /// How long a timer that could not be fired waits for its next try: it must not hold up the others.
    private static let hoursToRetry = 1

    /// Fires the first timer of a ticket that is due; false where its row was behind its state, which it follows now.
    fileprivate func fire(_ id: TicketID) throws -> Bool {
        let before = effects
        do {
            return try transaction.attempt { try fireFirst(id) }
        } catch {
            effects = before
            effects.alarms.append("工单 \(id) 的计时事项未能处理，\(Self.hoursToRetry) 小时后重试：\(error)")
            try TimerStore.replace(id, at: now.adding(hours: Self.hoursToRetry), in: transaction)
            return false
        }
    }

    private func fireFirst(_ id: TicketID) throws -> Bool {
        guard let stored = try TicketStore.find(id, in: transaction) else {
            try TimerStore.replace(id, at: nil, in: transaction)
            return false
        }
        guard let timer = try timers(of: stored.ticket).first, timer.at <= now else {
            try schedule(stored.ticket)
            return false
        }
        _ = try apply(.timer(timer), to: stored, actor: .system(of: settings.code))
        return true
    }
}
