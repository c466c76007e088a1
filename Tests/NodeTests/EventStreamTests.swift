import Foundation
import HTTPWire
import Node
import Testing

@Suite(.timeLimit(.minutes(3))) struct EventStreamTests {
    @Test func tellsChangesAndResumes() async throws {
        try await TestNode().run { node in
            var all = try await Screen(node)
            var unit = try await Screen(node, as: "token-water")
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
            var resumed = try await Screen(node, after: place)
            let next = try await resumed.next { $0.contains("event: ") }
            #expect(next.contains("ticket.accepted"))
        }
    }

    /// One caller cannot take all connections; others watch on, and so may the caller who lets go of one.
    @Test func oneCallerWatchesSoManyTimes() async throws {
        try await TestNode().run { node in
            var listeners: [Screen] = []
            for _ in 0..<32 { listeners.append(try await Screen(node)) }
            let refused = try await node.get("/events")
            #expect(refused.status == 429 && refused.problem == "too-many-watchers")
            #expect(refused.headers["retry-after"] != nil)
            _ = try await Screen(node, as: "token-water")
            #expect(listeners.count == 32)
        }
    }

    @Test(arguments: ["1.1", "nonsense"]) func unknownPlaceIsReset(place: String) async throws {
        try await TestNode().run { node in
            var listener = try await Screen(node, after: place)
            if place == "1.1" { #expect(try await listener.next { $0.contains("event: ") }.contains("event: reset")) }
        }
    }
}

extension String {
    fileprivate func field(_ name: String) -> String? {
        split(separator: "\n").first { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) }
    }
}
