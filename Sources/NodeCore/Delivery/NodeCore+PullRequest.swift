import HotlineCore
package import Storage
package import SyncProtocol

extension NodeCore {
    /// What this node asks a peer from which it fetches (pull mode): it confirms what is durable here and asks for what
    /// follows. Nil before hello has settled where the stream stands.
    ///
    /// - Parameter wait: seconds for which the peer may hold the request open.
    package func pullRequest(_ key: StreamKey, wait: Int, in view: StorageView) throws -> PullRequest? {
        guard let receiver = try NodeCore.receiver(key, in: view) else { return nil }
        let position = receiver.position
        let missing = try BlobStore.missing(from: key.peer, in: view).map(\.rawValue)
        return PullRequest(
            name: key.stream, generation: position.generation, epoch: position.epoch, chain: position.chain,
            acknowledged: position.highest, refused: receiver.refused, missing: missing, wait: wait)
    }
}
