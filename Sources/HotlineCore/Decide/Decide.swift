/// Decides a command: the events that follow from it, or why not. Pure: the same arguments give the same answer.
///
/// - Parameters:
///   - ticket: the ticket as it stands; nil for a command that makes one.
///   - context: who acts, when, and under which rules.
/// - Returns: one event or more, their revisions counting on from the ticket's.
/// - Throws: ``Refusal``; then nothing is to be changed.
package func decide(
    _ ticket: Ticket?, _ command: Command, _ context: Context
) throws(Refusal) -> [TicketEvent] {
    throw Refusal(.notNow, "", cure: "")
}
