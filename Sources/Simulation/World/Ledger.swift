import HotlineCore
import Storage

/// What the world knows from outside, to hold it against what the nodes say in the end.
struct Ledger {
    /// Matters whose registration was answered: never to be lost.
    var accepted: [TicketID] = []
    /// Those of them that a restore took away before any node above had them: a person was told.
    var lost: Set<TicketID> = []
    /// Nodes whose database was put back.
    var restored: Set<NodeCode> = []
    /// The most recent problems for which a link stood still.
    var suspensions: [String] = []
    /// Where a confidential petitioner's value was seen on its way.
    var leaks: [String] = []
}
