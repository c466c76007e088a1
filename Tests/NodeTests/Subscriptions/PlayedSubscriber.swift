import Foundation
import HTTPServer
import HTTPWire
import Platform
import Synchronization
import Testing

/// A system of somebody else's that takes events in, as the test plays it.
final class PlayedSubscriber: Sendable {
    /// One event as it came.
    struct Received: Sendable, Hashable {
        var id: String
        var type: String
        var ticket: String
        var text: String
    }

    /// What it says to a request.
    struct Reply: Sendable {
        var status = 204
        var retryAfter: String?
    }

    private struct State {
        var received: [Received] = []
        var requests: [(type: String, authorization: String?, count: Int)] = []
        var reply: @Sendable ([Received]) -> Reply = { _ in Reply() }
    }

    private let state = Mutex(State())
    private let server = Mutex<HTTPServer?>(nil)
    private let port: UInt16

    init() { port = UInt16(FreePort.draw()) }

    var address: String { "http://127.0.0.1:\(port)/events?from=hotline" }

    /// Events that it took, in the order they came.
    var received: [Received] { state.withLock { $0.received } }

    /// Content type, authorization and number of events of each request.
    var requests: [(type: String, authorization: String?, count: Int)] { state.withLock { $0.requests } }

    /// What it says from now on.
    func reply(_ reply: @escaping @Sendable ([Received]) -> Reply) { state.withLock { $0.reply = reply } }

    /// Begins to listen.
    func open() throws {
        var router = Router()
        router.on(.post, "/events") { [self] request in take(request) }
        let server = try HTTPServer(
            configuration: .init(host: "127.0.0.1", port: port), router: router, onError: { _ in })
        try server.start()
        self.server.withLock { $0 = server }
    }

    /// Its line is dead.
    func close() async { await server.withLock { $0.take() }?.stop(grace: .zero) }

    private func take(_ request: Request) -> Response {
        let document = try? JSONSerialization.jsonObject(with: Data(request.body))
        let events = document as? [[String: Any]] ?? (document as? [String: Any]).map { [$0] } ?? []
        let read = events.map { event in
            let json = try? JSONSerialization.data(withJSONObject: event)
            return Received(
                id: event["id"] as? String ?? "", type: event["type"] as? String ?? "",
                ticket: event["subject"] as? String ?? "", text: String(decoding: json ?? Data(), as: UTF8.self))
        }
        let reply = state.withLock { state in
            let headers = request.headers
            state.requests.append((headers["content-type"] ?? "", headers["authorization"], read.count))
            let reply = state.reply(read)
            if reply.status < 300 { state.received += read }
            return reply
        }
        var response = Response(status: reply.status)
        if let seconds = reply.retryAfter { response.headers["retry-after"] = seconds }
        return response
    }
}

extension TestNode {
    /// Has an administrator add a subscriber.
    @discardableResult
    func subscribe(
        _ id: String = "platform", to subscriber: PlayedSubscriber, _ more: String = ""
    ) async throws -> APIAnswer {
        let answer = try await post("/subscriptions", """
            {"id":"\(id)","title":"数据平台","address":"\(subscriber.address)"\(more)}
            """)
        #expect(answer.status == 201, "\(answer.text)")
        return answer
    }

    /// Waits until a subscriber stands as wanted.
    func untilSubscription(_ id: String = "platform", _ isWanted: (APIAnswer) -> Bool) async throws {
        try await until("/subscriptions/\(id)", isWanted)
    }

    /// Waits until nothing is owed to a subscriber.
    func untilTold(_ id: String = "platform") async throws {
        try await untilSubscription(id) { $0.object["backlog"] as? Int == 0 }
    }
}
