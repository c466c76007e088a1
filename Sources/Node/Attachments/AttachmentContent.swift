import HotlineCore
import HTTPServer
import HTTPWire
import NodeCore
import Platform
import Storage
import WorkCalendar

extension NodeContext {
    /// `GET /tickets/{id}/attachments/{digest}`: the content, or a range of it. `original=true` asks for the photo as
    /// it was taken, where that is held.
    func content(_ call: Call) async throws -> Response {
        // Judged wherever it is given, also where no reason is asked for.
        _ = try call.request.revealReason()
        let (ticket, attachment, digest) = try await engine.read { view in
            let name = call.request.pathParameters["id"]
            let ticket = try TicketStore.show(name, to: call.caller, in: view).ticket
            guard let digest = BlobDigest(rawValue: call.request.pathParameters["digest"]),
                let attachment = ticket.attachment(digest), call.caller.maySee(attachment, of: ticket)
            else { throw APIProblem(.unknownItem, "工单没有这个附件", cure: "从附件列表中选择") }
            let wantsOriginal = try call.request.queryFlag("original") && call.caller.mayKnowPetitioner(of: ticket)
            return (ticket, attachment, wantsOriginal ? attachment.original ?? digest : digest)
        }
        if ticket.mayTellPetitioner(attachment) { try await note(attachment, of: ticket, call) }
        var response = try await blobs.answer(digest, range: call.request.headers["range"]) { [engine] in
            try await engine.store { transaction, _ in try BlobStore.lost(digest, in: transaction) }
        }
        response.headers["content-type"] = attachment.mediaType
        response.headers["content-disposition"] = FileName.disposition(attachment.name)
        response.headers["x-content-type-options"] = "nosniff"
        response.headers["content-security-policy"] = "default-src 'none'; sandbox"
        response.headers["cache-control"] = "private, no-store"
        return response
    }

    /// ZZ23-47: who looked at what may tell who the petitioner is stands on record; where they asked for
    /// confidentiality, with what for: `reveal=<reason>`.
    private func note(_ attachment: Attachment, of ticket: Ticket, _ call: Call) async throws {
        let reason = try call.request.revealReason()
        if ticket.petitioner.confidential, reason == nil { throw APIProblem.reasonMissing }
        let actor = call.caller.actor(at: code)
        try await engine.store { transaction, now in
            let sight = try PetitionerSight(of: ticket, for: call.caller, in: transaction)
            try AuditStore.note(
                actor, action: "attachment.read", subject: "\(ticket.id)/\(attachment.digest)",
                view: AuditStore.View(ticket.id, fields: ["attachment"]),
                reason: reason.map { sight?.struck($0) ?? $0 }, at: now.milliseconds, in: transaction)
        }
    }
}

extension Ticket {
    /// Whether an attachment may tell who the petitioner is: a proof of identity, a recording of their voice, and
    /// whatever nobody has cleared where they asked for confidentiality (ZZ23-8a).
    func mayTellPetitioner(_ attachment: Attachment) -> Bool {
        !attachment.kind.mayBeCleared || (petitioner.confidential && !attachment.cleared)
    }
}

extension BlobCentre {
    /// The content of a file in pieces, whole or the range that was asked for (RFC 9110 section 14).
    ///
    /// - Parameter lost: called where the file is not there.
    func answer(
        _ digest: BlobDigest, range text: String?, lost: () async throws -> Void
    ) async throws -> Response {
        let opened = try await folder.run { [folder] () -> (file: DataFile, size: Int)? in
            guard folder.size(of: digest) != nil else { return nil }
            let file = try DataFile(reading: folder.file(of: digest))
            return (file, try file.size())
        }
        guard let (file, size) = opened else {
            try await lost()
            throw APIProblem(
                .attachmentMissing, "附件内容尚未送达本节点", cure: "稍后重试；本节点会向有该附件的节点索取", retryAfter: 60)
        }
        var response = Response(status: 200)
        response.headers["accept-ranges"] = "bytes"
        response.headers["etag"] = "\"\(digest)\""
        var range = 0..<size
        switch ByteRange(text, of: size) {
        case .whole: break
        case .part(let part):
            range = part
            response.status = 206
            response.headers["content-range"] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(size)"
        case .unsatisfiable:
            return Response(status: 416, headers: ["content-range": "bytes */\(size)"])
        }
        response.body = .file(length: range.count) { [folder, range] writer in
            var offset = range.lowerBound
            while offset < range.upperBound {
                let count = min(BlobFolder.pieceBytes, range.upperBound - offset)
                let piece = try await folder.run { [offset] in try file.read(at: offset, count: count) }
                guard piece.count == count else { throw BlobError.empty }
                try await writer.write(piece)
                offset += count
            }
        }
        return response
    }
}

/// What a `Range` field asks of a file. One range is served; more than one, or what cannot be read, asks for the whole
/// (RFC 9110 section 14.2).
enum ByteRange: Equatable {
    case whole
    case part(Range<Int>)
    case unsatisfiable

    init(_ text: String?, of size: Int) {
        self = .whole
        guard let text, text.hasPrefix("bytes="), !text.contains(",") else { return }
        let bounds = text.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
        guard bounds.count == 2, bounds.allSatisfy({ $0.utf8.allSatisfy(Self.isDigit) }) else { return }
        switch (Int(bounds[0]), Int(bounds[1])) {
        case (let first?, let last) where last == nil && bounds[1].isEmpty || (last ?? -1) >= first:
            self = first < size ? .part(first..<min(last.map { min($0, size - 1) + 1 } ?? size, size)) : .unsatisfiable
        case (nil, let count?) where bounds[0].isEmpty:
            self = count > 0 && size > 0 ? .part(max(0, size - count)..<size) : .unsatisfiable
        default: return
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
