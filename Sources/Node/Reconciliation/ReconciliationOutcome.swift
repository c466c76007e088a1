import HotlineCore
import WorkCalendar

/// What comparing this node's books with those of a node above came to.
struct ReconciliationOutcome: Sendable, Equatable {
    var at: Moment
    /// Tickets that differed.
    var differing = 0
    /// States that were sent again for that.
    var redelivered = 0
    /// States sent again since the node was started.
    var redeliveredInAll = 0
    /// Why the comparison did not come to its end; nil where it did.
    var failure: String?

    /// Whether both hold the same, as far as was compared.
    var isEqual: Bool { failure == nil && differing == 0 }

    /// Takes in what one source's days came to.
    mutating func add(_ days: [ComparedDay]) {
        for day in days {
            differing += day.difference.count
            redelivered += day.redelivered
            redeliveredInAll += day.redelivered
        }
    }
}
