import HotlineCore
import HTTPServer
import HTTPWire
import NodeCore
import Storage

extension RouteBuilder {
    /// `/tickets/{id}/attachments`: recordings, photos and documents (ZZ23-20), for whoever may see the ticket.
    mutating func addAttachments() {
        let context = context
        let most = context.blobs.limits.fileBytes
        upload("/tickets/{id}/attachments", .workers, bodyBytes: most, .attaching) { call, body in
            try await context.attach(call, body)
        }
        get("/tickets/{id}/attachments", .everyone, .attachments) { try await context.attachments($0) }
        get("/tickets/{id}/attachments/{digest}", .everyone, .content) { try await context.content($0) }
    }
}

extension NodeContext {
    /// Takes the file in, then adds it to the ticket. The same content again is answered as it stands.
    fileprivate func attach(_ call: Call, _ body: RequestBody) async throws -> Response {
        let form = try AttachmentForm(call.request)
        let name = call.request.pathParameters["id"]
        // Whoever may not, or has too many, is told so before the file is read.
        try await engine.read { [blobs] in
            try blobs.limits.check(try TicketStore.show(name, toActor: call.caller, in: $0).ticket)
        }
        let stored: Upload.Stored
        do {
            stored = try await Upload(folder: blobs.folder, limit: blobs.limits.fileBytes).take(body)
        } catch {
            throw error.asAttachmentProblem
        }
        let added = try await add(form.command(for: stored), to: name, call)
        var writer = JSONWriter()
        try writer.attachment(added.attachment, isHere: true)
        let json = try await shown(writer.bytes, added.sight, to: call.caller, action: "attachments.viewed")
        var response = Response.json(json, status: added.isNew ? 201 : 200)
        response.headers["location"] = "/api/v1/tickets/\(name)/attachments/\(added.attachment.digest)"
        return response
    }

    private func add(_ attach: Attach, to name: String, _ call: Call) async throws -> Added {
        try await engine.commit { [blobs] core, transaction, now in
            let ticket = try TicketStore.show(name, toActor: call.caller, in: transaction).ticket
            let sight = try PetitionerSight(of: ticket, for: call.caller, in: transaction)
            if let known = ticket.attachment(attach.digest) {
                guard call.caller.maySee(known, of: ticket) else { throw APIProblem.attachmentIsAnothers }
                return Outcome(Added(attachment: known, isNew: false, sight: sight))
            }
            try blobs.limits.check(ticket)
            let request = CommandRequest(
                .attach(attach), ticket: ticket.id, actor: call.caller.actor(at: core.code),
                traceparent: call.request.traceparent)
            let outcome = try core.perform(request, in: transaction, at: now)
            guard let added = outcome.value.ticket.attachment(attach.digest) else {
                preconditionFailure("an attachment that was added is there")
            }
            return Outcome(Added(attachment: added, isNew: true, sight: sight), outcome.effects)
        }
    }

    /// The attachments of a ticket, and which of them are here.
    fileprivate func attachments(_ call: Call) async throws -> Response {
        let (items, sight) = try await engine.read { view in
            let ticket = try TicketStore.show(call.request.pathParameters["id"], to: call.caller, in: view).ticket
            let seen = try (ticket.attachments ?? []).filter { call.caller.maySee($0, of: ticket) }.map { attachment in
                (attachment, try BlobStore.find(attachment.digest, in: view)?.isHere ?? false)
            }
            return (seen, try PetitionerSight(of: ticket, for: call.caller, in: view))
        }
        var writer = JSONWriter()
        let elements = try items.map { attachment, isHere in
            var element = JSONWriter()
            try element.attachment(attachment, isHere: isHere)
            return element.bytes
        }
        writer.object { writer in
            writer.key("items")
            writer.list(elements) { $0.raw($1) }
        }
        return .json(try await shown(writer.bytes, sight, to: call.caller, action: "attachments.viewed"))
    }
}

/// What became of a file that was taken in.
private struct Added: Sendable {
    var attachment: Attachment
    /// False where the same content stood at the ticket before.
    var isNew: Bool
    var sight: PetitionerSight?
}

extension APIProblem {
    /// Tells nothing of the attachment that is there.
    fileprivate static var attachmentIsAnothers: APIProblem {
        APIProblem(.notAuthorised, "工单已有相同内容的附件，由其他单位或热线保管", cure: "无需再次上传；需要使用时请向热线提出")
    }
}

