import Crypto
package import HotlineCore
import Platform
import Synchronization

/// The files of attachments, each under its digest; what is still arriving lies in `incoming` beside them. All work is
/// done on a thread of its own, in pieces.
package final class BlobFolder: Sendable {
    /// How much is read or written at a time, in bytes.
    static let pieceBytes = 256 * 1024
    /// What attachments leave of the disk for the database, in bytes.
    static let reserveBytes = 64 << 20
    /// How long a half upload is kept, in milliseconds.
    static let halfMilliseconds: Int64 = 86_400_000

    private let path: String
    private let reserve: Int
    private let thread = DedicatedThread(name: "blobs")
    private let nextDraft = Atomic<UInt64>(0)

    /// - Parameters:
    ///   - path: the folder; made with the first file.
    ///   - reserve: bytes of the disk that stay free.
    package init(_ path: String, reserve: Int? = nil) {
        self.path = path
        self.reserve = reserve ?? Self.reserveBytes
    }

    /// Runs `work` on the folder's thread.
    func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            thread.run { continuation.resume(with: Result { try work() }) }
        }
    }

    private var incoming: String { "\(path)/incoming" }
    func file(of digest: BlobDigest) -> String { "\(path)/\(digest)" }
    /// What has arrived of a content that a neighbour brings.
    func part(of digest: BlobDigest) -> String { "\(incoming)/\(digest)" }
    /// A new file for what has no digest yet.
    func draft() -> String {
        "\(incoming)/upload-\(Base64URL.encode(SecureRandom.bytes(9)))-\(nextDraft.add(1, ordering: .relaxed).newValue)"
    }

    /// Refuses what would take the disk's last space.
    func makeRoom(for bytes: Int) throws {
        try DataFiles.makeFolder(path)
        try DataFiles.makeFolder(incoming)
        guard try DataFiles.freeBytes(at: path) - bytes >= reserve else { throw BlobError.diskFull }
    }

    /// The length of a whole file; nil where there is none.
    func size(of digest: BlobDigest) -> Int? { DataFiles.size(of: file(of: digest)) }

    /// How much has arrived of what is not whole.
    func arrived(of digest: BlobDigest) -> Int { DataFiles.size(of: part(of: digest)) ?? 0 }

    /// Puts a file that was written and synced in its place; one that is there already stays.
    func place(_ draft: String, as digest: BlobDigest) throws {
        guard size(of: digest) == nil else { return DataFiles.remove(draft) }
        try DataFiles.move(draft, to: file(of: digest), in: path)
    }

    /// The digest of a file's content; nil where there is no file.
    package static func digest(ofFile path: String) throws -> BlobDigest? {
        guard DataFiles.size(of: path) != nil else { return nil }
        let file = try DataFile(reading: path)
        var hash = SHA256Stream()
        var offset = 0
        while true {
            let piece = try file.read(at: offset, count: pieceBytes)
            if piece.isEmpty { return BlobDigest(hash.finish()) }
            hash.update(piece)
            offset += piece.count
        }
    }

    /// Reads the whole file of a content and tells what it holds, for `hotline verify`.
    package func held(_ digest: BlobDigest) throws -> BlobDigest? { try Self.digest(ofFile: file(of: digest)) }

    /// Files that have not been written to for a day: half uploads, and whole ones that may belong to no ticket.
    func old(at now: Int64) throws -> (halves: [String], whole: [BlobDigest]) {
        func names(_ folder: String) -> [String] {
            let entries = (try? DataFiles.list(folder)) ?? []
            return entries.filter { $0.modifiedAt < now - Self.halfMilliseconds }.map(\.name)
        }
        return (names(incoming).map { "\(incoming)/\($0)" }, names(path).compactMap(BlobDigest.init(rawValue:)))
    }

    func close() { thread.close() }
}

extension BlobDigest {
    /// The name of a content with that digest.
    init?(_ digest: Digest) { self.init(rawValue: Self.prefix + digest.hex) }
}

/// What an attachment's content can fail at.
enum BlobError: Error, Sendable {
    case diskFull
    case tooLarge(limit: Int)
    case empty
    case unknownType
}
