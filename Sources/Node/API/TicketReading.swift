import Database
import HotlineCore
import HTTPServer
import NodeCore
import Storage
import WorkCalendar

extension NodeContext {
    /// `GET /tickets`: a page of own tickets; a unit sees its own share and its field only, an overseer nothing
    /// confidential.
    func list(_ call: Call) async throws -> Response {
        let filter = try ownFilter(call)
        let notes = notes(for: call.caller)
        let (page, summaries) = try await engine.read { transaction in
            let page = try TicketStore.list(filter, in: transaction)
            return (page, try notes.lines(of: page, in: transaction))
        }
        return .json(page.json(summaries, wording(for: call.caller)))
    }

    /// What lists are worded with for a caller.
    func wording(for caller: Caller) -> ListWording {
        ListWording(settings: engine.settings, now: engine.now, unit: caller.role == .unit ? caller.unit : nil)
    }

    /// `GET /tickets/{id}`: one ticket. With `reveal=<reason>` the petitioner's full data, for roles that may, on
    /// record.
    func show(_ call: Call, _ reply: @escaping Reply) throws {
        let name = call.request.pathParameters["id"]
        if let reason = try call.request.revealReason() {
            return _ = Task { reply(await .of { try await reveal(name, call, reason: reason) }) }
        }
        engine.submit({ transaction in
            let read = try ReadTicket(name, for: call.caller, in: transaction)
            return (read, try PetitionerSight(of: read.ticket, for: call.caller, in: transaction))
        }, completion: { result in
            do {
                let (read, sight) = try result.get()
                self.answer(read, sight, to: call.caller, reply)
            } catch {
                reply(.failure(error.asProblem))
            }
        })
    }

    /// Answers on the thread that read, as nearly always; a look at personal data waits for its record. What people
    /// wrote stands in the stored ticket alone.
    private func answer(
        _ read: ReadTicket, _ sight: PetitionerSight?, to caller: Caller, _ reply: @escaping Reply
    ) {
        let answer = TicketAnswer(settings: engine.settings, caller: caller)
        switch Shown(read.body, sight) {
        case .clean(let body): reply(answer.response(read.document(answer, body, at: engine.now), status: 200))
        case .telling(let body, let sight, let fields):
            Task {
                reply(await .of {
                    let body = try await recorded(body, sight, fields, to: caller)
                    return answer.response(read.document(answer, body, at: engine.now), status: 200)
                })
            }
        }
    }

    /// Shows the personal fields once the look is on record (ZZ23-47).
    private func reveal(_ name: String, _ call: Call, reason: String) async throws -> Response {
        let (read, personal) = try await engine.store { [code] transaction, now in
            let read = try ReadTicket(name, for: call.caller, in: transaction)
            guard call.caller.mayKnowPetitioner(of: read.ticket) else { throw APIProblem.mayNotReveal }
            let sight = try PetitionerSight(of: read.ticket, for: call.caller, in: transaction)
            try AuditStore.note(
                call.caller.actor(at: code), action: "petitioner.revealed", subject: read.ticket.id.rawValue,
                view: AuditStore.View(read.ticket.id, fields: sight?.known ?? []),
                // The record outlives the petitioner's data.
                reason: sight?.struck(reason) ?? reason, at: now.milliseconds, in: transaction)
            return (read, sight?.revealed)
        }
        let answer = TicketAnswer(settings: engine.settings, caller: call.caller)
        let document = read.document(answer, read.body, at: engine.now, personal: personal ?? PersonalFields())
        return answer.response(document, status: 200)
    }

    /// `GET /tickets/{id}/timeline`: what happened, oldest first.
    func timeline(_ call: Call) async throws -> Response {
        let name = call.request.pathParameters["id"]
        let after = try call.request.query("cursor", in: 0...Int.max, default: 0)
        let limit = try call.request.query("limit", in: 1...1_000, default: 500)
        let (page, next, sight) = try await engine.read { transaction in
            let ticket = try TicketStore.show(name, to: call.caller, in: transaction).ticket
            let entries = try JournalStore.timeline(
                of: ticket.id, after: Int64(after), limit: limit + 1, in: transaction)
            let page = entries.prefix(limit)
            let seen = page.compactMap { entry in
                call.caller.seen(entry.event, of: ticket).map { (seq: entry.seq, event: $0) }
            }
            let next = entries.count > limit ? page.last?.seq : nil
            return (seen, next, try PetitionerSight(of: ticket, for: call.caller, in: transaction))
        }
        var writer = JSONWriter(capacity: 4_096)
        try writer.timeline(page, next: next)
        return .json(try await shown(writer.bytes, sight, to: call.caller, action: "timeline.viewed"))
    }
}

