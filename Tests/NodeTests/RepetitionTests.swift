import HTTPWire
import Testing

@Suite(.timeLimit(.minutes(3))) struct RepetitionTests {
    @Test func sameKeySameAnswerOneEffect() async throws {
        try await TestNode().run { node in
            let key: Headers = ["idempotency-key": "k1"]
            let first = try await node.post("/tickets", TestNode.matter(), as: "token-operator", headers: key)
            let again = try await node.post("/tickets", TestNode.matter(), as: "token-operator", headers: key)
            #expect(first.status == 201 && again.status == 201)
            #expect(first.body == again.body)
            #expect(again.headers["etag"] == first.headers["etag"])
            #expect(again.headers["location"] == first.headers["location"])
            #expect(try await node.get("/tickets").object["total"] as? Int == 1)
            let other = try await node.post("/tickets", TestNode.matter("别的事"), as: "token-operator", headers: key)
            #expect(other.status == 422 && other.problem == "idempotency-key-reused")
            let otherCaller = try await node.post("/tickets", TestNode.matter(), as: "token-dispatcher", headers: key)
            #expect(otherCaller.status == 201 && otherCaller["id"] != first["id"])
        }
    }

    @Test func manyAtOnceRegisterOnce() async throws {
        try await TestNode().run { node in
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<16 {
                    group.addTask {
                        try await node.post(
                            "/tickets", TestNode.matter(), as: "token-operator", headers: ["idempotency-key": "k"]
                        ).status
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.allSatisfy { [201, 409].contains($0) } && statuses.contains(201))
            #expect(try await node.get("/tickets").object["total"] as? Int == 1)
        }
    }

    @Test func entityTags() async throws {
        try await TestNode().run { node in
            let id = try await node.register()
            let tag = try #require(try await node.get("/tickets/\(id)").headers["etag"])
            let accepted = try await node.post("/tickets/\(id)/actions/accept", headers: ["if-match": tag])
            #expect(accepted.status == 200 && accepted.headers["etag"] != tag)
            let supplement = #"{"text":"仍未来水"}"#
            let stale = try await node.post("/tickets/\(id)/actions/supplement", supplement, headers: ["if-match": tag])
            #expect(stale.status == 412 && stale.problem == "revision-conflict")
            #expect(stale.headers["etag"] == accepted.headers["etag"])
            let otherGeneration = try await node.post(
                "/tickets/\(id)/actions/supplement", supplement, headers: ["if-match": "\"9.2\""])
            #expect(otherGeneration.status == 412)
            let weak = try await node.post(
                "/tickets/\(id)/actions/supplement", supplement,
                headers: ["if-match": "W/\(accepted.headers["etag"] ?? "")"])
            #expect(weak.status == 412 && weak.problem == "revision-conflict")
            #expect(try await node.get("/tickets/\(id)").headers["etag"] == accepted.headers["etag"])
        }
    }

    @Test func foreignEventsRegisterOnce() async throws {
        try await TestNode().run { node in
            let event = """
                {"specversion":"1.0","id":"a-1","source":"urn:police:110","type":"cn.hotline.matter.submitted.v1",
                 "data":{"kind":"help","channel":"externalSystem","title":"路灯不亮","content":"三盏","place":"泽州路",
                 "petitioner":{"phone":"13900001111"}}}
                """
            let structured: Headers = ["content-type": "application/cloudevents+json"]
            let first = try await node.send(.post, "/inbox", as: "token-police", headers: structured, body: event)
            #expect(first.status == 201, "\(first.text)")
            let again = try await node.send(.post, "/inbox", as: "token-police", headers: structured, body: event)
            #expect(again.status == 200 && again["ticket"] == first["ticket"] && again["status"] == "duplicate")
            let batch: Headers = ["content-type": "application/cloudevents-batch+json"]
            let third = try await node.send(.post, "/inbox", as: "token-police", headers: batch, body: "[\(event)]")
            #expect(third.status == 200 && third.text.contains("duplicate"))
            #expect(try await node.get("/tickets").object["total"] as? Int == 1)
            let changed = event.replacing("三盏", with: "四盏")
            let reused = try await node.send(.post, "/inbox", as: "token-police", headers: structured, body: changed)
            #expect(reused.status == 409, "\(reused.text)")
        }
    }

    /// Attributes in fields, the data as the body: the same event, read by the same rules (HTTP binding 3.1).
    @Test func binaryModeIsTheSameEvent() async throws {
        try await TestNode().run { node in
            let data = """
                {"kind":"help","channel":"externalSystem","title":"路灯不亮","content":"三盏","place":"泽州路",
                 "petitioner":{"phone":"13900001111"}}
                """
            let fields: Headers = [
                "content-type": "application/json", "ce-specversion": "1.0", "ce-id": "a-1",
                "ce-source": "urn:police:110", "ce-type": "cn.hotline.matter.submitted.v1",
                "ce-subject": "\"%E8%B7%AF%E7%81%AF 1\"",
            ]
            func send(_ change: (inout Headers) -> Void = { _ in }) async throws -> APIAnswer {
                var headers = fields
                change(&headers)
                return try await node.send(.post, "/inbox", as: "token-police", headers: headers, body: data)
            }
            let first = try await send()
            #expect(first.status == 201, "\(first.text)")
            let structured = """
                {"specversion":"1.0","id":"a-1","source":"urn:police:110","type":"cn.hotline.matter.submitted.v1",
                 "subject":"路灯 1","data":\(data)}
                """
            let again = try await node.send(
                .post, "/inbox", as: "token-police", headers: ["content-type": "application/cloudevents+json"],
                body: structured)
            #expect(again.status == 200 && again["ticket"] == first["ticket"] && again["status"] == "duplicate")
            let broken = try await send { $0["ce-subject"] = "%zz" }
            #expect(broken.status == 400 && broken.problem == "malformed-header", "\(broken.text)")
            let unknown = try await send { $0["content-type"] = "application/cloudevents+xml" }
            #expect(unknown.status == 415, "\(unknown.text)")
            #expect(try await node.get("/tickets").object["total"] as? Int == 1)
        }
    }
}
