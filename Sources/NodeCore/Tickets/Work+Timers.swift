import HotlineCore
import Storage
import WorkCalendar

extension Work {
    /// The rule book that a ticket was taken in under; the one in force where that is not loaded any more.
    func ruleBook(of ticket: Ticket?) -> RuleBook { settings.ruleBook(of: ticket) }

    /// What of the ticket becomes due by the clock, earliest first.
    func timers(of ticket: Ticket, _ known: Facts.Repeats? = nil) throws -> [TicketTimer] {
        let repeats = try known ?? MatterLinks.repeats(of: ticket.rootId, in: transaction)
        return HotlineCore.timers(of: ticket, ruleBook(of: ticket), try calendar, repeats)
    }

    /// Writes down when the ticket's next timer is, with the state that it follows from.
    func schedule(_ ticket: Ticket, _ repeats: Facts.Repeats? = nil) throws {
        let next = try timers(of: ticket, repeats).first?.at
        try TimerStore.replace(ticket.id, at: next, in: transaction)
        // Rarely changes; what no proposal was made for costs nothing.
        if !ticket.proposals.isEmpty {
            try TimerStore.mark(
                ticket.id, proposed: ticket.proposals.contains { $0.settledAt == nil }, in: transaction)
        }
        if let next { effects.timer = min(effects.timer ?? next, next) }
    }
}
