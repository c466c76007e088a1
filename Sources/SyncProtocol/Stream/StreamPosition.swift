/// All that a receiver keeps of a stream, committed in the transaction that applies the messages.
package struct StreamPosition: Equatable, Sendable {
    /// The sender's generation and epoch, as adopted in hello.
    package var generation: Int64
    package var epoch: String
    /// The highest contiguous position applied; 0 before the first.
    package var highest: Int64
    /// chain_highest.
    package var chain: Digest32

    package init(generation: Int64, epoch: String, highest: Int64 = 0, chain: Digest32 = Chain.origin) {
        self.generation = generation
        self.epoch = epoch
        self.highest = highest
        self.chain = chain
    }
}

/// Why a stream cannot be the one that was seen before.
package enum RestoreEvidence: Equatable, Sendable {
    /// Same generation, other epoch: another database.
    case epochDiffers(seen: String, given: String)
    /// The sender will hand out positions that the receiver has already applied.
    case positionsLost(next: Int64, highest: Int64)
    /// The ids of the positions up to here are not the same on both sides.
    case chainDiffers(at: Int64)
}
