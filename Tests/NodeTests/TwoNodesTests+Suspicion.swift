import Foundation
import HTTPWire
import Node
import Testing

/// What nodes refuse each other, and how an operator hears of it.
extension TwoNodesTests {
    private static func headers(_ node: String) -> Headers {
        ["hotline-node": node, "authorization": "Bearer a secret of this link", "content-type": "application/json"]
    }

    private static let jump = #"{"node":"140525","generation":99999,"epoch":"e","streams":[]}"#

    @Test func generationThatJumpsIsRefusedUntilAccepted() async throws {
        try await city.run { city in
            let headers = Self.headers("140525")
            let hello = { try await city.send(.post, "/hello", as: nil, headers: headers, body: Self.jump) }
            let refused = try await hello()
            #expect(refused.status == 409 && refused.problem == "generation-jump", "\(refused.text)")
            #expect(try await city.get("/alarms").has(alarm: "generation-jump"))
            let path = "/peers/140525/actions/accept-generation"
            #expect(try await city.post(path).fields == ["generation"])
            #expect(try await city.post(path, #"{"generation":99999}"#).status == 200)
            #expect(try await !city.get("/alarms").has(alarm: "generation-jump"))
            #expect(try await hello().status == 200)
        }
    }

    /// An upper node asks for what it hears from below, and for no more than fits in a request.
    @Test func statesAndSumsAreAskedWithinBounds() async throws {
        try await county.run { county in
            let headers = Self.headers("140500")
            func ask(_ path: String, _ body: String) async throws -> APIAnswer {
                try await county.send(.post, path, as: nil, headers: headers, body: body)
            }
            func days(of source: String) -> String {
                #"{"source":"\#(source)","scope":{"days":{"from":"2026-01-01","through":"2026-01-02"}}}"#
            }
            #expect(try await ask("/reconciliation", days(of: "urn:hotline:140525")).status == 200)
            let foreign = try await ask("/reconciliation", days(of: "urn:hotline:140581"))
            #expect(foreign.status == 403 && foreign.problem == "source-not-authorised", "\(foreign.text)")
            let ids = (1...1_001).map { "\"140525-1-\($0)\"" }
            let many = try await ask("/reconciliation/states", #"{"ids":[\#(ids.joined(separator: ","))]}"#)
            #expect(many.status == 400 && many.problem == "malformed-request", "\(many.text)")
            let most = ids.dropLast() + ids.dropLast()
            let allowed = try await ask("/reconciliation/states", #"{"ids":[\#(most.joined(separator: ","))]}"#)
            #expect(allowed.status == 200, "\(allowed.text)")
        }
    }

    /// A county that fetches and is not let in says so, and goes on when an operator has put it right.
    @Test func refusedFetchingSuspendsAndResumes() async throws {
        var above = city.configuration
        above.peers[0].pull = true
        above.peers[0].baseURL = nil
        var stranger = above
        stranger.peers[0].secret = "quite another secret"
        var below = county.configuration
        below.peers[0].pull = true
        let (right, wrong) = (above, stranger)
        let county = try TestNode { $0.takeOver(below) }
        try await county.run { county in
            try await TestNode { $0.takeOver(wrong) }.run { _ in
                try await county.until("/peers") { $0.items.first?["state"] as? String == "suspended" }
                #expect(try await county.get("/alarms").has(alarm: "link-suspended"))
            }
            try await TestNode { $0.takeOver(right) }.run { city in
                #expect(try await county.post("/peers/140500/actions/resume").status == 200)
                let root = try await city.register("市里来的事")
                _ = try await city.post("/tickets/\(root)/actions/accept", as: "token-operator")
                let dispatch = #"{"assignments":[{"assignee":{"node":"140525"}}]}"#
                _ = try await city.post("/tickets/\(root)/actions/dispatch", dispatch, as: "token-dispatcher")
                try await county.until("/tickets") { $0.object["total"] as? Int == 1 }
            }
        }
    }
}
