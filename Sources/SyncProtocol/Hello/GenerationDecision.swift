/// What a node learns about its own generation when a peer answers hello.
package enum OwnGeneration: Equatable, Sendable {
    /// The peer knows nothing newer.
    case keep
    /// A database created or restored: take this generation with a fresh epoch, then say hello again.
    case adopt(generation: Int64)
    /// Two live incarnations of this node: stop sending and receiving, and raise an alarm.
    case standDown(Problem)

    /// - Parameters:
    ///   - settled: whether this database has said hello with this very generation and been accepted since it took it;
    ///     a newer one seen after that is another living node, not our own past.
    package static func decide(
        generation: Int64, epoch: String, settled: Bool, peerHasSeen seen: Int64?, epoch seenEpoch: String?
    ) -> OwnGeneration {
        guard let seen, seen >= generation else { return .keep }
        guard seen <= generation + PeerGeneration.longestJump else {
            var problem = Problem(
                .generationJump, detail: "a peer claims to have seen generation \(seen), this node has \(generation)")
            problem.generation = generation
            return .standDown(problem)
        }
        if seen == generation, seenEpoch == nil || seenEpoch == epoch { return .keep }
        guard settled else { return .adopt(generation: seen + 1) }
        var problem = Problem(
            seen == generation ? .generationTaken : .olderGeneration,
            detail: "a peer has seen generation \(seen), this node speaks with \(generation)")
        problem.generation = seen
        problem.epoch = seenEpoch
        return .standDown(problem)
    }

    /// The generation of a database that is created or restored: one more than any that is known.
    package static func fresh(seen: some Sequence<Int64>) -> Int64 {
        (seen.max() ?? 0) + 1
    }
}

/// What a node makes of the generation in a peer's hello.
package enum PeerGeneration: Equatable, Sendable {
    case first
    case same
    /// Higher than any seen: the peer's database is new or restored. Adopt it stream by stream (`ReceiverHello`).
    case newer
    /// Answer 409 with this problem, which names the generation seen, and raise an alarm.
    case refuse(Problem)

    /// How far a generation may lie above the one that was known. Each restore takes one; what jumps further is a
    /// mistake or a lie, and would be remembered for ever.
    package static let longestJump: Int64 = 1_000

    /// - Parameter seen: the last incarnation; nil before the first hello.
    package static func decide(seen: (generation: Int64, epoch: String?)?, hello: Hello) -> PeerGeneration {
        let known = seen?.generation ?? 0
        guard hello.generation <= known + longestJump else {
            var problem = Problem(
                .generationJump, detail: "\(hello.node) spoke with generation \(hello.generation), \(known) was known")
            problem.generation = known
            return .refuse(problem)
        }
        guard let seen else { return .first }
        if hello.generation > seen.generation { return .newer }
        let taken = hello.generation == seen.generation
        if taken, hello.epoch == nil || seen.epoch == nil || hello.epoch == seen.epoch { return .same }
        var problem = Problem(
            taken ? .generationTaken : .olderGeneration,
            detail: "\(hello.node) spoke with generation \(hello.generation), \(seen.generation) has been seen")
        problem.generation = seen.generation
        problem.epoch = seen.epoch
        return .refuse(problem)
    }
}
