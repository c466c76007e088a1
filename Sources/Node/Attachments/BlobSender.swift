import HotlineCore
import HTTPWire
import NodeCore
import PeerTransport
import Platform
import Storage
import SyncProtocol

/// Brings one peer the contents that it needs, in pieces, each from where the peer has got to.
struct BlobSender: Sendable {
    /// What came of one content.
    enum Verdict: Sendable, Equatable {
        /// The peer has it.
        case delivered
        /// The peer knows no event that names it, yet or ever.
        case unknown
        /// The peer will not take it.
        case refused(String)
        /// Another time.
        case failed(String)
    }

    /// One request's worth, in bytes: little is lost when a line breaks, and little is held in memory.
    static let pieceBytes = 1 << 20

    let wire: PeerWire
    let folder: BlobFolder

    /// Sends what the peer lacks of a content.
    func send(_ blob: BlobStore.Blob) async -> Verdict {
        do {
            let standing = try await wire.standing(of: blob.digest)
            guard var offset = standing.offset else { return Verdict(standing.status) }
            guard offset < blob.size else {
                return standing.status == 200 && offset == blob.size
                    ? .delivered : .failed("the peer tells of \(offset) bytes, there are \(blob.size)")
            }
            let file = try await folder.run { [folder] in try DataFile(reading: folder.file(of: blob.digest)) }
            // Each answer moves on or starts over; a peer that does neither is left alone for now.
            var startsOver = 0
            while startsOver < 3 {
                let piece = try await folder.run { [offset] in
                    try file.read(at: offset, count: min(Self.pieceBytes, blob.size - offset))
                }
                guard !piece.isEmpty else { return .failed("the file is shorter than it was said to be") }
                let answer = try await wire.put(piece, of: blob.digest, at: offset)
                if answer.status == 200 || answer.status == 201 { return .delivered }
                guard let next = answer.offset, next < blob.size else { return Verdict(answer.status) }
                if next <= offset { startsOver += 1 }
                offset = next
            }
            return .failed("the peer does not get on with it")
        } catch {
            return .failed("\(error)")
        }
    }
}

extension BlobSender.Verdict {
    fileprivate init(_ status: Int) {
        switch status {
        case 404: self = .unknown
        case 413: self = .refused("附件超过对方的大小限制")
        default: self = .failed("the peer answered \(status)")
        }
    }
}

extension PeerWire {
    /// What a peer answers about a content: how much of it is there, where it tells.
    struct BlobStanding: Sendable {
        var status: Int
        var offset: Int?

        fileprivate init(_ response: PeerResponse) {
            status = response.status
            offset = response.headers[UploadField.offset].flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil }
        }
    }

    fileprivate func standing(of digest: BlobDigest) async throws(TransportError) -> BlobStanding {
        BlobStanding(try await request(.head, "/blobs/\(digest)", timeout: .seconds(10)))
    }

    fileprivate func put(
        _ piece: [UInt8], of digest: BlobDigest, at offset: Int
    ) async throws(TransportError) -> BlobStanding {
        BlobStanding(try await request(
            .put, "/blobs/\(digest)", headers: [
                UploadField.offset: String(offset), "content-type": "application/octet-stream",
            ], body: piece, timeout: .seconds(120)))
    }

    /// A piece of a content that the peer holds; nil where it does not give it.
    func fetch(_ digest: BlobDigest, from offset: Int, count: Int) async throws(TransportError) -> [UInt8]? {
        let response = try await request(
            .get, "/blobs/\(digest)", headers: ["range": "bytes=\(offset)-\(offset + count - 1)"],
            timeout: .seconds(120))
        return response.status == 206 && response.body.count <= count ? response.body : nil
    }
}
