import Database
import HTTPServer
import HotlineCore
import NodeCore
import Storage
import WorkCalendar

extension RouteBuilder {
    /// `/mirror/tickets`: read-only copies of the tickets of nodes below, and what may be said about them.
    mutating func addMirrors() {
        let context = context
        get("/mirror/tickets", .staff, .mirrors) { call in
            let filter = try context.mirrorFilter(call)
            let page = try await context.engine.read { try MirrorStore.list(filter, in: $0) }
            return .json(try page.mirrors(context.wording(for: call.caller)))
        }
        get("/mirror/tickets/{id}", .staff, .mirror) { try await context.showMirror($0) }
        get("/mirror/tickets/{id}/timeline", .staff, .timeline) { try await context.mirrorTimeline($0) }
        post("/mirror/tickets/{id}/actions/{action}", .supervisors, .directing) { try await context.direct($0) }
        get("/escalations", .staff, .escalations) { try await context.escalations($0) }
    }
}

/// The parts of a feed event as it is stored: `{…, "data": {"event": …, "ticket": …}}`.
enum FeedEvent {
    /// The ticket after the change.
    static func ticket(in event: [UInt8]) -> [UInt8]? { part("ticket", in: event) }

    /// What happened.
    static func change(in event: [UInt8]) -> [UInt8]? { part("event", in: event) }

    /// What the node that sent it calls the units that it names, by their codes; a neighbour of an earlier version does
    /// not say.
    static func unitNames(in event: [UInt8]) -> [String: String] {
        guard let part = part("units", in: event) else { return [:] }
        return (try? CanonicalJSON.decode([String: String].self, from: part)) ?? [:]
    }

    private static func part(_ key: StaticString, in event: [UInt8]) -> [UInt8]? {
        guard let data = JSONSlices.value(of: "data", in: event),
            let part = JSONSlices.value(of: key, in: event, from: data.lowerBound)
        else { return nil }
        return Array(event[part])
    }
}

extension NodeContext {
    fileprivate func showMirror(_ call: Call) async throws -> Response {
        let name = call.request.pathParameters["id"]
        let event = try await engine.read { try MirrorStore.show(name, to: call.caller, in: $0).event }
        guard let body = FeedEvent.ticket(in: event) else { throw StorageError.unreadable(table: "mirror", key: name) }
        let names = try CanonicalJSON.encode(FeedEvent.unitNames(in: event))
        var writer = JSONWriter(capacity: body.count + names.count + 1_024)
        // Mirrors are shown as they came; only what their units are called and what may be said about them is added.
        writer.object(body[...]) { writer in
            writer.member("unitNames", json: names)
            writer.key("actions")
            if Roles.supervisors.admits(call.caller) {
                DirectiveActions.write(to: &writer)
            } else {
                writer.list([Int]()) { $0.value($1) }
            }
        }
        return .json(writer.bytes)
    }

    fileprivate func mirrorTimeline(_ call: Call) async throws -> Response {
        let name = call.request.pathParameters["id"]
        let limit = try call.request.query("limit", in: 1...1_000, default: 500)
        let events = try await engine.read { transaction in
            let id = try MirrorStore.show(name, to: call.caller, in: transaction).id
            return try MirrorStore.timeline(of: id, limit: limit, in: transaction)
        }
        var writer = JSONWriter(capacity: 4_096)
        writer.object { writer in
            writer.key("items")
            writer.list(events.reversed().compactMap(FeedEvent.change)) { $0.received($1) }
            writer.member("next", nil)
        }
        return .json(writer.bytes)
    }

    /// Sends a directive towards the ticket's owner: supervision 督办, a spot check's result, a complaint made here.
    fileprivate func direct(_ call: Call) async throws -> Response {
        let action = call.request.pathParameters["action"]
        guard let kind = DirectiveActions.kind(of: action) else {
            throw APIProblem(.unknownAction, "没有名为 \(action) 的操作", cure: "可用的操作见副本工单的 actions")
        }
        let form = try call.request.form { DirectiveActions.read($0, kind) }
        let repetition = try Repetition(call)
        if let repetition { try inFlight.enter(repetition) }
        defer { if let repetition { inFlight.leave(repetition) } }
        return .json(try await issue(form, call, repetition), status: 201)
    }

    /// The directive as it was issued, now or when the request first came.
    private func issue(_ form: DirectiveForm, _ call: Call, _ repetition: Repetition?) async throws -> [UInt8] {
        let name = call.request.pathParameters["id"]
        return try await engine.commit { [code] core, transaction, now in
            if let kept = try repetition?.keptAnswer(in: transaction) { return Outcome(kept.response) }
            let mirror = try MirrorStore.show(name, to: call.caller, in: transaction)
            let outcome = try core.direct(
                form, mirror: mirror.id, by: call.caller.actor(at: code), traceparent: call.request.traceparent,
                in: transaction, at: now)
            let json = try CanonicalJSON.encode(outcome.value)
            try repetition?.keep(json, status: 201, at: now, in: transaction)
            return Outcome(json, outcome.effects)
        }
    }
}

