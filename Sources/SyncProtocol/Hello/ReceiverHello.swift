/// What the receiving end of a stream does when it learns where the sending end stands.
package enum ReceiverHello: Equatable, Sendable {
    /// The record stands: the next batch is checked against it.
    case proceed
    /// Take this position over. Positions in `unrecoverable` will never come: list them to the operator.
    case adopt(StreamPosition, unrecoverable: Range<Int64>)
    /// The sender has not seen yet where we stand: the record stands, and the sender says hello again when it has.
    case awaitRewind
    /// The sender was restored: answer 409 `stream-restored`, so that it takes a new generation.
    case restored(RestoreEvidence)

    /// - Parameters:
    ///   - hello: already accepted by `PeerGeneration`.
    ///   - peer: its `out` entry for this stream.
    package static func decide(_ record: StreamPosition?, hello: Hello, peer: HelloStream) -> ReceiverHello {
        let epoch = hello.epoch ?? record?.epoch ?? "unnamed"
        let next = peer.next ?? 1
        let first = peer.first ?? next
        let highest = record?.highest ?? 0
        let declared = StreamPosition(
            generation: hello.generation, epoch: epoch, highest: first - 1, chain: peer.chain)
        let mayAdopt = permits(peer, first: first, record)
        guard let record else {
            return mayAdopt ? .adopt(declared, unrecoverable: 1..<first) : .awaitRewind
        }
        guard hello.generation == record.generation else {
            return mayAdopt ? .adopt(declared, unrecoverable: 0..<0) : .awaitRewind
        }
        guard epoch == record.epoch else {
            return .restored(.epochDiffers(seen: record.epoch, given: epoch))
        }
        guard next > highest else {
            // Said before a batch that was faster: what the sender had not heard when it spoke proves nothing. A sender
            // that was restored finds out itself, by our end in the same exchange (``SenderHello``).
            if let seen = peer.seen, seen != HelloStream.Seen(record) { return .awaitRewind }
            return .restored(.positionsLost(next: next, highest: highest))
        }
        if first - 1 == highest, peer.chain != record.chain {
            return .restored(.chainDiffers(at: highest))
        }
        guard first - 1 > highest else { return .proceed }
        // We were restored, and the sender holds no more than this.
        return mayAdopt ? .adopt(declared, unrecoverable: highest + 1..<first) : .awaitRewind
    }

    /// Whether the sender may begin with `first`: nothing can be skipped from position 1; else it must have decided on
    /// this very record, or, where it cannot say so, skip nothing that is still held.
    private static func permits(_ peer: HelloStream, first: Int64, _ record: StreamPosition?) -> Bool {
        if first == 1 { return true }
        if let seen = peer.seen { return seen == HelloStream.Seen(record) }
        return first - 1 <= record?.highest ?? 0 || peer.oldestHeld ?? first >= first
    }
}
