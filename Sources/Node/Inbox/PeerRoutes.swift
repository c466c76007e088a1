import Database
import HotlineCore
import HTTPServer
import HTTPWire
import NodeCore
import Storage
import SyncProtocol

extension RouteBuilder {
    /// What nodes say to each other (design section 5). Bodies are read and digested before their transaction.
    mutating func addPeers() {
        let context = context
        let batchBytes = context.batchBytes
        // What a neighbour with other limits sends is refused by the node itself, which signs the refusal: only that
        // makes it send less. The server refuses what is far beyond, unsigned.
        let readBytes = 2 * batchBytes
        link("/hello", isExchange: true, .hello) { try await context.answerHello($0, from: $1) }
        let inbox = Door(callers: .nodesAndSystems, isExchange: true, batchBytes: batchBytes)
        mixed("/inbox", bodyBytes: readBytes, inbox, .inbox) { request, reply in
            if request.headers.contains("hotline-node") {
                context.takeFromPeer(request, through: inbox, reply)
            } else {
                context.takeFromForeigner(request, reply)
            }
        }
        link("/outbox/{code}/pull", .pull) { try await context.answerPull($0, from: $1) }
        link("/reconciliation", isExchange: true, .reconciliation) {
            try await context.answerReconciliation($0, from: $1)
        }
        link("/reconciliation/states", bodyBytes: batchBytes, isExchange: true, .states) {
            try await context.answerStates($0, from: $1)
        }
        link("/journal/seals", isExchange: true, .seals) { try await context.answerSeals($0, from: $1) }
    }
}

extension NodeContext {
    /// The longest body of a request with events: a batch and the little around it.
    var batchBytes: Int { engine.core.settings.limits.batchBytes + 64 * 1024 }

    /// `POST /hello`: where the peer stands is taken in, where this node stands is answered.
    fileprivate func answerHello(_ request: Request, from peer: NodeCode) async throws -> Response {
        let hello = try request.decode(Hello.self)
        let answer = try await engine.commit(lane: .message, bytes: request.body.count) { core, transaction, now in
            try core.answerHello(hello, from: peer, freshEpoch: FreshEpoch.draw(), in: transaction, at: now)
        }
        delivery.contact(from: peer)
        switch answer {
        case .success(let hello): return .json(try CanonicalJSON.encode(hello))
        case .failure(let problem): return APIProblem(problem).response
        }
    }

    /// `POST /inbox` with a stream: answered after the durable commit.
    fileprivate func takeFromPeer(_ request: Request, through door: Door, _ reply: @escaping Reply) {
        let reply = signing(reply, to: request)
        // Off the event loop and off the writer: a batch takes milliseconds to read and digest.
        Task { [self] in
            do {
                var request = request
                let peer = try links.node(of: request, body: request.body)
                delivery.contact(from: peer)
                try begin(&request, through: door)
                reply(try await receive(request, from: peer))
            } catch {
                reply(.failure(error.asProblem))
            }
        }
    }

    /// Throws where a body with events is larger than this node takes.
    func requireBatchSize(_ request: Request) throws(SyncProblem) {
        guard request.body.count <= batchBytes else { throw .tooLarge(request.body.count, batchBytes) }
    }

    private func batch(of request: Request) throws -> InboundBatch {
        try requireBatchSize(request)
        guard let field = request.headers[StreamHeader.fieldName] else {
            throw SyncProblem(.malformedHeader, detail: "a node's request needs the Hotline-Stream header")
        }
        guard request.headers["content-type"]?.mediaType == EventMediaType.batch.rawValue else {
            throw SyncProblem(.unsupportedMediaType)
        }
        return try InboundBatch(field, journal: request.headers[JournalHead.fieldName], body: request.body)
    }

    /// The request is held until its batch is durable: it counts as under way for so long.
    private func receive(_ request: Request, from peer: NodeCode) async throws -> Response {
        defer { withExtendedLifetime(request) {} }
        let batch = try batch(of: request)
        switch try await engine.take(batch, from: peer, bytes: request.body.count) {
        case .answer(let answer): return .encoding(answer)
        case .problem(let problem): return APIProblem(problem).response
        }
    }

