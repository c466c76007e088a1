/// The messages that an event owes.
///
/// - Parameters:
///   - ticket: the ticket right after this event (and before the next one of the same decision).
///   - upperNodes: every node that this one feeds.
package func route(_ event: TicketEvent, after ticket: Ticket, upperNodes: [NodeCode]) -> [Owed] {
    []
}
