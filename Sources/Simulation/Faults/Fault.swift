/// One accident.
enum Fault {
    /// A link carries nothing in one direction, or in both.
    case cut(link: Int, Direction)
    case mended(link: Int)
    /// The next commit of a node ends its process.
    case crash(node: Int)
    case start(node: Int)
    /// A copy of a node's database is taken, to be put in its place later.
    case backup(node: Int)
    case restore(node: Int)
    /// A node's clock is put wrong, and right again.
    case clock(node: Int, milliseconds: Int64)

    enum Direction: CaseIterable { case up, down, both }
}

/// The kinds of accidents, as they are switched on and off.
package enum FaultKind: String, Sendable, Hashable, CaseIterable {
    /// Requests and answers that never arrive.
    case lost
    /// Requests that arrive twice, the second time also long after.
    case doubled
    /// Requests and answers on their way for long, so that they overtake each other.
    case delayed
    /// Links that carry nothing for minutes or days.
    case partition
    /// Nodes that end at a commit and are started again.
    case crash
    /// Databases put back as they were days ago.
    case restore
    /// Clocks that drift and jump.
    case clock
}
