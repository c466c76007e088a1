import HotlineCore
import Platform
import Synchronization

/// The attachments of one node while it runs: their folder, their limits, and the loops that carry them.
final class BlobCentre: Sendable {
    let folder: BlobFolder
    let limits: BlobLimits
    private let wakeups: [NodeCode: Wakeup]
    /// Contents that are arriving now; two senders would write over each other.
    private let arriving = Mutex<Set<BlobDigest>>([])

    /// Contents in a folder of that path.
    init(in path: String, limits: BlobLimits, peers: [NodeCode]) {
        folder = BlobFolder(path, reserve: limits.reserveBytes)
        self.limits = limits
        wakeups = Dictionary(uniqueKeysWithValues: peers.map { ($0, Wakeup()) })
    }

    /// The wake-up of the loop that carries to and from a peer.
    func wakeup(of peer: NodeCode) -> Wakeup {
        guard let wakeup = wakeups[peer] else { preconditionFailure("\(peer) is no peer") }
        return wakeup
    }

    /// There is something for these peers.
    func wake(_ peers: Set<NodeCode>) {
        for peer in peers { wakeups[peer]?.notify() }
    }

    /// Whether the caller is the only one to bring this content now; ``leave(_:)`` ends it.
    func enter(_ digest: BlobDigest) -> Bool { arriving.withLock { $0.insert(digest).inserted } }

    func leave(_ digest: BlobDigest) { arriving.withLock { _ = $0.remove(digest) } }
}

/// How much of attachments a node takes.
struct BlobLimits: Sendable {
    /// The longest file, in bytes.
    var fileBytes = 50 << 20
    /// The most on one ticket.
    var perTicket = 20
    /// What stays free of the disk, in bytes.
    var reserveBytes = BlobFolder.reserveBytes

    init(_ limits: NodeConfiguration.Limits) {
        fileBytes = limits.attachmentBytes ?? fileBytes
        perTicket = limits.attachmentsPerTicket ?? perTicket
        reserveBytes = limits.attachmentReserveBytes ?? reserveBytes
    }
}
