import Foundation
import HTTPWire
import Node
import Testing

/// Who has a ticket open: told to those who may see it, as long as a stream lasts.
@Suite(.timeLimit(.minutes(3))) struct ViewerTests {
    private func viewers(_ node: TestNode, _ id: String, as token: String) async throws -> [String] {
        try await node.get("/tickets/\(id)/viewers", as: token).items.compactMap { $0["person"] as? String }
    }

    @Test func othersHearWhoOpensAndLeaves() async throws {
        try await TestNode.withPasswords().run { node in
            let id = try await node.register()
            var watching = try await Screen(node, as: "token-dispatcher")
            var unit: Screen? = try await Screen(node, as: "token-water")
            do {
                let screen = try await Screen(node, as: "token-operator")
                #expect(try await screen.show([id]).status == 200)
                let heard = try await watching.next { $0.contains("event: viewers") }
                #expect(heard.contains(id) && !heard.contains("坐席"), "who it is, is asked for")
                let shown = try await node.get("/tickets/\(id)/viewers", as: "token-dispatcher").items
                #expect(shown.map { $0["name"] as? String } == ["坐席"])
                #expect(try await viewers(node, id, as: "token-operator").isEmpty, "one's own screens are no others")
                let line = try #require(try await node.get("/tickets", as: "token-dispatcher").items.first)
                #expect(line["openBy"] as? [String] == ["坐席"])
                let own = try #require(try await node.get("/tickets", as: "token-operator").items.first)
                #expect(own["openBy"] as? [String] == [])
                #expect(try await node.get("/tickets/\(id)/viewers", as: "token-water").status == 404)
            }
            _ = try await watching.next { $0.contains("event: viewers") }
            #expect(try await viewers(node, id, as: "token-dispatcher").isEmpty, "it ended with the connection")
            // The unit heard nothing of a ticket that it may not see: the next thing it hears is its own.
            let own = try await node.register()
            _ = try await node.post("/tickets/\(own)/actions/accept", as: "token-operator")
            let form = #"{"assignments":[{"assignee":{"unit":"water"}}]}"#
            _ = try await node.post("/tickets/\(own)/actions/dispatch", form, as: "token-dispatcher")
            #expect(try await unit?.next { $0.contains("event: ") }.contains(own) == true)
            unit = nil
        }
    }

    @Test func leavingIsTold() async throws {
        try await TestNode().run { node in
            let ids = [try await node.register("甲"), try await node.register("乙")]
            var watching = try await Screen(node, as: "token-dispatcher")
            let first = try await Screen(node, as: "token-operator")
            let second = try await Screen(node, as: "token-operator")
            #expect(try await first.show(ids).status == 200)
            for id in ids { #expect(try await watching.next { $0.contains("event: viewers") }.contains(id)) }
            #expect(try await second.show([ids[1]]).status == 200)
            #expect(try await viewers(node, ids[1], as: "token-admin") == ["op"], "one person on two screens")
            #expect(try await first.show([]).status == 200)
            #expect(try await viewers(node, ids[0], as: "token-admin").isEmpty)
            #expect(try await viewers(node, ids[1], as: "token-admin") == ["op"])
            // That the first ticket was left is told, and of the second nothing before it was left on both screens.
            #expect(try await watching.next { $0.contains("event: viewers") }.contains(ids[0]))
            let third = try await node.register("丙")
            #expect(try await first.show([third]).status == 200)
            #expect(try await watching.next { $0.contains("event: viewers") }.contains(third))
            #expect(try await second.show([]).status == 200)
            #expect(try await watching.next { $0.contains("event: viewers") }.contains(ids[1]))
        }
    }

    /// proves: ZZ23-46, ZZ23-8a
    @Test func nobodySaysOrHearsMoreThanTheyMaySee() async throws {
        try await TestNode().run { node in
            let secret = TestNode.matter("密").replacing("\"phone\"", with: "\"confidential\":true,\"phone\"")
            let id = try await node.post("/tickets", secret, as: "token-operator")["id"]
            var overseer = try await Screen(node, as: "token-auditor")
            let shown = try await overseer.show([id])
            #expect(shown.status == 200 && shown.object["tickets"] as? [String] == [])
            let screen = try await Screen(node, as: "token-operator")
            #expect(try await screen.show([id]).status == 200)
            #expect(try await node.get("/tickets/\(id)/viewers", as: "token-auditor").status == 404)
            #expect(try await viewers(node, id, as: "token-admin") == ["op"])
            let open = try await node.register("公开")
            #expect(try await screen.show([open]).status == 200)
            let heard = try await overseer.next { $0.contains("event: viewers") }
            #expect(heard.contains(open))
        }
    }

    @Test func streamsAreTheirReadersOwn() async throws {
        try await TestNode().run { node in
            let id = try await node.register()
            let screen = try await Screen(node, as: "token-operator")
            let path = "/api/v1/events/\(screen.number)/open"
            let body = #"{"tickets":["\#(id)"]}"#
            let foreign = try await node.send(.put, path, as: "token-dispatcher", body: body)
            #expect(foreign.status == 404 && foreign.problem == "unknown-item")
            for number in ["0", "x", "99999999999999999999"] {
                let unknown = try await node.send(
                    .put, "/api/v1/events/\(number)/open", as: "token-operator", body: body)
                #expect(unknown.status == 404, "\(number)")
            }
            let many = (1...51).map { "\"140525-1-\($0)\"" }.joined(separator: ",")
            let excess = try await node.send(.put, path, as: "token-operator", body: #"{"tickets":[\#(many)]}"#)
            #expect(excess.status == 422)
            #expect(try await viewers(node, id, as: "token-admin").isEmpty)
        }
    }

    /// Signed out, or disabled by an administrator: it ends at once.
    @Test(arguments: [true, false]) func theEndOfASessionEndsIt(bySelf: Bool) async throws {
        try await TestNode.withPasswords { $0.takeToken(from: "op") }.run { node in
            let id = try await node.register(as: "token-admin")
            let browser = try await node.browser(of: "op")
            var watching = try await Screen(node, as: "token-dispatcher")
            let screen = try await Screen(node, headers: ["cookie": try #require(browser.cookie)])
            let body = #"{"tickets":["\#(id)"]}"#
            #expect(try await browser.send(.put, "/events/\(screen.number)/open", body).status == 200)
            _ = try await watching.next { $0.contains("event: viewers") }
            if bySelf {
                #expect(try await browser.send(.delete, "/session").status == 204)
            } else {
                #expect(try await node.post("/accounts/op/actions/disable").status == 200)
            }
            let before = ContinuousClock.now
            _ = try await watching.next { $0.contains("event: viewers") }
            #expect(ContinuousClock.now - before < .seconds(10), "before the stream says by itself that it is there")
            #expect(try await viewers(node, id, as: "token-admin").isEmpty)
        }
    }
}
