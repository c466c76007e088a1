import HTTPWire
import Testing

@Suite(.timeLimit(.minutes(3))) struct AccessTests {
    /// Who may use which route: role × route → status. A unit sees its own share only; the auditor changes nothing.
    @Test func roles() async throws {
        try await TestNode().run { node in
            let id = try await node.register()
            let table: [(String, HTTPWire.Method, String, Int)] = [
                ("token-operator", .get, "/tickets", 200), ("token-auditor", .get, "/tickets", 200),
                ("token-water", .get, "/tickets", 200), ("token-water", .get, "/tickets/\(id)", 404),
                ("token-water", .get, "/tickets/\(id)/timeline", 404), ("token-water", .get, "/status", 403),
                ("token-water", .get, "/mirror/tickets", 403), ("token-auditor", .post, "/tickets", 403),
                ("token-police", .get, "/tickets", 403), ("token-police", .post, "/tickets", 403),
                ("token-operator", .post, "/peers/140500/actions/retry", 403),
                ("token-admin", .post, "/peers/140500/actions/retry", 404),
                ("token-operator", .get, "/dead-letters/1", 403), ("token-admin", .get, "/dead-letters/1", 404),
                ("token-supervisor", .post, "/mirror/tickets/140581-1-1/actions/supervise", 422),
                ("token-operator", .post, "/mirror/tickets/140581-1-1/actions/supervise", 403),
            ]
            for (token, method, path, status) in table {
                let body = method == .post ? "{}" : nil
                let answer = try await node.send(method, "/api/v1" + path, as: token, body: body)
                #expect(answer.status == status, "\(token) \(method) \(path): \(answer.text)")
            }
        }
    }

    /// Comparing reads; having states sent again writes.
    @Test(arguments: [
        ("token-auditor", 403), ("token-dispatcher", 403), ("token-supervisor", 200), ("token-admin", 200),
    ])
    func repairIsForThoseWhoMayWrite(token: String, status: Int) async throws {
        try await TestNode().run { node in
            #expect(try await node.post("/reconciliation", #"{"repair":false}"#, as: token).status == 200)
            let repaired = try await node.post("/reconciliation", #"{"repair":true}"#, as: token)
            #expect(repaired.status == status, "\(repaired.text)")
            if status == 403 { #expect(repaired.problem == "not-authorised") }
        }
    }

    @Test(arguments: [nil, "", "wrong", "token-operator x"] as [String?])
    func unknownToken(token: String?) async throws {
        try await TestNode().run { node in
            let answer = try await node.send(.get, "/api/v1/tickets", as: token)
            #expect(answer.status == 401)
            #expect(answer.problem == "unauthenticated")
            #expect(answer.headers["www-authenticate"] == "Bearer")
        }
    }

    @Test func unitSeesItsOwnShareInLists() async throws {
        try await TestNode().run { node in
            let id = try await node.register()
            #expect(try await node.post("/tickets/\(id)/actions/accept", as: "token-operator").status == 200)
            let dispatch = #"{"assignments":[{"assignee":{"unit":"water"}}]}"#
            let dispatched = try await node.post("/tickets/\(id)/actions/dispatch", dispatch, as: "token-dispatcher")
            #expect(dispatched.status == 200)
            #expect(try await node.get("/tickets", as: "token-water").object["total"] as? Int == 1)
            #expect(try await node.get("/tickets/\(id)", as: "token-water").status == 200)
            #expect(try await node.get("/tickets", as: "token-housing").object["total"] as? Int == 0)
            #expect(try await node.get("/tickets?unit=water", as: "token-housing").object["total"] as? Int == 0)
            #expect(try await node.get("/tickets/\(id)", as: "token-housing").status == 404)
            let sign = try await node.post("/assignments/\(id).1/actions/sign", as: "token-housing")
            #expect(sign.status == 404)
        }
    }

    @Test func personalDataIsMaskedUnlessRevealed() async throws {
        try await TestNode().run { node in
            let id = try await node.register()
            let shown = try await node.get("/tickets/\(id)", as: "token-operator")
            #expect(!shown.text.contains("13800005678") && shown.text.contains("138****5678"))
            let refused = try await node.get("/tickets/\(id)?reveal=x", as: "token-auditor")
            #expect(refused.status == 403 && !refused.text.contains("13800005678"))
            let unreasoned = try await node.get("/tickets/\(id)?reveal=", as: "token-operator")
            #expect(unreasoned.status == 422)
            let revealed = try await node.get("/tickets/\(id)?reveal=callback", as: "token-operator")
            #expect(revealed.text.contains("13800005678") && revealed.text.contains("张三"))
            let lists = try await node.get("/tickets", as: "token-operator")
            let timeline = try await node.get("/tickets/\(id)/timeline", as: "token-operator")
            #expect(!lists.text.contains("13800005678") && !timeline.text.contains("13800005678"))
        }
    }
}
