import HTTPServer
import HTTPWire
import HotlineCore
import NodeCore
import Storage
import SyncProtocol

/// What a neighbouring system sent, read before its transaction.
private enum ForeignDelivery: Sendable {
    case single(InboundEvent)
    case batch([InboundEvent])
}

extension NodeContext {
    /// `POST /inbox` without a node's name: any CloudEvents client, with a token bound to one `source`. Structured,
    /// batch and binary mode (CloudEvents HTTP binding 1.0.2, section 3). Answered after the durable commit.
    func takeFromForeigner(_ request: Request, _ reply: @escaping Reply) {
        authenticator(request, { [self] request, reply in
            guard let caller = request[CallerKey.self], let source = caller.source else {
                return reply(APIProblem(
                    .notAuthorised, "这个令牌没有绑定事件来源", cure: "使用 role 为 system 的账户的令牌，或以节点身份连接"
                ).response)
            }
            Task {
                do {
                    reply(try await take(read(request), of: source, caller))
                } catch {
                    reply(.failure(error.asProblem))
                }
            }
        }, reply)
    }

    private func read(_ request: Request) throws -> ForeignDelivery {
        try requireBatchSize(request)
        var reader = InboundReader()
        let mode = try EventMode(
            contentType: request.headers["content-type"], hasSpecVersion: request.headers.contains("ce-specversion"))
        switch mode {
        case .batch: return .batch(try reader.batch(request.body).map(interpreted))
        case .structured: return .single(interpreted(try reader.single(request.body)))
        case .binary:
            let event = try BinaryEvent(headers: request.headers, body: request.body)
            return .single(interpreted(try reader.single(event.structured())))
        }
    }

    /// A matter's data is the form of `POST /tickets`, read and judged by the same rules.
    private func interpreted(_ event: InboundEvent) -> InboundEvent {
        guard !event.bytes.isEmpty, let tree = try? JSONTree(reading: Array(event.bytes)), let data = tree["data"],
            tree["type"] == .text(SubmittedMatter.type)
        else { return event }
        let errors = FormErrors()
        let form = FormReader(data, errors: errors)
        let register = RegisterForm.read(form, asks: engine.core.settings.ruleBook)
        form.refuseUnknownFields()
        var event = event
        event.content = errors.all.isEmpty ? .matter(SubmittedMatter(register)) : .unacceptable(SyncProblem(errors.all))
        return event
    }

    private func take(_ delivery: ForeignDelivery, of source: String, _ caller: Caller) async throws -> Response {
        switch delivery {
        case .single(let event):
            let result = try await take(event, of: source, caller)
            switch result {
            case .accepted(let ticket, let isDuplicate):
                var writer = JSONWriter()
                writer.result(of: event, result)
                var response = Response.json(writer.bytes, status: isDuplicate ? 200 : 201)
                response.headers["location"] = "/api/v1/tickets/\(ticket)"
                return response
            case .refused(let problem): return APIProblem(problem).response
            }
        case .batch(let events):
            let results = try await takeAll(events, of: source, caller)
            var writer = JSONWriter()
            writer.object { writer in
                writer.key("results")
                writer.list(zip(events, results)) { $0.result(of: $1.0, $1.1) }
            }
            return .json(writer.bytes)
        }
    }

    /// Many at once, so that they share commits; each is accepted or refused by itself.
    private func takeAll(
        _ events: [InboundEvent], of source: String, _ caller: Caller
    ) async throws -> [ForeignResult] {
        var results: [ForeignResult] = []
        for start in stride(from: 0, to: events.count, by: Self.eventsAtOnce) {
            let some = events[start..<min(start + Self.eventsAtOnce, events.count)]
            results += try await takeTogether(some, of: source, caller)
        }
        return results
    }

    /// Events of one request that wait for the writer at a time: one caller does not fill its queue.
    private static let eventsAtOnce = 128

    private func takeTogether(
        _ events: ArraySlice<InboundEvent>, of source: String, _ caller: Caller
    ) async throws -> [ForeignResult] {
        try await withThrowingTaskGroup(of: (Int, ForeignResult).self) { group in
            for (index, event) in events.enumerated() {
                group.addTask { [self] in (index, try await take(event, of: source, caller)) }
            }
            var results: [(Int, ForeignResult)] = []
            for try await result in group { results.append(result) }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func take(_ event: InboundEvent, of source: String, _ caller: Caller) async throws -> ForeignResult {
        let actor = caller.actor(at: code)
        return try await engine.commit(bytes: event.bytes.count) { core, transaction, now in
            try core.receive(foreign: event, source: source, actor: actor, in: transaction, at: now)
        }
    }
}

extension SyncProblem {
    /// A matter whose form has these errors.
    fileprivate init(_ errors: [FieldError]) {
        self.init(
            .invalidData, detail: "the matter's form is wrong",
            errors: errors.map { Defect(pointer: "/data/" + $0.field.replacing(".", with: "/"), detail: $0.message) })
    }
}

extension JSONWriter {
    /// What became of one event.
    fileprivate mutating func result(of event: InboundEvent, _ result: ForeignResult) {
        object { writer in
            writer.member("id", event.key.id)
            switch result {
            case .accepted(let ticket, let isDuplicate):
                writer.member("status", isDuplicate ? "duplicate" : "accepted")
                writer.member("ticket", ticket.rawValue)
            case .refused(let problem):
                writer.member("status", "refused")
                writer.member("problem", json: try? CanonicalJSON.encode(problem))
            }
        }
    }
}
