import HotlineCore
import Storage

/// What comes next in a world, at its moment.
enum Happening {
    /// A request reaches its receiver.
    case arrival(Int)
    /// Its answer reaches the sender.
    case answer(Int)
    /// The sender gives up waiting for it.
    case patience(Int)
    /// A sending machine's wait is over.
    case wait(node: Int, StreamKey)
    /// A node that fetches asks for what is owed to it.
    case fetch(node: Int, StreamKey)
    /// Timers of tickets are due.
    case timers(node: Int)
    /// A petitioner turns to a hotline.
    case call(node: Int)
    /// Somebody takes up a ticket.
    case work(node: Int, TicketID)
    /// A restored node asks its peers; one that could not reach them all tries again.
    case recovery(node: Int)
    /// Books are compared with the nodes above.
    case reconciliation(node: Int)
    /// An operator looks at suspended links.
    case operatorLooks(node: Int)
    case fault(Fault)
}
