import Crypto
import HotlineCore
import HTTPServer
import Platform

/// Takes the file that a person sends: written as it arrives, hashed and judged on the way, in its place at the end.
struct Upload: Sendable {
    /// What was put in its place.
    struct Stored: Sendable {
        var digest: BlobDigest
        var size: Int
        var mediaType: MediaType
        /// The photo as it was taken, where something was stripped from it.
        var original: BlobDigest?
    }

    let folder: BlobFolder
    /// The longest file that is taken, in bytes.
    let limit: Int

    /// Throws ``BlobError``, `SystemError`, or `ConnectionClosed` where the file broke off.
    func take(_ body: RequestBody) async throws -> Stored {
        let draft = folder.draft()
        do {
            if let length = body.length, length > limit { throw BlobError.tooLarge(limit: limit) }
            let size = try await write(body, to: draft)
            return try await folder.run { [folder] in try Self.store(draft, size: size, in: folder) }
        } catch {
            try await folder.run { DataFiles.remove(draft) }
            throw error
        }
    }

    private func write(_ body: RequestBody, to draft: String) async throws -> Int {
        let file = try await folder.run { [folder, limit] in
            try folder.makeRoom(for: body.length ?? limit)
            return try DataFile(writing: draft)
        }
        var size = 0
        while let piece = try await body.next() {
            guard size + piece.count <= limit else { throw BlobError.tooLarge(limit: limit) }
            try await folder.run { [size] in try file.write(piece, at: size) }
            size += piece.count
        }
        guard size > 0 else { throw BlobError.empty }
        return size
    }

    private static func store(_ draft: String, size: Int, in folder: BlobFolder) throws -> Stored {
        let file = try DataFile(writing: draft)
        let examined = try Examination(file, size: size)
        guard let type = examined.type else { throw BlobError.unknownType }
        guard type == .jpeg || type == .png else {
            try file.sync()
            try folder.place(draft, as: examined.digest)
            return Stored(digest: examined.digest, size: size, mediaType: type)
        }
        let stripped = try PhotoStripper(type, size: size) { try file.read(at: $0, count: $1) }
        guard let stripped else { throw BlobError.unknownType }
        try file.sync()
        guard stripped.strips else {
            try folder.place(draft, as: examined.digest)
            return Stored(digest: examined.digest, size: size, mediaType: type)
        }
        let copy = try copy(stripped.kept, of: file, in: folder)
        try folder.place(draft, as: examined.digest)
        return Stored(digest: copy.digest, size: copy.size, mediaType: type, original: examined.digest)
    }

    /// Writes what stays of a photo, and puts it in its place.
    private static func copy(
        _ ranges: [Range<Int>], of file: DataFile, in folder: BlobFolder
    ) throws -> (digest: BlobDigest, size: Int) {
        let draft = folder.draft()
        do {
            let copy = try DataFile(writing: draft)
            var size = 0
            for range in ranges {
                for offset in stride(from: range.lowerBound, to: range.upperBound, by: BlobFolder.pieceBytes) {
                    let count = min(BlobFolder.pieceBytes, range.upperBound - offset)
                    let piece = try file.read(at: offset, count: count)
                    try copy.write(piece, at: size)
                    size += piece.count
                }
            }
            try copy.sync()
            guard let digest = try BlobFolder.digest(ofFile: draft) else { throw BlobError.empty }
            try folder.place(draft, as: digest)
            return (digest, size)
        } catch {
            DataFiles.remove(draft)
            throw error
        }
    }
}

/// One pass over a file that has arrived: its digest, and what it is.
private struct Examination {
    let digest: BlobDigest
    let type: MediaType?

    init(_ file: DataFile, size: Int) throws {
        var hash = SHA256Stream()
        var text = TextCheck()
        var offset = 0
        while offset < size {
            let piece = try file.read(at: offset, count: BlobFolder.pieceBytes)
            guard !piece.isEmpty else { throw BlobError.empty }
            hash.update(piece)
            text.take(piece)
            offset += piece.count
        }
        guard let digest = BlobDigest(hash.finish()) else { throw BlobError.empty }
        self.digest = digest
        let head = try file.read(at: 0, count: MediaType.headBytes)
        let tail = try file.read(at: max(0, size - MediaType.tailBytes), count: MediaType.tailBytes)
        type = MediaType(head: head, tail: tail) ?? (text.isWhole ? .text : nil)
    }
}
