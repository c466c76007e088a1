/// What the sending end of a stream does when it learns where the receiving end stands.
///
/// Positions go on across generations; what restarts with a generation is the receiver's record, and only after the
/// sender has seen the record that it replaces (`HelloStream.seen`). So a record of an older generation still tells a
/// restored sender how far the receiver got, and both ends may have been restored at once.
///
/// Whatever is decided, the caller stores the new `acknowledged` together with the receiver's own generation: an
/// acknowledgement is worth nothing to a receiver that was restored since, unless the chain confirms it.
package enum SenderHello: Equatable, Sendable {
    /// All before `first` is confirmed, by an answer that came or by one that got lost; go on with it, and file a dead
    /// letter for each refusal.
    case proceed(first: Int64, refused: [Refusal])
    /// Take `first` as the next position and say hello again, echoing what was seen, so that the receiver adopts it.
    /// Positions in `unrecoverable` are neither known to be applied nor held any longer: list them to the operator.
    case rewind(first: Int64, unrecoverable: Range<Int64>)
    /// We were restored: take a new generation, send again what is unacknowledged, say hello again.
    case restored(RestoreEvidence)

    /// Where the sending end stands.
    package struct Standing: Equatable, Sendable {
        package let generation: Int64
        package let epoch: String
        package let acknowledged: Int64
        package let next: Int64
        /// The oldest position whose message is still held; `next` where none is.
        package let oldestHeld: Int64
        /// The receiver's own generation when `acknowledged` was stored; nil where that is unknown:
        /// then all that is held goes out again to a receiver of another history.
        package let acknowledgedBy: Int64?

        package init(
            generation: Int64, epoch: String, acknowledged: Int64, next: Int64, oldestHeld: Int64,
            acknowledgedBy: Int64? = nil
        ) {
            self.generation = generation
            self.epoch = epoch
            self.acknowledged = acknowledged
            self.next = next
            self.oldestHeld = oldestHeld
            self.acknowledgedBy = acknowledgedBy
        }
    }

    /// - Parameters:
    ///   - hello: the peer's; its `in` entry of this stream may be missing: then it has received nothing.
    ///   - chainAt: the chain after a position, where that can still be told.
    package static func decide(
        _ own: Standing, name: StreamName, hello: Hello, chainAt: (Int64) -> Digest32?
    ) -> SenderHello {
        decide(own, peer: hello.stream(name, .in), peerGeneration: hello.generation, chainAt: chainAt)
    }

    /// The same of the peer's `in` entry alone.
    /// - Parameter peerGeneration: the peer's own generation, nil where it does not matter (see `acknowledgedBy`).
    package static func decide(
        _ own: Standing, peer: HelloStream?, peerGeneration: Int64? = nil, chainAt: (Int64) -> Digest32?
    ) -> SenderHello {
        guard let peer, let generation = peer.generation else {
            return own.following(0, known: own.acknowledged == 0)
        }
        let highest = peer.highestApplied ?? 0
        guard generation == own.generation else {
            if highest < own.next, chainAt(highest) == peer.chain { return own.following(highest, known: false) }
            // Another history, and how much of it is ours cannot be told.
            if let acknowledger = own.acknowledgedBy, acknowledger == peerGeneration {
                return own.following(own.acknowledged, known: false)
            }
            return own.following(0, known: false)
        }
        if let epoch = peer.epoch, epoch != own.epoch {
            return .restored(.epochDiffers(seen: epoch, given: own.epoch))
        }
        guard highest < own.next else {
            return .restored(.positionsLost(next: own.next, highest: highest))
        }
        if let chain = chainAt(highest), chain != peer.chain {
            return .restored(.chainDiffers(at: highest))
        }
        guard highest >= own.acknowledged else { return own.following(highest, known: false) }
        let news = (peer.refused ?? []).filter { $0.position > own.acknowledged && $0.position <= highest }
        return .proceed(first: highest + 1, refused: news)
    }
}

extension SenderHello.Standing {
    /// Goes on after `highest`, as far as the messages are held.
    /// - Parameter known: whether the receiver need not hear of it first.
    fileprivate func following(_ highest: Int64, known: Bool) -> SenderHello {
        if known { return .proceed(first: highest + 1, refused: []) }
        // What is held begins after what was erased, and what was acknowledged to this receiver need not be held.
        let first = max(highest + 1, min(oldestHeld, next))
        return .rewind(first: first, unrecoverable: highest + 1..<first)
    }
}
