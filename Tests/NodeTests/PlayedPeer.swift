import HTTPWire
import HotlineCore
import Node
import NodeCore
import Storage
import SyncProtocol
import TestSupport

/// A neighbour that the test plays: it says to the node what the test makes it say. It listens nowhere.
struct PlayedPeer {
    static let secret = "secret of a played peer"

    let code: NodeCode
    let node: TestNode

    /// Says hello: its streams begin at 1. The node's own hello.
    ///
    /// - Parameter more: further members, each with a comma before it.
    @discardableResult
    func hello(_ more: String = "") async throws -> Hello {
        let answer = try await post("/hello", greeting(more))
        return try CanonicalJSON.decode(Hello.self, from: answer.body)
    }

    /// The body of its hello.
    func greeting(_ more: String = "") -> String {
        let zero = String(repeating: "0", count: 64)
        let streams = StreamName.allCases.map {
            #"{"name":"\#($0.rawValue)","direction":"out","next":1,"first":1,"oldestHeld":1,"chain":"\#(zero)"}"#
        }
        let members = #""node":"\#(code)","generation":1,"epoch":"k1","streams":[\#(streams.joined(separator: ","))]"#
        return "{\(members)\(more)}"
    }

    /// Delivers the first events of the stream of orders and reports.
    ///
    /// - Parameter spelled: how the JSON of the events is written.
    func deliver(
        _ events: EventBuilder..., spelled: (String) -> String = { $0 }
    ) async throws -> APIAnswer {
        try await deliver(events, spelled: spelled)
    }

    /// See ``deliver(_:spelled:)``.
    func deliver(_ events: [EventBuilder], spelled: (String) -> String = { $0 }) async throws -> APIAnswer {
        let header = StreamHeader(name: .orders, generation: 1, epoch: "k1", first: 1, chain: .zero)
        var headers: Headers = ["content-type": "application/cloudevents-batch+json"]
        headers[StreamHeader.fieldName] = header.value
        let bodies = try events.map { spelled(String(decoding: try $0.encoded(), as: UTF8.self)) }
        return try await post("/inbox", "[\(bodies.joined(separator: ","))]", headers)
    }

    /// Fetches the one message that the node owes it, and refuses it for good.
    func refuseFirst() async throws {
        let greeting = try await hello()
        func pull(_ chain: Digest32, _ acknowledged: Int64, _ refused: [StreamRefusal]) async throws -> APIAnswer {
            let request = PullRequest(
                name: .orders, generation: greeting.generation, epoch: greeting.epoch ?? "", chain: chain,
                acknowledged: acknowledged, refused: refused, wait: 0)
            return try await post(
                "/outbox/\(code)/pull", String(decoding: try CanonicalJSON.encode(request), as: UTF8.self))
        }
        let first = try await pull(.zero, 0, [])
        var reader = InboundReader()
        guard let event = try reader.batch(first.body).first else { throw Unexpected(answer: first.text) }
        let chain = Chain.next(.zero, event.chainKey, hashing: StorageHash.self)
        let refusal = StreamRefusal(position: 1, id: event.key.id, problem: Problem(.invalidData))
        let second = try await pull(chain, 1, [refusal])
        guard second.status == 204 else { throw Unexpected(answer: second.text) }
    }

    /// One request over the link.
    func post(
        _ path: String, _ body: String, _ more: Headers = ["content-type": "application/json"]
    ) async throws -> APIAnswer {
        var headers = more
        headers["hotline-node"] = code.rawValue
        return try await node.send(.post, path, as: Self.secret, headers: headers, body: body)
    }
}

extension TestNode {
    /// A city over two counties that the test plays.
    static func overCounties(
        _ limit: (inout NodeConfiguration.Limits) -> Void = { _ in }, driver: FaultyDriver? = nil
    ) throws -> TestNode {
        try TestNode({ configuration in
            limit(&configuration.limits)
            configuration.code = "140500"
            configuration.name = "晋城市"
            configuration.tier = .city
            configuration.peers = [("140525", "泽州县"), ("140581", "高平市")].map { code, name in
                .init(
                    code: code, name: name, relation: .lower, baseURL: nil, secret: PlayedPeer.secret,
                    speaksFor: [code], pull: true)
            }
        }, driver: driver)
    }

    /// The county under a city that the test plays.
    static func underCity() throws -> TestNode {
        try TestNode { configuration in
            configuration.peers = [
                .init(
                    code: "140500", name: "晋城市", relation: .upper, baseURL: "http://127.0.0.1:\(FreePort.draw())",
                    secret: PlayedPeer.secret, speaksFor: ["140500"]),
            ]
        }
    }

    func peer(_ code: NodeCode) -> PlayedPeer { PlayedPeer(code: code, node: self) }

    /// A ticket that is dispatched to a node below.
    func order(to code: NodeCode) async throws -> String { try await order(to: code.rawValue) }

    /// See ``order(to:)-(NodeCode)``.
    func order(to code: String) async throws -> String {
        let id = try await register()
        _ = try await post("/tickets/\(id)/actions/accept", as: "token-operator")
        let dispatch = #"{"assignments":[{"assignee":{"node":"\#(code)"}}]}"#
        let answer = try await post("/tickets/\(id)/actions/dispatch", dispatch, as: "token-dispatcher")
        guard answer.status == 200 else { throw Unexpected(answer: answer.text) }
        return id
    }
}
