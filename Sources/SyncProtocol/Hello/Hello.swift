/// `POST /hello`, answered in kind: where each side stands, before any event flows (握手). Sent by either side at every
/// start, reconnect and after a 409.
package struct Hello: Codable, Equatable, Sendable {
    /// The speaker's node code.
    package let node: String
    /// The speaker's generation.
    package let generation: Int64
    /// Drawn afresh with the generation; absent from the simplest foreign peers.
    package let epoch: String?
    /// The four ends that the speaker has with the addressed node, or fewer.
    package let streams: [HelloStream]
    /// The highest generation of the addressed node that the speaker has ever seen, and its epoch.
    package let peerGeneration: Int64?
    package let peerEpoch: String?
    /// The highest ticket number of the addressed node that the speaker has ever seen: a restored node jumps past it.
    package let peerTicketNumber: String?
    /// A mark that is new whenever mirrors of the addressed node's tickets, or of nodes below it, came back to the
    /// speaker after a restore: a node that was restored too may have looked for them too early, and looks again.
    package let mirrorsRestored: String?
    /// The newest such mark that the speaker has heard of the addressed node.
    package let peerMirrorsRestored: String?

    package init(
        node: String, generation: Int64, epoch: String?, streams: [HelloStream], peerGeneration: Int64? = nil,
        peerEpoch: String? = nil, peerTicketNumber: String? = nil, mirrorsRestored: String? = nil,
        peerMirrorsRestored: String? = nil
    ) {
        self.node = node
        self.generation = generation
        self.epoch = epoch
        self.streams = streams
        self.peerGeneration = peerGeneration
        self.peerEpoch = peerEpoch
        self.peerTicketNumber = peerTicketNumber
        self.mirrorsRestored = mirrorsRestored
        self.peerMirrorsRestored = peerMirrorsRestored
    }

    /// The speaker's end of one stream; nil where it did not mention it.
    package func stream(_ name: StreamName, _ direction: HelloStream.Direction) -> HelloStream? {
        streams.first { $0.name == name && $0.direction == direction }
    }
}

/// One end of one stream, as its holder sees it.
package struct HelloStream: Codable, Equatable, Sendable {
    /// From the speaker's point of view.
    package enum Direction: String, Codable, Sendable {
        case out
        case `in`
    }

    /// A receiving end as the sender has seen it.
    package struct Seen: Codable, Equatable, Sendable {
        package let generation: Int64?
        package let highestApplied: Int64
        package let chain: Digest32

        /// The sender has not read the receiver's hello yet: no end is like this.
        package static let unread = Seen(generation: nil, highestApplied: -1, chain: Chain.origin)

        private init(generation: Int64?, highestApplied: Int64, chain: Digest32) {
            self.generation = generation
            self.highestApplied = highestApplied
            self.chain = chain
        }

        /// Nil stands for an end that has received nothing.
        package init(_ record: StreamPosition?) {
            generation = record?.generation
            highestApplied = record?.highest ?? 0
            chain = record?.chain ?? Chain.origin
        }

        /// What the entry of direction `in` said; nil where the peer did not mention the stream.
        package init(entry: HelloStream?) {
            generation = entry?.generation
            highestApplied = entry?.highestApplied ?? 0
            chain = entry?.chain ?? Chain.origin
        }
    }

    /// Which stream, and which end of it.
    package let name: StreamName
    package let direction: Direction
    /// Out: the next position to be handed out; everything below has been.
    package let next: Int64?
    /// Out: the position with which the speaker means to go on; `next` where absent.
    package let first: Int64?
    /// Out: the oldest position whose message is still held; `next` where none is.
    package let oldestHeld: Int64?
    /// In: the highest contiguous position applied.
    package let highestApplied: Int64?
    /// Out: the chain before `first`. In: the chain at `highestApplied`.
    package let chain: Digest32
    /// In: the generation and epoch of the addressed node that `highestApplied` counts by; absent before the first.
    package let generation: Int64?
    package let epoch: String?
    /// Out: the addressed node's end on which `first` was decided, `Seen.unread` until its hello has been read.
    /// Where this is given, an end takes over a position that skips anything only if its own record is named here;
    /// where it is absent, only if nothing older is held.
    package let seen: Seen?
    /// In: refusals that the addressed node's `first` has not passed: an answer that got lost must not hide them.
    package let refused: [Refusal]?

    /// The sending end.
    package static func out(
        _ name: StreamName, next: Int64, first: Int64, oldestHeld: Int64, chain: Digest32, seen: Seen? = nil
    ) -> HelloStream {
        HelloStream(
            name: name, direction: .out, next: next, first: first, oldestHeld: oldestHeld, highestApplied: nil,
            chain: chain, generation: nil, epoch: nil, seen: seen, refused: nil)
    }

    /// The receiving end; nil before anything was received.
    package static func `in`(_ name: StreamName, _ receiver: StreamReceiver?) -> HelloStream {
        HelloStream(
            name: name, direction: .in, next: nil, first: nil, oldestHeld: nil,
            highestApplied: receiver?.position.highest ?? 0, chain: receiver?.position.chain ?? Chain.origin,
            generation: receiver?.position.generation, epoch: receiver?.position.epoch,
            seen: nil, refused: receiver.flatMap { $0.refused.isEmpty ? nil : $0.refused })
    }
}
