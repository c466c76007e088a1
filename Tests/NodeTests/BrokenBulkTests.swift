import Database
import HTTPWire
import Node
import Testing

/// A bulk action that the database does not carry to its end.
@Suite(.timeLimit(.minutes(3))) struct BrokenBulkTests {
    /// Rows that went through are told though others did not; sent again under its key, the request does the rest.
    // proves: CARD-2
    @Test func whatWentThroughIsTold() async throws {
        let node = try TestNode()
        let ids = try await node.run { node in
            var ids: [String] = []
            for number in 1...22 { ids.append(try await node.register("第\(number)件")) }
            return ids
        }
        let body = "{\"tickets\":[\(ids.map { "\"\($0)\"" }.joined(separator: ","))]}"
        let headers: Headers = ["Idempotency-Key": "bulk-1"]
        @Sendable func accept(_ node: TestNode, _ body: String) async throws -> APIAnswer {
            try await node.post("/tickets/actions/accept", body, as: "token-operator", headers: headers)
        }
        try await alter(node, """
            CREATE TRIGGER broken BEFORE UPDATE ON ticket WHEN old.id = '\(ids[20])'
            BEGIN SELECT RAISE(ABORT, 'the disk is gone'); END
            """)
        try await node.run { node in
            let broken = try await accept(node, body)
            #expect(broken.status == 200 && broken.object["done"] as? Int == 20, "\(broken.text)")
            #expect(broken.items.map { $0["name"] as? String } == ids)
            let problems = broken.items.suffix(2).compactMap { ($0["problem"] as? [String: Any])?["type"] as? String }
            #expect(problems == Array(repeating: "urn:hotline:problem:database-failed", count: 2))
            #expect(try await node.get("/tickets?state=accepted").object["total"] as? Int == 20)
            // Where nothing went through, there is nothing else to tell.
            let alone = try await node.post(
                "/tickets/actions/accept", "{\"tickets\":[\"\(ids[20])\"]}", as: "token-operator")
            #expect(alone.status == 503 && alone.problem == "database-failed", "\(alone.text)")
        }
        try await alter(node, "DROP TRIGGER broken")
        try await node.run { node in
            let whole = try await accept(node, body)
            #expect(whole.status == 200 && whole.object["done"] as? Int == 22, "\(whole.text)")
            #expect(try await accept(node, body).body == whole.body)
            #expect(whole.items.allSatisfy { $0["revision"] as? Int == 2 })
        }
    }

    @Test func whatWasTaggedIsTold() async throws {
        let node = try TestNode()
        let ids = try await node.run { node in
            var ids: [String] = []
            for number in 1...22 { ids.append(try await node.register("第\(number)件")) }
            return ids
        }
        try await alter(node, """
            CREATE TRIGGER broken BEFORE INSERT ON ticket_tag
            WHEN new.ticket = (SELECT rowid FROM ticket WHERE id = '\(ids[20])')
            BEGIN SELECT RAISE(ABORT, 'the disk is gone'); END
            """)
        try await node.run { node in
            let body = "{\"tickets\":[\(ids.map { "\"\($0)\"" }.joined(separator: ","))],\"tags\":[\"供水\"]}"
            let broken = try await node.post("/tags/actions/add", body, as: "token-operator")
            #expect(broken.status == 200 && broken.object["done"] as? Int == 20, "\(broken.text)")
            #expect(broken.items.map { $0["name"] as? String } == ids)
            #expect(try await node.get("/tickets?tag=%E4%BE%9B%E6%B0%B4").object["total"] as? Int == 20)
        }
    }

    private func alter(_ node: TestNode, _ sql: String) async throws {
        let database = try node.database()
        try await database.write { try $0.execute(SQL(composed: sql)) }
        await database.close()
    }
}