extension NodeContext {
    /// What nodes below raised to this one: answers to directives, requests for supervision (提级督办).
    fileprivate func escalations(_ call: Call) async throws -> Response {
        let rootId = try call.request.query("rootId").map { text throws(APIProblem) in
            guard let id = TicketID(rawValue: text) else { throw .invalidQuery("rootId", "工单标识") }
            return id
        }
        let limit = try call.request.query("limit", in: 1...500, default: 200)
        let items = try await engine.read {
            try EscalationStore.list(
                rootId: rootId, hidesConfidential: call.caller.isKeptFromConfidential, limit: limit, in: $0)
        }
        let actors = try items.map { try CanonicalJSON.encode($0.escalation.actor) }
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("items")
            writer.list(zip(items, actors)) { $0.escalation($1.0, actor: $1.1) }
        }
        return .json(writer.bytes)
    }
}

extension JSONWriter {
    fileprivate mutating func escalation(_ item: EscalationStore.Stored, actor: [UInt8]) {
        let escalation = item.escalation
        object { writer in
            writer.member("id", String(item.id))
            writer.moment("receivedAt", item.receivedAt)
            writer.member("kind", escalation.kind.rawValue)
            writer.member("ticket", escalation.ticket.rawValue)
            writer.member("rootId", escalation.rootId.rawValue)
            writer.member("directive", escalation.directive)
            writer.member("text", escalation.text)
            writer.member("from", escalation.from.rawValue)
            writer.member("actor", json: actor)
            writer.member("at", escalation.at.description)
        }
    }

    /// One step of a mirror's timeline, from the parts of the event as they came: a node of another version may tell
    /// changes that this one does not know.
    fileprivate mutating func received(_ event: [UInt8]) {
        func part(_ key: StaticString) -> [UInt8]? { JSONSlices.value(of: key, in: event).map { Array(event[$0]) } }
        let change = JSONSlices.value(of: "change", in: event).flatMap {
            JSONSlices.firstMember(in: event, from: $0.lowerBound)
        }
        let name = change.map { String(decoding: event[$0.key], as: UTF8.self) }
        object { writer in
            writer.member("seq", json: part("revision"))
            writer.member("revision", json: part("revision"))
            writer.member("at", json: part("at"))
            writer.member("type", name)
            if name.map({ Change.readers[$0] == nil }) ?? true { writer.member("unknown", true) }
            writer.member("actor", json: part("actor"))
            writer.member("data", json: change.map { Array(event[$0.value]) })
        }
    }
}

extension MirrorStore {
    /// A mirror by its ticket's identifier, or by its number where only one ticket has it; 404 where there is none.
    fileprivate static func show(
        _ name: String, to caller: Caller, in transaction: ReadTransaction
    ) throws -> (id: TicketID, event: [UInt8]) {
        let numbered = try TicketNumber(rawValue: name).flatMap { try only($0, in: transaction) }
        for id in [TicketID(rawValue: name), numbered].compactMap(\.self) {
            guard let event = try event(of: id, in: transaction) else { continue }
            let isHidden = try caller.isKeptFromConfidential && isConfidential(id, in: transaction) ?? true
            if !isHidden { return (id, event) }
        }
        throw APIProblem(
            .unknownTicket, "本节点没有标识或编号为 \(name) 的下级工单副本", cure: "核对编号；本级工单见 /tickets")
    }

    /// Numbers are unique within one node only.
    private static func only(_ number: TicketNumber, in transaction: ReadTransaction) throws -> TicketID? {
        let matching = try ids(of: number, in: transaction)
        return matching.count == 1 ? matching[0] : nil
    }
}

extension RouteDescription {
    fileprivate static let mirrors = RouteDescription(.mirrors, "A page of copies of the tickets of nodes below 下级工单")
        .filters.query(.query("source", .component(.nodeCode), "Owned by this node")).answers(.ticketPage)

    fileprivate static let mirror = RouteDescription(.mirrors, "One copy, and what may be said about it")
        .refuses(.unknownTicket).answers(.component(.mirrorTicket))

    fileprivate static let timeline = RouteDescription(
        .mirrors, "What happened to a copy's ticket, as far as it is held")
        .query(.limit(1...1_000, usual: 500)).refuses(.unknownTicket, .invalidQuery)
        .answers(.items(.timelineEntry, .always("next", JSONSchema(["type": "null"]), "There is one page")))

    fileprivate static let directing = DirectiveActions.all.reduce(
        RouteDescription(.mirrors, "Say something about a ticket of a node below")
            .query(.idempotencyKey).refuses(.command).refuses(.unknownAction)
            .answers(.component(.directive), status: 201, "The directive that went down")
    ) { description, action in
        let words = action.name.split(separator: "-").joined(separator: " ")
        let summary = "\(words.prefix(1).uppercased())\(words.dropFirst()) \(action.label)"
        let example: JSONTree = ["text": "请于三日内核查并答复", "answerDue": "2026-11-24T18:00:00+08:00"]
        return description.action(action.name, summary, example: example) {
            DirectiveActions.read($0, action.kind)
        }
    }

    fileprivate static let escalations = RouteDescription(
        .mirrors, "What nodes below raised: answers to directives 答复督办, requests for supervision 提级督办")
        .query(.query("rootId", .component(.ticketID), "Of this matter"), .limit(1...500, usual: 200))
        .refuses(.invalidQuery).answers(.items(.escalation))
}
