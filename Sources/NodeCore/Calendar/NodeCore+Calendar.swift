package import HotlineCore
package import Storage
package import WorkCalendar

/// How far a recount of open tickets came.
package struct Recount: Sendable {
    /// Tickets of which a limit moved.
    package var tickets: Int
    /// Where to go on; nil at the end.
    package var next: Int64?
}

extension NodeCore {
    /// The working-day calendar in force: the program's own years and the imported ones.
    package func calendar(in transaction: StorageTransaction) throws -> WorkCalendar {
        try CalendarStore.current(over: settings.calendar, in: transaction)
    }

    /// Takes years as announced or amended, on record; returns the years of which a new version came into force. The
    /// same version again changes nothing.
    ///
    /// Open tickets are counted anew by ``recountLimits(after:limit:provisionalOnly:by:in:at:)``, in further
    /// transactions: there may be many.
    package func importYears(
        _ years: [AnnouncedYear], by actor: Actor, in transaction: StorageTransaction, at now: Moment
    ) throws -> Outcome<[Int]> {
        let work = Work(self, transaction, at: now)
        try work.requireWritable()
        let known = try CalendarStore.versions(in: transaction).reduce(into: [Int: AnnouncedYear]()) {
            $0[$1.year.number] = $1.year
        }
        let new = years.filter { known[$0.number] != $0 }
        for year in new {
            try CalendarStore.add(year, by: actor.person, at: now.milliseconds, in: transaction)
            try AuditStore.note(
                actor, action: "calendar.imported", subject: String(year.number),
                reason: year.notices.joined(separator: "、"), at: now.milliseconds, in: transaction)
        }
        work.effects.calendar = try work.calendar
        return Outcome(new.map(\.number), work.effects)
    }

    /// Counts the running limits of some open tickets anew by the calendar in force; each that moves is an event of its
    /// ticket. Closed tickets keep what bound them.
    ///
    /// - Parameters:
    ///   - row: behind this row of tickets.
    ///   - actor: who had the calendar changed; nil = the program itself.
    package func recountLimits(
        after row: Int64, limit: Int, provisionalOnly: Bool, by actor: Actor?, in transaction: StorageTransaction,
        at now: Moment
    ) throws -> Outcome<Recount> {
        let work = Work(self, transaction, at: now)
        guard try work.node.mode == .normal else { return Outcome(Recount(tickets: 0, next: nil)) }
        let open = try TicketStore.open(
            after: row, limit: limit, provisionalOnly: provisionalOnly, in: transaction)
        let calendar = try work.calendar
        var count = 0
        for stored in open {
            guard let recounted = stored.ticket.recounted(by: calendar) else { continue }
            let event = TicketEvent(
                ticket: stored.ticket.id, generation: try work.node.generation,
                revision: stored.ticket.revision + 1, at: now, actor: actor ?? .system(of: code),
                change: .limitsRecounted(recounted))
            _ = try work.record([event], on: stored, traceparent: nil)
            count += 1
        }
        return Outcome(Recount(tickets: count, next: open.count < limit ? nil : open.last?.row), work.effects)
    }
}
