import HotlineCore
import HTTPServer
import Platform
import Storage

/// A content on its way in from a neighbour: each piece behind what has arrived, verified once it is whole.
struct BlobReceipt {
    /// How far it has come.
    enum Progress: Sendable, Equatable {
        case whole
        /// So many bytes are here.
        case part(Int)
        /// The piece does not follow on what is here.
        case elsewhere(Int)
    }

    private let blob: BlobStore.Blob
    private let centre: BlobCentre
    private var folder: BlobFolder { centre.folder }

    /// Throws where another is bringing it now, or it is longer than this node takes.
    init(_ blob: BlobStore.Blob, in centre: BlobCentre) throws {
        guard blob.size <= centre.limits.fileBytes else { throw BlobError.tooLarge(limit: centre.limits.fileBytes) }
        guard centre.enter(blob.digest) else {
            throw APIProblem(.attachmentArriving, "附件 \(blob.digest) 正在接收", cure: "稍后重试", retryAfter: 1)
        }
        self.blob = blob
        self.centre = centre
    }

    /// Lets others bring it.
    func end() { centre.leave(blob.digest) }

    /// Writes what comes, as it comes: what has arrived of a piece that broke off stays.
    mutating func take(_ body: RequestBody, at offset: Int) async throws -> Progress {
        let (file, arrived) = try await folder.run { [folder, blob] in
            try folder.makeRoom(for: blob.size)
            let file = try DataFile(writing: folder.part(of: blob.digest))
            return (file, try file.size())
        }
        guard offset == arrived else { return .elsewhere(arrived) }
        var end = offset
        while let piece = try await body.next() {
            guard end + piece.count <= blob.size else { throw try await spoiled() }
            try await folder.run { [end] in try file.write(piece, at: end) }
            end += piece.count
        }
        return try await finish(file, at: end)
    }

    /// As the other, for a piece that was fetched.
    mutating func take(_ piece: [UInt8], at offset: Int) async throws -> Progress {
        try await take(RequestBody(piece), at: offset)
    }

    private func finish(_ file: DataFile, at end: Int) async throws -> Progress {
        guard end == blob.size else { return .part(end) }
        let isRight = try await folder.run { [folder, blob] in
            let part = folder.part(of: blob.digest)
            guard try BlobFolder.digest(ofFile: part) == blob.digest else { return false }
            try file.sync()
            try folder.place(part, as: blob.digest)
            return true
        }
        guard isRight else { throw try await spoiled() }
        return .whole
    }

    /// What has arrived is not what was named: it goes, so that the sender begins anew.
    private func spoiled() async throws -> APIProblem {
        try await folder.run { [folder, blob] in DataFiles.remove(folder.part(of: blob.digest)) }
        return APIProblem(.attachmentDiffers, "附件 \(blob.digest) 的内容与摘要不符，已丢弃", cure: "从头重新发送")
    }
}