/// What the query says of the file in the body.
private struct AttachmentForm {
    let name: String
    let kind: Attachment.Kind
    let assignment: AssignmentID?
    let cleared: Bool

    /// Everything that is wrong is thrown at once.
    init(_ request: Request) throws {
        var errors: [FieldError] = []
        name = request.query("name").flatMap(FileName.clean) ?? ""
        if name.isEmpty { errors.append(FieldError(field: "name", message: "必填")) }
        let kind = request.query("class").flatMap(Attachment.Kind.init(rawValue:))
        if kind == nil {
            let known = Attachment.Kind.allCases.map(\.rawValue).joined(separator: "、")
            errors.append(FieldError(field: "class", message: "应为以下之一：\(known)"))
        }
        let text = request.query("assignment")
        assignment = text.flatMap(AssignmentID.init(rawValue:))
        if text != nil, assignment == nil {
            errors.append(FieldError(field: "assignment", message: "应为派单标识，如 140525-1-42.1"))
        }
        cleared = try request.queryFlag("cleared")
        guard let kind, errors.isEmpty else { throw APIProblem(errors) }
        self.kind = kind
    }

    func command(for stored: Upload.Stored) -> Attach {
        Attach(
            digest: stored.digest, size: stored.size, mediaType: stored.mediaType.rawValue, kind: kind, name: name,
            assignment: assignment, cleared: cleared, original: stored.original)
    }
}

extension Caller {
    /// The hotline's people see all of a ticket's attachments; a unit what belongs to its own share and what may go to
    /// any assignee; who may not know the petitioner nothing that may tell (ZZ23-47).
    func maySee(_ attachment: Attachment, of ticket: Ticket) -> Bool {
        if role == .unit, hasShare(in: ticket) {
            guard let id = attachment.assignment else { return holdsShare(in: ticket) && ticket.goesDown(attachment) }
            return ticket.assignment(id).map(isHeld) ?? false
        }
        return mayKnowPetitioner(of: ticket) || !ticket.mayTellPetitioner(attachment)
    }
}

extension BlobLimits {
    fileprivate func check(_ ticket: Ticket) throws {
        guard ticket.attachments?.count ?? 0 < perTicket else {
            throw APIProblem(.tooManyAttachments, "工单已有 \(perTicket) 个附件", cure: "合并材料，或请管理员调整 limits")
        }
    }
}

extension JSONWriter {
    /// Writes one attachment as the API shows it.
    mutating func attachment(_ attachment: Attachment, isHere: Bool) throws {
        let json = try CanonicalJSON.encode(attachment)
        raw(json.dropLast() + ",\"isHere\":\(isHere)}".utf8)
    }
}

extension RouteDescription {
    private static let file = JSONSchema([:])

    fileprivate static let attaching = RouteDescription(
        .attachments, "Add a file to a ticket 添加附件",
        "The file is the body, as it is; its type is judged by its content.")
        .query(
            .query("name", .component(.filledText), "The file's name", isRequired: true),
            .query("class", .oneOf(Attachment.Kind.self), "身份, 联系凭证, 办理 or 现场", isRequired: true),
            .query("assignment", .component(.assignmentID), "The assignment whose work it proves"),
            .query("cleared", .flag, "A person saw that it does not tell who a confidential petitioner is"))
        .takes(("application/octet-stream", file), isRequired: false)
        .refuses(
            .unknownTicket, .invalidQuery, .invalidForm, .missingFields, .attachmentTooLarge, .unsupportedAttachment,
            .tooManyAttachments)
        .refuses(.command)
        .answers(.component(.attachment), "The ticket has that content already", headers: .location)
        .answers(.component(.attachment), status: 201, "Added", headers: .location)

    fileprivate static let attachments = RouteDescription(
        .attachments, "The attachments that the caller may know of 附件")
        .refuses(.unknownTicket).answers(.items(.attachment))

    fileprivate static let content = RouteDescription(.attachments, "A content, whole or in part")
        .query(
            .query("original", .flag, "The photo as it was taken"), .reveal, .range)
        .refuses(.unknownTicket, .unknownItem, .invalidQuery, .missingFields, .notAuthorised, .attachmentMissing,
            .databaseFull, .recovering)
        .answers([("*/*", file)], "The content")
        .answers([("*/*", file)], status: 206, "The part asked for")
        .answers([], status: 416, "The part lies behind the end")
}
