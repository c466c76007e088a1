package import HotlineCore
package import Storage
package import SyncProtocol
package import WorkCalendar

extension NodeCore {
    /// A peer that cannot be reached fetches: confirms what it has applied; the shell then sends from the position
    /// returned, or waits until something is owed.
    package func pulled(
        _ request: PullRequest, by peer: NodeCode, in transaction: StorageTransaction, at now: Moment
    ) throws -> Outcome<Result<Int64, Problem>> {
        guard let settings = settings.peer(peer), settings.fetches else {
            return Outcome(.failure(Problem(.unknownPeer, detail: "\(peer) is not configured to fetch")))
        }
        let work = Work(self, transaction, at: now)
        let node = try work.node
        guard request.generation == node.generation, request.epoch == node.epoch else {
            return Outcome(.failure(Problem(.helloRequired)))
        }
        if try PeerStore.restoredMirrors(peer, in: transaction).isUntold {
            return Outcome(.failure(Problem(.helloRequired, detail: "mirrors came back here after a restore")))
        }
        let key = StreamKey(peer: peer, stream: request.name)
        let stream = try OutboxStore.stream(key, in: transaction)
        guard (0..<stream.next).contains(request.acknowledged) else {
            return Outcome(.failure(Problem(
                .helloRequired, detail: "\(request.acknowledged) is not within 0..<\(stream.next)")))
        }
        let chain = try OutboxStore.chain(before: request.acknowledged + 1, stream: stream, in: transaction)
        guard chain == request.chain else {
            return Outcome(.failure(Problem(.helloRequired, detail: "the streams differ at \(request.acknowledged)")))
        }
        let news = request.refused.filter {
            $0.position > stream.acknowledged && $0.position <= request.acknowledged
        }
        try work.acknowledge(key, through: request.acknowledged, refused: news)
        let wanted = (request.missing ?? []).prefix(BlobStore.atOnce).compactMap(BlobDigest.init(rawValue:))
        _ = try BlobStore.oweAgain(wanted, to: peer, in: transaction)
        return Outcome(.success(request.acknowledged + 1), work.effects)
    }
}
