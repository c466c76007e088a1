/// One step of a matter through the network, as someone who watches all nodes sees it.
struct Hop: Sendable, Equatable {
    /// What brought the step about.
    enum Cause: Sendable, Equatable {
        /// A person at the node.
        case command
        /// An order or a report of a neighbour.
        case message(from: String)
        /// The feed of a lower node: a mirror followed its ticket.
        case feed(from: String)
        /// Nothing that was seen; only where a node was away.
        case unknown
    }

    let change: ChangeEvent
    let cause: Cause
    /// From the cause to this step, both as they were seen.
    let latency: Duration?
}

/// Something that a person at a node asks for.
struct CommandNote: Sendable, Equatable {
    let node: String
    /// Nil for a registration: the matter has no root yet.
    let root: String?
    let action: String
    let sentAt: ContinuousClock.Instant
}
