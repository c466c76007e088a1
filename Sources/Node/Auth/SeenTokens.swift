import Crypto
import Synchronization

/// Digests of tokens and of sessions that were found in the database not long ago: their callers are no strangers when
/// a body is to be read. Who may do what is asked of the database each time.
final class SeenTokens: Sendable {
    /// More than a node's people and programs have; beyond, the memory begins anew.
    private static let capacity = 4_096
    private let digests = Mutex<Set<Digest>>([])

    func contains(_ digest: Digest) -> Bool { digests.withLock { $0.contains(digest) } }

    /// It was found.
    func note(_ digest: Digest) {
        digests.withLock { digests in
            if digests.count >= Self.capacity { digests = [] }
            digests.insert(digest)
        }
    }

    /// It was not found.
    func forget(_ digest: Digest) { digests.withLock { _ = $0.remove(digest) } }
}