/// What the answer about a ticket is made of.
private struct ReadTicket: Sendable {
    let ticket: Ticket
    /// As it is stored, as far as the caller may see it.
    let body: [UInt8]
    private let repeats: Facts.Repeats
    private let hidden: Set<TicketID>

    /// - Throws: 404 where there is none that the caller may see.
    init(_ name: String, for caller: Caller, in transaction: ReadTransaction) throws {
        let stored = try TicketStore.show(name, to: caller, in: transaction)
        (ticket, body) = (stored.ticket, caller.seen(stored.body, of: stored.ticket))
        repeats = try MatterLinks.repeats(of: ticket.rootId, in: transaction)
        hidden = try caller.hidden(of: repeats, in: transaction)
    }

    /// - Parameter body: the stored ticket as the caller may have it.
    func document(
        _ answer: TicketAnswer, _ body: [UInt8], at now: Moment, personal: PersonalFields? = nil
    ) -> TicketDocument {
        answer.document(ticket, body: body, repeats: repeats, hiding: hidden, at: now, personal: personal)
    }
}

extension Caller {
    /// An event without the attachments that `/attachments` does not list for the caller; nil where it tells of nothing
    /// else.
    fileprivate func seen(_ event: TicketEvent, of ticket: Ticket) -> TicketEvent? {
        switch event.change {
        case .attached(let attached):
            return maySee(attached.attachment, of: ticket) ? event : nil
        case .ordered(var ordered):
            guard let attachments = ordered.attachments else { return event }
            var event = event
            ordered.attachments = attachments.filter { maySee($0, of: ticket) }
            event.change = .ordered(ordered)
            return event
        default: return event
        }
    }
}

extension APIProblem {
    static var mayNotReveal: APIProblem {
        APIProblem(.notAuthorised, "当前角色不能查看诉求人的完整信息", cure: "由坐席、派单员、审核回访员或管理员查看")
    }

    /// Personal data are asked for without saying what for.
    static var reasonMissing: APIProblem { APIProblem([FieldError(field: "reveal", message: "必填")]) }
}

extension ListPage {
    /// The page of mirrors as the API answers it.
    func mirrors(_ wording: ListWording) throws -> [UInt8] {
        json(try bodies.compactMap { try TicketSummary(feedEvent: $0) }, wording)
    }

    /// The page with its lines as the API answers it.
    func json(_ summaries: [TicketSummary], _ wording: ListWording) -> [UInt8] {
        var writer = JSONWriter(capacity: 1_024 * bodies.count + 64)
        writer.object { writer in
            writer.key("items")
            writer.list(summaries) { $1.write(to: &$0, wording) }
            writer.member("next", next?.text)
            writer.member("total", total)
            if isIncomplete { writer.member("incomplete", true) }
        }
        return writer.bytes
    }
}

extension JSONWriter {
    /// Writes a page of a timeline.
    mutating func timeline(_ entries: [(seq: Int64, event: TicketEvent)], next: Int64?) throws {
        let items = try entries.map { ($0, try CanonicalJSON.encode($0.event.actor), try Self.data(of: $0.event)) }
        object { writer in
            writer.key("items")
            writer.list(items) { writer, item in
                let (entry, actor, data) = item
                writer.object { writer in
                    writer.member("seq", entry.seq)
                    writer.member("revision", entry.event.revision)
                    writer.member("at", entry.event.at.description)
                    writer.member("type", entry.event.type)
                    writer.member("actor", json: actor)
                    writer.member("data", json: data)
                }
            }
            writer.member("next", next.map(String.init))
        }
    }

    /// What the change carries, without its name.
    private static func data(of event: TicketEvent) throws -> [UInt8] {
        let change = try CanonicalJSON.encode(event.change)
        guard let colon = change.firstIndex(of: UInt8(ascii: ":")) else { return change }
        return Array(change[(colon + 1)...].dropLast())
    }
}
