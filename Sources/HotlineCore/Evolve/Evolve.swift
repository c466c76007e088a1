/// The ticket after an event. Total and deterministic: an event that was recorded can always be applied again.
///
/// - Precondition: `ticket` is nil exactly for the events that make a ticket (`registered`, `ordered`, `recovered`).
package func evolve(_ ticket: Ticket?, _ event: TicketEvent) -> Ticket {
    ticket!
}
