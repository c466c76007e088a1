import WorkCalendar

/// What one simulated world is: the same options make the same world, event by event.
package struct WorldOptions: Sendable, Hashable {
    /// Which nodes there are.
    package enum Network: Sendable, Hashable {
        /// 31 provinces, 333 cities, 2,843 counties.
        case national
        /// So many nodes, drawn from the seed.
        case drawn(nodes: Int)
    }

    /// Which nodes there are.
    package var network: Network
    /// Days with accidents; what follows them is the world's own affair.
    package var days: Int
    /// What everything else is drawn from.
    package var seed: UInt64
    /// The kinds of accidents that happen.
    package var faults: Set<FaultKind>
    /// Matters that each node takes in on an average day, in hundredths.
    package var mattersPerHundredDays: Int
    /// A defect that the checks must notice.
    package var mutation: WorldMutation?

    package init(
        network: Network, days: Int, seed: UInt64, faults: Set<FaultKind> = Set(FaultKind.allCases),
        mattersPerHundredDays: Int, mutation: WorldMutation? = nil
    ) {
        self.network = network
        self.days = days
        self.seed = seed
        self.faults = faults
        self.mattersPerHundredDays = mattersPerHundredDays
        self.mutation = mutation
    }

    /// A small world with everything drawn from the seed.
    package static func drawn(from seed: UInt64) -> WorldOptions {
        var dice = Dice(seed: seed).fork(0x0b)
        var faults = Set(FaultKind.allCases)
        // Now and then a kind is missing, so that it hides no other.
        for kind in FaultKind.allCases where dice.below(5) == 0 { faults.remove(kind) }
        return WorldOptions(
            network: .drawn(nodes: 2 + dice.below(5)), days: 1 + dice.below(4), seed: seed, faults: faults,
            mattersPerHundredDays: 50 + dice.below(250))
    }

    /// The whole country for a month, with every accident.
    package static func national(seed: UInt64) -> WorldOptions {
        WorldOptions(network: .national, days: 30, seed: seed, mattersPerHundredDays: 10)
    }

    /// When every world begins: a working day in the calendar's years.
    static let start = Moment(milliseconds: 1_788_224_400_000)
}

/// A deliberate defect that a world is made with, which its checks must notice (design section 8).
package enum WorldMutation: String, Sendable, Hashable, CaseIterable {
    case dedupeOff = "dedupe-off"
    case borderSkipped = "border-skipped"
    case olderRevisionWins = "older-revision-wins"
    /// Batches are confirmed first and made durable after.
    case acknowledgedBeforeCommit = "acknowledged-before-commit"
    /// The position of a stream is stored before what it stands for.
    case positionOutsideTransaction = "position-outside-transaction"
}
