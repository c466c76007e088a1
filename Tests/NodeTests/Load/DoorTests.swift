import HTTPWire
import HotlineCore
import Node
import TestSupport
import Testing

/// What a node refuses by a request's head, while the body is still to come.
@Suite(.timeLimit(.minutes(3))) struct DoorTests {
    /// A request that announces a body and sends none of it.
    struct Announcement: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var path: String
        var fields: [String] = []
        var octets = 100_000
        var status: Int
        var problem: String

        init(
            _ name: String, _ path: String, _ fields: [String] = [], octets: Int = 100_000,
            gets status: Int, _ problem: String
        ) {
            (testDescription, self.path, self.fields) = (name, path, fields)
            (self.octets, self.status, self.problem) = (octets, status, problem)
        }

        var head: String {
            let own = ["host: node", "content-type: application/json", "content-length: \(octets)"]
            return "POST \(path) HTTP/1.1\r\n" + (own + fields).map { "\($0)\r\n" }.joined() + "\r\n"
        }
    }

    private static let county = ["hotline-node: 140525", "authorization: Bearer \(PlayedPeer.secret)"]

    static let refused = [
        Announcement("a command of nobody", "/api/v1/tickets", gets: 401, "unauthenticated"),
        Announcement("a question of nobody", "/api/v1/tickets/similar", gets: 401, "unauthenticated"),
        Announcement("an event of nobody", "/inbox", gets: 401, "unauthenticated"),
        Announcement("an attachment of nobody", "/api/v1/tickets/1/attachments", gets: 401, "unauthenticated"),
        Announcement("a batch of an unknown node", "/inbox", ["hotline-node: 330100"], gets: 401, "unknown-peer"),
        Announcement("a hello of an unknown node", "/hello", ["hotline-node: 330100"], gets: 401, "unknown-peer"),
        Announcement("a pull without a name", "/outbox/140525/pull", gets: 401, "unknown-peer"),
        Announcement("a comparison without a name", "/reconciliation", gets: 401, "unknown-peer"),
        Announcement(
            "a batch with a guessed secret", "/inbox",
            ["hotline-node: 140525", "authorization: Bearer secret of a guessing peer"], gets: 403,
            "link-secret-wrong"),
        Announcement("a batch that is too large", "/inbox", county, octets: 4_300_000, gets: 413, "batch-too-large"),
        Announcement("a hello that is too large", "/hello", county, octets: 2_000_000, gets: 413, "body-too-large"),
        Announcement(
            "more than this node takes at all", "/api/v1/tickets", ["authorization: Bearer token-operator"],
            octets: 2_000_000, gets: 413, "body-too-large"),
    ]

    // proves: CARD-2
    @Test func nobodysBodyIsReadBeforeItIsClearWhoCallsAndWhetherItFits() async throws {
        let node = try TestNode.overCounties()
        try await node.run { node in
            let port = try #require(node.service.port)
            for announcement in Self.refused {
                // The answer and the end come though not one byte of the body was sent.
                let answer = try await onThread {
                    let socket = try RawSocket(port: port)
                    try socket.send(announcement.head)
                    return try socket.receiveAll()
                }
                #expect(answer.hasPrefix("HTTP/1.1 \(announcement.status) "), "\(announcement): \(answer)")
                #expect(answer.contains("urn:hotline:problem:\(announcement.problem)\""), "\(announcement): \(answer)")
            }
            #expect(try await node.metric("hotline_body_bytes") == 0)
            #expect(try await node.metric("hotline_refusals_total{problem=\"unknown-peer\"}") == 4)
        }
    }

    /// Requests of one neighbour that do not end leave no room for more of its own, and all of it for the others.
    // proves: CARD-2
    @Test func aNeighbourThatFloodsIsHeldBackAndNoOther() async throws {
        let node = try TestNode.overCounties { $0.requestsOfPeer = 8 }
        try await node.run { node in
            let port = try #require(node.service.port)
            let greeting = Announcement("", "/hello", Self.county, octets: 10, gets: 200, "").head
            let open = try await onThread {
                try (0..<8).map { _ in
                    let socket = try RawSocket(port: port)
                    try socket.send(greeting)
                    return socket
                }
            }
            try await node.until(metric: "hotline_peer_requests{peer=\"140525\"}", is: 8)
            let flooding = node.peer(try #require(NodeCode(rawValue: "140525")))
            let refused = try await flooding.post("/hello", flooding.greeting())
            #expect(refused.status == 429 && refused.problem == "too-many-requests", "\(refused.text)")
            #expect((1...5).contains(Int(refused.headers["retry-after"] ?? "") ?? 0))
            #expect(refused.text.contains("节点 140525 已有 8 个请求在办"))
            try await node.peer(try #require(NodeCode(rawValue: "140581"))).hello()
            for socket in open { socket.close() }
            try await node.until(metric: "hotline_peer_requests{peer=\"140525\"}", is: 0)
            try await flooding.hello()
        }
    }

    /// The same for one token: the program that shows it waits, the people beside it do not.
    @Test func aClientThatFloodsIsHeldBackAndNoOther() async throws {
        let node = try TestNode { $0.limits.requestsOfClient = 2 }
        try await node.run { node in
            let port = try #require(node.service.port)
            let head = Announcement(
                "", "/api/v1/tickets", ["authorization: Bearer token-operator"], octets: 10, gets: 200, "").head
            let open = try await onThread {
                try (0..<2).map { _ in
                    let socket = try RawSocket(port: port)
                    try socket.send(head)
                    return socket
                }
            }
            try await node.until(metric: "hotline_body_bytes", is: 20)
            let refused = try await node.get("/tickets", as: "token-operator")
            #expect(refused.status == 429 && refused.problem == "too-many-requests", "\(refused.text)")
            #expect(try await node.get("/tickets", as: "token-reviewer").status == 200)
            for socket in open { socket.close() }
            try await node.until("/tickets", as: "token-operator") { $0.status == 200 }
        }
    }

    /// Bodies that all callers announce take up so much memory together, and what is beyond waits outside.
    @Test func memoryForBodiesIsBoundedForAllTogether() async throws {
        let node = try TestNode { $0.limits.bodiesBytes = 10_000 }
        try await node.run { node in
            let port = try #require(node.service.port)
            let known = ["authorization: Bearer token-operator"]
            let holder = try await onThread {
                let socket = try RawSocket(port: port)
                try socket.send(Announcement("", "/api/v1/tickets", known, octets: 9_900, gets: 200, "").head)
                return socket
            }
            try await node.until(metric: "hotline_body_bytes", is: 9_900)
            let refused = try await node.post("/tickets", TestNode.matter(), as: "token-operator")
            #expect(refused.status == 503 && refused.problem == "too-many-bodies", "\(refused.text)")
            #expect(refused.headers["retry-after"] != nil)
            #expect(try await node.get("/tickets").status == 200)
            #expect(try await node.metric("hotline_bodies_refused_total") == 1)
            holder.close()
            try await node.until(metric: "hotline_body_bytes", is: 0)
            #expect(try await node.post("/tickets", TestNode.matter(), as: "token-operator").status == 201)
        }
    }
}
