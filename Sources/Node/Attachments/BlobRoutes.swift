import HotlineCore
import HTTPServer
import HTTPWire
import NodeCore
import Storage

extension RouteBuilder {
    /// `/blobs/{digest}`: contents between nodes. `HEAD` tells how much has arrived, `PUT` goes on from there, `GET` is
    /// for a node that fetches.
    mutating func addBlobs() {
        let context = context
        link("/blobs/{digest}", method: .head, .standing) { try await context.answerStanding($0, from: $1) }
        link("/blobs/{digest}", method: .get, .fetch) { try await context.answerFetch($0, from: $1) }
        let most = context.blobs.limits.fileBytes
        linkUpload("/blobs/{digest}", bodyBytes: most, .delivery) { request, body, peer in
            try await context.take(request, body, from: peer)
        }
    }
}

extension NodeContext {
    private func blob(_ request: Request, sharedWith peer: NodeCode) async throws -> BlobStore.Blob {
        let name = request.pathParameters["digest"]
        let found = try await engine.read { view in
            try BlobDigest(rawValue: name).flatMap { try BlobStore.find($0, sharedWith: peer, in: view) }
        }
        guard let found else {
            throw APIProblem(
                .unknownItem, "本节点与 \(peer) 之间没有消息提到附件 \(name)", cure: "先送达提到它的消息，再发送内容")
        }
        return found
    }

    /// How much of a content is here.
    fileprivate func answerStanding(_ request: Request, from peer: NodeCode) async throws -> Response {
        let blob = try await blob(request, sharedWith: peer)
        let folder = blobs.folder
        let offset = blob.isHere ? blob.size : try await folder.run { folder.arrived(of: blob.digest) }
        return .standing(offset, of: blob, status: 200)
    }

    /// The content for a neighbour that fetches.
    fileprivate func answerFetch(_ request: Request, from peer: NodeCode) async throws -> Response {
        let blob = try await blob(request, sharedWith: peer)
        var response = try await blobs.answer(blob.digest, range: request.headers["range"]) { [engine] in
            try await engine.store { transaction, _ in try BlobStore.lost(blob.digest, in: transaction) }
        }
        response.headers["content-type"] = "application/octet-stream"
        return response
    }

    /// Takes a piece of a content; 201 once it is whole and verified.
    fileprivate func take(_ request: Request, _ body: RequestBody, from peer: NodeCode) async throws -> Response {
        let blob = try await blob(request, sharedWith: peer)
        guard !blob.isHere else { return .standing(blob.size, of: blob, status: 200) }
        guard let offset = Int(request.headers[UploadField.offset] ?? "0") else {
            throw APIProblem(.malformedHeader, "Upload-Offset 应为字节数", cure: "使用 HEAD 给出的 Upload-Offset")
        }
        do {
            var receipt = try BlobReceipt(blob, in: blobs)
            defer { receipt.end() }
            switch try await receipt.take(body, at: offset) {
            case .whole:
                try await engine.commit { core, transaction, now in
                    try core.blobArrived(blob.digest, in: transaction, at: now)
                }
                return .standing(blob.size, of: blob, status: 201)
            case .part(let arrived): return .standing(arrived, of: blob, status: 202)
            case .elsewhere(let arrived): return .standing(arrived, of: blob, status: 409)
            }
        } catch {
            throw error.asAttachmentProblem
        }
    }
}

/// The fields that tell how far a content is (as in the IETF's resumable uploads).
enum UploadField {
    static let offset = "upload-offset"
    static let length = "upload-length"
}

extension Response {
    fileprivate static func standing(_ offset: Int, of blob: BlobStore.Blob, status: Int) -> Response {
        Response(status: status, headers: [
            UploadField.offset: String(offset), UploadField.length: String(blob.size),
        ])
    }
}

extension RouteDescription {
    private static let bytes: [(type: String, schema: JSONSchema)] = [("application/octet-stream", JSONSchema([:]))]

    fileprivate static let standing = RouteDescription(.betweenNodes, "How much of a content has arrived")
        .refuses(.unknownItem).answers([], "So much", headers: .uploadOffset, .uploadLength)

    fileprivate static let fetch = RouteDescription(.betweenNodes, "A content for a neighbour that fetches")
        .query(.range).refuses(.unknownItem, .attachmentMissing)
        .answers(bytes, "The content").answers(bytes, status: 206, "The part asked for")
        .answers([], status: 416, "The part lies behind the end")

    fileprivate static let delivery = RouteDescription(.betweenNodes, "Take a piece of a content")
        .query(.header("Upload-Offset", .count, "Where the piece begins"))
        .takes(("application/octet-stream", JSONSchema([:])))
        .refuses(.unknownItem, .malformedHeader, .attachmentDiffers, .attachmentArriving, .attachmentTooLarge)
        .answers([], "All is here already", headers: .uploadOffset, .uploadLength)
        .answers([], status: 201, "Whole and verified", headers: .uploadOffset, .uploadLength)
        .answers([], status: 202, "More is to come", headers: .uploadOffset, .uploadLength)
}
