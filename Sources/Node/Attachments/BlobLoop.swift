import Database
import HotlineCore
import NodeCore
import Platform
import Storage
import SyncProtocol
import WorkCalendar

/// Carries contents to and from one peer for as long as the node runs: brings what the peer needs, and fetches what it
/// should have brought and has not.
struct BlobLoop: Sendable {
    /// How long what is missing is waited for before it is fetched, where the peer brings by itself.
    static let patience = Duration.seconds(60)

    let peer: NodeCode
    let engine: Engine
    let centre: BlobCentre
    let wire: PeerWire
    /// The peer cannot reach this node: what it has for us is fetched at once.
    let fetches: Bool
    let random: any RandomSource
    let log: Log

    /// Runs until its task is cancelled.
    func run() async {
        var failures = 0
        var isWoken = true
        while !Task.isCancelled {
            do {
                try engine.disk.requireCommits()
                let isDone = try await bringAll()
                if fetches || !isWoken { try await fetchAll() }
                failures = isDone ? 0 : failures + 1
            } catch {
                failures += 1
                log.warning("blobs.failed", ["peer": .text(peer.rawValue), "error": .text("\(error)")])
            }
            let wait = failures == 0
                ? Self.patience
                : .milliseconds(BackOff.delayMilliseconds(failures: failures, jitter: random.next()))
            isWoken = await centre.wakeup(of: peer).wait(until: .now + min(wait, Self.patience))
        }
    }

    /// Brings everything that is owed and here; false where something was left for another time.
    private func bringAll() async throws -> Bool {
        var isDone = true
        let (owed, knowsAll) = try await owed()
        for blob in owed where !Task.isCancelled {
            switch await BlobSender(wire: wire, folder: centre.folder).send(blob) {
            case .delivered: try await settle(blob)
            case .unknown where knowsAll: try await settle(blob)
            case .unknown: isDone = false
            case .refused(let why):
                try await settle(blob, alarm: "节点 \(peer) 不接收附件 \(blob.digest)：\(why)")
            case .failed(let why):
                isDone = false
                log.notice("blob.unsent", ["peer": .text(peer.rawValue), "cause": .text(why)])
                try await examine(blob)
            }
        }
        return isDone
    }

    private func settle(_ blob: BlobStore.Blob, alarm: String? = nil) async throws {
        try await engine.store(lane: .bulk) { [peer] transaction, now in
            try BlobStore.settle(blob.digest, to: peer, in: transaction)
            guard let alarm else { return }
            try AlarmStore.raise(
                kind: "attachment-refused", peer: peer, detail: alarm, at: now.milliseconds, in: transaction)
        }
    }

    /// What is owed, and whether the peer has every order and report that names it. A peer that has, and still knows no
    /// attachment of that digest when it is asked, took none: the message came late or was refused.
    private func owed() async throws -> (blobs: [BlobStore.Blob], knowsAll: Bool) {
        let key = StreamKey(peer: peer, stream: .orders)
        return try await engine.read { view in
            let backlog = try OutboxStore.find(key, in: view)?.backlog ?? 0
            return (try BlobStore.owed(to: key.peer, in: view), backlog == 0)
        }
    }

    /// A file that is not what its name says is no use to anyone: it is named as missing from now on.
    private func examine(_ blob: BlobStore.Blob) async throws {
        let folder = centre.folder
        let isRight = try await folder.run { try folder.held(blob.digest) == blob.digest }
        guard !isRight else { return }
        try await folder.run { DataFiles.remove(folder.file(of: blob.digest)) }
        try await engine.store { transaction, _ in try BlobStore.lost(blob.digest, in: transaction) }
    }

    /// Fetches what the peer has and this node lacks.
    private func fetchAll() async throws {
        for digest in try await engine.read({ try BlobStore.missing(from: peer, in: $0) }) where !Task.isCancelled {
            guard let blob = try await engine.read({ try BlobStore.find(digest, in: $0) }) else { continue }
            try await fetch(blob)
        }
    }

    private func fetch(_ blob: BlobStore.Blob) async throws {
        let folder = centre.folder
        var receipt = try BlobReceipt(blob, in: centre)
        defer { receipt.end() }
        var offset = try await folder.run { folder.arrived(of: blob.digest) }
        while offset < blob.size {
            let count = min(BlobSender.pieceBytes, blob.size - offset)
            guard let piece = try await wire.fetch(blob.digest, from: offset, count: count) else { return }
            guard case .part(let arrived) = try await receipt.take(piece, at: offset), arrived > offset else { break }
            offset = arrived
        }
        guard try await folder.run({ folder.size(of: blob.digest) }) != nil else { return }
        try await engine.commit { core, transaction, now in
            try core.blobArrived(blob.digest, in: transaction, at: now)
        }
    }
}
