import Database
import HotlineCore
import NodeCore
import Platform
import Storage
import WorkCalendar

/// Keeps folder and database in agreement: at the start, as either may have been restored without the other, and once
/// a day.
struct BlobCare: Sendable {
    /// How often half uploads are looked for.
    private static let interval = Duration.seconds(3_600)
    private static let atOnce = 200

    let engine: Engine
    let folder: BlobFolder
    let log: Log
    /// Notified when the node stops.
    let stopping: Wakeup

    /// Runs until the node stops.
    func run() async {
        repeat {
            do {
                try await compare()
                try await sweep()
            } catch {
                log.error("blobs.unchecked", ["error": .text("\(error)")])
            }
        } while await !stopping.wait(until: .now + Self.interval)
    }

    /// What the database says is here and is not, and the other way round. Lengths alone: digests are for
    /// `hotline verify`, and for what is found again.
    private func compare() async throws {
        var last: BlobDigest?
        while true {
            let page = try await engine.read { [last] in
                try BlobStore.page(after: last, limit: Self.atOnce, in: $0)
            }
            for blob in page { try await compare(blob) }
            guard page.count == Self.atOnce else { return }
            last = page.last?.digest
        }
    }

    private func compare(_ blob: BlobStore.Blob) async throws {
        let size = try await folder.run { [folder] in folder.size(of: blob.digest) }
        if blob.isHere, size == nil || (blob.size > 0 && size != blob.size) {
            log.warning("blob.missing", ["digest": .text(blob.digest.rawValue)])
            try await folder.run { [folder] in DataFiles.remove(folder.file(of: blob.digest)) }
            try await engine.store(lane: .bulk) { transaction, _ in try BlobStore.lost(blob.digest, in: transaction) }
        } else if !blob.isHere, size != nil, try await isWhole(blob) {
            try await engine.commit(lane: .bulk) { core, transaction, now in
                try core.blobArrived(blob.digest, in: transaction, at: now)
            }
        }
    }

    private func isWhole(_ blob: BlobStore.Blob) async throws -> Bool {
        try await folder.run { [folder] in try folder.held(blob.digest) == blob.digest }
    }

    private func sweep() async throws {
        let now = engine.now.milliseconds
        let old = try await folder.run { [folder] in try folder.old(at: now) }
        var unnamed: [String] = old.halves
        for digest in old.whole where try await engine.read({ try BlobStore.find(digest, in: $0) }) == nil {
            unnamed.append(folder.file(of: digest))
        }
        guard !unnamed.isEmpty else { return }
        try await folder.run { [unnamed] in unnamed.forEach(DataFiles.remove) }
        log.info("blobs.swept", ["files": .int(Int64(unnamed.count))])
    }
}
