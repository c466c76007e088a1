/// What the receiving end of a stream does when it learns where the sending end stands.
package enum ReceiverHello: Equatable, Sendable {
    /// The record stands: the next batch is checked against it.
    case proceed
    /// Take this position over. Positions in `unrecoverable` will never come: list them to the operator.
    case adopt(StreamPosition, unrecoverable: Range<Int64>)
    /// The sender believes that more was applied than was: the record stands, and the sender goes back when it reads it.
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
        let oldestHeld = peer.oldestHeld ?? first
        if first - 1 > highest {
            // We were restored, or never received what the sender had acknowledged: take what is still held.
            guard oldestHeld >= first else { return .awaitRewind }
            return .adopt(declared, unrecoverable: highest + 1..<first)
        }
        guard let record, hello.generation == record.generation else {
            return .adopt(declared, unrecoverable: 0..<0)
        }
        guard epoch == record.epoch else {
            return .restored(.epochDiffers(seen: record.epoch, given: epoch))
        }
        guard next > highest else {
            return .restored(.positionsLost(next: next, highest: highest))
        }
        if first - 1 == highest, peer.chain != record.chain {
            return .restored(.chainDiffers(at: highest))
        }
        return .proceed
    }
}
