/// What to do with an order or report that came in, judged by its ordinal in that assignment and direction.
package enum Admission: Hashable, Sendable {
    /// Decide this command now. Also for a message that came too late: deciding it puts it on record as such.
    case apply(Command)
    /// Its ordinal was applied before.
    case duplicate
    /// Keep it until ordinal `missing` has come, or an operator skips that one.
    case park(missing: Int)
    case refuse(Refusal)
}

/// Judges an order from above.
/// - Parameter ticket: the ticket that this order's assignment made here, nil where there is none yet.
package func admit(_ message: OrderMessage, ticket: Ticket?, at node: NodeCode) -> Admission {
    .duplicate
}

/// Judges a report from below.
/// - Parameter ticket: our ticket `message.assignment.ticket`.
package func admit(_ message: ReportMessage, ticket: Ticket?, at node: NodeCode) -> Admission {
    .duplicate
}
