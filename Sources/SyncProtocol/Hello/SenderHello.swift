/// What the sending end of a stream does when it learns where the receiving end stands.
///
/// Positions go on across generations; what restarts with a generation is the receiver's record. So the receiver's
/// highest position of an older generation still says something to a sender that was restored, and both ends may have
/// been restored at once.
package enum SenderHello: Equatable, Sendable {
    /// All before `first` is confirmed, by an answer that came or by one that got lost; go on with it, and file a dead
    /// letter for each refusal.
    case proceed(first: Int64, refused: [Refusal])
    /// The receiver was restored, or has not adopted our generation yet: go back to `first` and say hello again, so
    /// that it can adopt. Positions in `unrecoverable` are held no longer: list them to the operator.
    case rewind(first: Int64, unrecoverable: Range<Int64>)
    /// We were restored: take a new generation, send again what is unacknowledged, say hello again.
    case restored(RestoreEvidence)

    /// Where the sending end stands.
    package struct Standing: Equatable, Sendable {
        package let generation: Int64
        package let epoch: String
        package let acknowledged: Int64
        package let next: Int64
        package let oldestHeld: Int64

        package init(generation: Int64, epoch: String, acknowledged: Int64, next: Int64, oldestHeld: Int64) {
            self.generation = generation
            self.epoch = epoch
            self.acknowledged = acknowledged
            self.next = next
            self.oldestHeld = oldestHeld
        }
    }

    /// - Parameters:
    ///   - peer: the peer's `in` entry, nil where it mentioned none: it has received nothing.
    ///   - chainAt: the chain after a position, where that can still be told.
    package static func decide(
        _ own: Standing, peer: HelloStream?, chainAt: (Int64) -> Digest32?
    ) -> SenderHello {
        let highest = peer?.highestApplied ?? 0
        guard let peer, let generation = peer.generation, highest > 0 || generation == own.generation else {
            return own.goingBack(toFollow: 0)
        }
        guard generation == own.generation else {
            // The record of an older generation: our own history wherever the chain says so, else of one that is lost.
            guard highest < own.next, chainAt(highest) == peer.chain else {
                return .rewind(first: own.acknowledged + 1, unrecoverable: 0..<0)
            }
            return own.goingBack(toFollow: min(highest, own.acknowledged), adopting: true)
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
        guard highest >= own.acknowledged else { return own.goingBack(toFollow: highest) }
        let news = (peer.refused ?? []).filter { $0.position > own.acknowledged && $0.position <= highest }
        return .proceed(first: highest + 1, refused: news)
    }
}

extension SenderHello.Standing {
    /// Goes on after `highest`, as far as the messages are held.
    fileprivate func goingBack(toFollow highest: Int64, adopting: Bool = false) -> SenderHello {
        if highest == acknowledged, !adopting { return .proceed(first: highest + 1, refused: []) }
        let first = max(highest + 1, oldestHeld)
        return .rewind(first: first, unrecoverable: highest + 1..<first)
    }
}
