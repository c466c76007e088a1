/// The receiving end of one stream of one peer. The caller loads it from storage, asks it about a batch, applies the
/// batch, advances it, and stores it, all in one transaction.
///
/// Only (highest, chain at highest) are kept, so an overlap is checked by rolling the chain that the header declares
/// for `first - 1` over the ids that came: if it arrives at our chain at our highest position, then SHA-256 vouches for
/// everything before. A batch that ends before our highest position cannot be checked in this way, so it is not taken
/// for a duplicate; the sender is asked to go on exactly after our highest position, where the chain must match.
package struct StreamReceiver: Equatable, Sendable {
    package let name: StreamName
    package private(set) var position: StreamPosition
    /// Refusals that the sender's `first` has not passed, by position. At most one batch's worth: each answer that
    /// arrives moves `first` on.
    package private(set) var refused: [Refusal]

    package init(name: StreamName, position: StreamPosition, refused: [Refusal] = []) {
        self.name = name
        self.position = position
        self.refused = refused
    }

    /// What to do with a batch.
    package enum Receipt: Equatable, Sendable {
        /// Apply all events but the first `skip`, which were applied before; then `advance`.
        case apply(skip: Int)
        /// Every event was applied before: answer success.
        case alreadySeen
        /// Answer 409 `stream-gap`, naming this position.
        case gap(wanted: Int64)
        /// Answer 409 `stream-restored`.
        case restored(RestoreEvidence)
        /// Answer 409 `older-generation` and raise an alarm.
        case olderGeneration(seen: Int64)
        /// Answer 409 `hello-required`.
        case newerGenerationNeedsHello
    }

    /// Judges a batch by its header and the keys of its events, in order. Forgets refusals that `first` has passed.
    package mutating func receive<H: Hashing>(
        _ header: StreamHeader, keys: [EventKey], hashing: H.Type
    ) -> Receipt {
        precondition(header.name == name, "the batch belongs to another stream")
        if header.generation < position.generation { return .olderGeneration(seen: position.generation) }
        if header.generation > position.generation { return .newerGenerationNeedsHello }
        guard header.epoch == position.epoch else {
            return .restored(.epochDiffers(seen: position.epoch, given: header.epoch))
        }
        let wanted = position.highest + 1
        guard header.first <= wanted else { return .gap(wanted: wanted) }
        let overlap = wanted - header.first
        guard overlap <= keys.count else { return .gap(wanted: wanted) }
        guard Chain.rolled(header.chain, over: keys.prefix(Int(overlap)), hashing: hashing) == position.chain else {
            return .restored(.chainDiffers(at: position.highest))
        }
        refused.removeAll { $0.position < header.first }
        return overlap == keys.count ? .alreadySeen : .apply(skip: Int(overlap))
    }

    /// Moves on over events that have been applied or refused, in order.
    package mutating func advance<H: Hashing>(over keys: some Collection<EventKey>, hashing: H.Type) {
        position.chain = Chain.rolled(position.chain, over: keys, hashing: hashing)
        position.highest += Int64(keys.count)
    }

    /// Keeps a refusal, to be repeated until the sender's `first` has passed it.
    package mutating func refuse(_ refusal: Refusal) {
        refused.append(refusal)
    }

    /// Takes the position over that a hello declared (see `ReceiverHello`). Refusals of another numbering go.
    package mutating func adopt(_ declared: StreamPosition) {
        if declared.generation != position.generation || declared.epoch != position.epoch { refused = [] }
        position = declared
    }

    /// The answer to give after the commit.
    package func answer(missing: [String] = []) -> Answer {
        Answer(
            generation: position.generation, epoch: position.epoch, acknowledged: position.highest, refused: refused,
            missing: missing)
    }
}
