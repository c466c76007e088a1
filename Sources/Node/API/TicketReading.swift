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
        var filter = try TicketFilter(call.request, now: engine.now)
        filter.limit(to: call.caller)
        let (page, summaries) = try await engine.read { [filter] transaction in
            let page = try TicketStore.list(filter, in: transaction)
            return (page, try page.bodies.map { try TicketSummary($0).struck(in: transaction) })
        }
        return .json(page.json(summaries, at: engine.now))
    }

    /// `GET /tickets/{id}`: one ticket. With `reveal=<reason>` the petitioner's full data, for roles that may, on
    /// record.
    func show(_ call: Call) async throws -> Response {
        let name = call.request.pathParameters["id"]
        if let reason = try call.request.revealReason() { return try await reveal(name, call, reason: reason) }
        let (read, sight) = try await engine.read { transaction in
            let stored = try TicketStore.show(name, to: call.caller, in: transaction)
            return (
                try ReadTicket(stored.ticket, for: call.caller, in: transaction),
                try PetitionerSight(of: stored.ticket, for: call.caller, in: transaction)
            )
        }
        let answer = TicketAnswer(settings: engine.settings, caller: call.caller)
        let document = read.document(answer, at: engine.now)
        let json = try await shown(document.json, sight, to: call.caller)
        return answer.response(json: json, entityTag: document.entityTag, id: read.ticket.id.rawValue, status: 200)
    }

    /// Shows the personal fields once the look is on record (ZZ23-47).
    private func reveal(_ name: String, _ call: Call, reason: String) async throws -> Response {
        let (read, personal) = try await engine.store { [code] transaction, now in
            let stored = try TicketStore.show(name, to: call.caller, in: transaction)
            guard call.caller.mayKnowPetitioner(of: stored.ticket) else { throw APIProblem.mayNotReveal }
            let sight = try PetitionerSight(of: stored.ticket, for: call.caller, in: transaction)
            try AuditStore.note(
                call.caller.actor(at: code), action: "petitioner.revealed", subject: stored.ticket.id.rawValue,
                view: AuditStore.View(stored.ticket.id, fields: sight?.known ?? []),
                // The record outlives the petitioner's data.
                reason: sight?.struck(reason) ?? reason, at: now.milliseconds, in: transaction)
            return (try ReadTicket(stored.ticket, for: call.caller, in: transaction), sight?.revealed)
        }
        let answer = TicketAnswer(settings: engine.settings, caller: call.caller)
        let document = read.document(answer, at: engine.now, personal: personal ?? PersonalFields())
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
    private let body: [UInt8]
    private let repeats: Facts.Repeats
    private let hidden: Set<TicketID>

    init(_ ticket: Ticket, for caller: Caller, in transaction: ReadTransaction) throws {
        self.ticket = ticket
        body = try TicketStore.body(of: ticket.id, in: transaction)
        repeats = try MatterLinks.repeats(of: ticket.rootId, in: transaction)
        hidden = try caller.hidden(of: repeats, in: transaction)
    }

    func document(_ answer: TicketAnswer, at now: Moment, personal: PersonalFields? = nil) -> TicketDocument {
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
    fileprivate static var mayNotReveal: APIProblem {
        APIProblem(.notAuthorised, "当前角色不能查看诉求人的完整信息", cure: "由坐席、派单员、审核回访员或管理员查看")
    }

    /// Personal data are asked for without saying what for.
    static var reasonMissing: APIProblem { APIProblem([FieldError(field: "reveal", message: "必填")]) }
}

extension TicketFilter {
    /// Narrows it to what the caller may see.
    mutating func limit(to caller: Caller) {
        scope = caller.scope
        hidesConfidential = caller.isKeptFromConfidential
    }

    /// The filters of a list's query.
    init(_ request: Request, now: Moment) throws(APIProblem) {
        self.init()
        states = try request.choices("state", TicketState.self)
        kinds = try request.choices("kind", MatterKind.self)
        channels = try request.choices("channel", Channel.self)
        if let text = request.query("unit") {
            guard let unit = UnitID(rawValue: text) else { throw .invalidQuery("unit", "单位代码") }
            self.unit = unit
        }
        if let text = request.query("dueBefore") {
            guard let moment = Moment(text) else { throw .invalidQuery("dueBefore", "带时区的时间（RFC 3339）") }
            dueBefore = moment.milliseconds
        }
        if try request.queryFlag("overdue") { dueBefore = min(dueBefore ?? .max, now.milliseconds) }
        if let text = request.query("source") {
            guard let node = NodeCode(rawValue: text) else { throw .invalidQuery("source", "节点代码") }
            source = node.source
        }
        proposed = try request.queryFlag("proposed")
        rootId = request.query("rootId")
        text = request.query("q")
        limit = try request.query("limit", in: 1...500, default: 50)
        if let text = request.query("cursor") {
            guard let cursor = ListCursor(text) else { throw .invalidQuery("cursor", "上一页的 next") }
            before = cursor
        }
    }
}

extension Request {
    /// The values of a parameter that names cases of an enumeration.
    fileprivate func choices<Value: RawRepresentable<String> & CaseIterable>(
        _ name: String, _ type: Value.Type
    ) throws(APIProblem) -> [String] {
        let values = queries(name)
        if values.contains(where: { Value(rawValue: $0) == nil }) {
            throw .invalidQuery(name, "以下之一：\(Value.allCases.map(\.rawValue).joined(separator: "、"))")
        }
        return values
    }
}

extension APIProblem {
    /// A query parameter whose value cannot be.
    static func invalidQuery(_ name: String, _ expected: String) -> APIProblem {
        APIProblem(
            .invalidQuery, "\(name) 应为\(expected)", cure: "更正查询条件",
            errors: [FieldError(field: name, message: "应为\(expected)")])
    }
}

extension ListPage {
    /// The page of mirrors as the API answers it.
    func mirrors(at now: Moment) throws -> [UInt8] {
        json(try bodies.compactMap(FeedEvent.ticket).map { try TicketSummary(mirror: $0) }, at: now)
    }

    /// The page with its lines as the API answers it.
    func json(_ summaries: [TicketSummary], at now: Moment) -> [UInt8] {
        var writer = JSONWriter(capacity: 512 * bodies.count + 64)
        writer.object { writer in
            writer.key("items")
            writer.list(summaries) { $1.write(to: &$0, at: now) }
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
