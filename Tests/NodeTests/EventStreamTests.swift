import Foundation
import HTTPWire
import Node
import PeerTransport
import Testing

@Suite(.timeLimit(.minutes(3))) struct EventStreamTests {
    @Test func tellsChangesAndResumes() async throws {
        try await TestNode().run { node in
            var all = try await Listener(node)
            var unit = try await Listener(node, as: "token-water")
            let first = try await node.register()
            let event = try await all.next { $0.contains("event: ticket") }
            #expect(event.contains("\"ticket\":\"\(first)\"") && event.contains("\"type\":\"ticket.registered\""))
            #expect(!event.contains("停水"))
            let place = try #require(event.field("id"))
            _ = try await node.post("/tickets/\(first)/actions/accept", as: "token-operator")
            let dispatch = #"{"assignments":[{"assignee":{"unit":"water"}}]}"#
            _ = try await node.post("/tickets/\(first)/actions/dispatch", dispatch, as: "token-dispatcher")
            let heard = try await unit.next { $0.contains("event: ticket") }
            #expect(heard.contains("ticket.dispatched"), "a unit hears of its own share only")
            var resumed = try await Listener(node, after: place)
            let next = try await resumed.next { $0.contains("event: ") }
            #expect(next.contains("ticket.accepted"))
        }
    }

    /// One caller cannot take all connections; others watch on, and so may the caller who lets go of one.
    @Test func oneCallerWatchesSoManyTimes() async throws {
        try await TestNode().run { node in
            var listeners: [Listener] = []
            for _ in 0..<32 { listeners.append(try await Listener(node)) }
            let refused = try await node.get("/events")
            #expect(refused.status == 429 && refused.problem == "too-many-watchers")
            #expect(refused.headers["retry-after"] != nil)
            _ = try await Listener(node, as: "token-water")
            #expect(listeners.count == 32)
        }
    }

    @Test(arguments: ["1.1", "nonsense"]) func unknownPlaceIsReset(place: String) async throws {
        try await TestNode().run { node in
            var listener = try await Listener(node, after: place)
            if place == "1.1" { #expect(try await listener.next { $0.contains("event: ") }.contains("event: reset")) }
        }
    }
}

/// A reader of `/events`.
private struct Listener {
    private var pieces: AsyncThrowingStream<[UInt8], any Error>.AsyncIterator
    private var text = ""

    init(_ node: TestNode, as token: String = "token-admin", after place: String? = nil) async throws {
        guard let port = node.service.port else { throw NotRunning() }
        var headers: Headers = ["authorization": "Bearer \(token)"]
        if let place { headers["last-event-id"] = place }
        let stream = try await node.client.stream(PeerRequest(
            .get, PeerOrigin(host: "127.0.0.1", port: port), "/api/v1/events", headers: headers))
        #expect(stream.status == 200)
        pieces = stream.body.makeAsyncIterator()
        // The first event says where the stream begins: what is done after it is heard.
        if place == nil { _ = try await next { $0.contains("retry:") } }
    }

    /// The next event that is wanted.
    mutating func next(_ isWanted: (String) -> Bool) async throws -> String {
        while true {
            while let end = text.range(of: "\n\n") {
                let event = String(text[..<end.lowerBound])
                text = String(text[end.upperBound...])
                if isWanted(event) { return event }
            }
            guard let piece = try await pieces.next() else { throw NotRunning() }
            text += String(decoding: piece, as: UTF8.self)
        }
    }
}

extension String {
    fileprivate func field(_ name: String) -> String? {
        split(separator: "\n").first { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) }
    }
}