    /// `POST /outbox/{code}/pull`: confirms, then sends what follows, or waits until there is something.
    fileprivate func answerPull(_ request: Request, from peer: NodeCode) async throws -> Response {
        guard request.pathParameters["code"] == peer.rawValue else {
            throw APIProblem(SyncProblem(.sourceNotAuthorised, detail: "\(peer) may fetch its own messages only"))
        }
        let pull = try request.decode(PullRequest.self)
        delivery.contact(from: peer)
        let position = try await engine.commit(lane: pull.name.lane, bytes: request.body.count) {
            try $0.pulled(pull, by: peer, in: $1, at: $2)
        }
        let first: Int64
        switch position {
        case .success(let next): first = next
        case .failure(let problem): throw APIProblem(problem)
        }
        return try await hold(request, StreamKey(peer: peer, stream: pull.name), from: first, seconds: pull.wait)
    }

    /// The events from a position on, as soon as there are any; 204 where none come in time. Ends when the key that the
    /// request was signed with is revoked.
    private func hold(
        _ request: Request, _ key: StreamKey, from first: Int64, seconds: Int
    ) async throws -> Response {
        let deadline = ContinuousClock.now + .seconds(min(max(seconds, 0), 60))
        let visit = delivery.desk.enter(key)
        defer { delivery.desk.leave(visit) }
        repeat {
            try links.requireStill(request)
            guard let batch = try await batch(key, from: first) else { continue }
            var response = Response.bytes(batch.body, type: EventMediaType.batch.rawValue)
            response.headers[StreamHeader.fieldName] = batch.header.value
            return response
        } while await delivery.desk.wait(visit, until: deadline)
        return Response(status: 204)
    }

    private func batch(_ key: StreamKey, from first: Int64) async throws -> OutboundBatch? {
        let core = engine.core
        let limits = core.settings.limits
        return try await engine.read {
            try core.batch(
                key, from: first, maxEvents: limits.batchEvents, maxBytes: limits.batchBytes, in: $0)
        }
    }
}

extension InboundBatch {
    /// Reads a request on a stream: its `Hotline-Stream` and `Hotline-Journal` fields and its events. Throws
    /// `SyncProblem`.
    init(_ field: String, journal: String? = nil, body: [UInt8]) throws(SyncProblem) {
        var reader = InboundReader()
        let header = try StreamHeader(parsing: field)
        var head: JournalHead?
        if let journal { head = try JournalHead(parsing: journal) }
        self.init(header: header, journal: head, events: try reader.batch(body))
    }
}

extension Request {
    /// The body as a value of the protocol; 400 with what is wrong where it is none.
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        _ = try JSONTree(reading: body)
        do {
            return try CanonicalJSON.decode(type, from: body)
        } catch let error as DecodingError {
            throw APIProblem(SyncProblem(.malformedRequest, detail: "\(error.place)"))
        }
    }
}

extension Response {
    /// A value of the protocol as JSON.
    static func encoding(_ value: some Encodable) -> Response {
        do {
            return .json(try CanonicalJSON.encode(value))
        } catch {
            return .failure(error)
        }
    }
}

extension RouteDescription {
    private static let object: (type: String, schema: JSONSchema) = ("application/json", JSONSchema(["type": "object"]))
    private static let events: (type: String, schema: JSONSchema) = (
        EventMediaType.batch.rawValue, .list(of: .component(.cloudEvent))
    )
    private static let stream = Parameter.header(
        StreamHeader.fieldName, .text, "Of a node: where in which stream the events stand")

    fileprivate static let hello = RouteDescription(.betweenNodes, "Greet: where each side stands 握手")
        .takes(("application/json", .component(.hello))).answers(.component(.hello))

    fileprivate static let inbox = RouteDescription(
        .betweenNodes, "Take in events 接收事件",
        "Of a node a batch on a stream, answered after the durable commit; of a system structured, batch or binary "
            + "mode (CloudEvents HTTP binding 1.0.2). A submitted matter becomes a ticket, once.")
        .query(stream)
        .takes(events, ("application/cloudevents+json", .component(.cloudEvent)))
        .refuses(.command)
        .answers(.component(.inboxAnswer)).answers(.component(.inboxAnswer), status: 201, headers: .location)

    fileprivate static let pull = RouteDescription(.betweenNodes, "Confirm what came, and fetch what follows 拉取")
        .takes(object).answers([events], "The events that follow").answers([], status: 204, "None came in time")

    fileprivate static let reconciliation = RouteDescription(.betweenNodes, "Figures of a source's tickets 对账")
        .takes(object).answers(object.schema)

    fileprivate static let states = RouteDescription(.betweenNodes, "States that a restored owner takes back")
        .takes(object).answers([events], "The events that carry them")

    fileprivate static let seals = RouteDescription(.betweenNodes, "What is kept of the caller's journal 日志封签")
        .takes(object).answers(object.schema)
}
