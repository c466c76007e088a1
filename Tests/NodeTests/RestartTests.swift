import Foundation
import HTTPWire
import Node
import Testing

@Suite(.timeLimit(.minutes(3))) struct RestartTests {
    @Test func whatWasAnsweredIsThereAfterARestart() async throws {
        let node = try TestNode()
        let id = try await node.run { try await $0.register() }
        try await node.run { node in
            #expect(try await node.get("/tickets/\(id)").status == 200)
            #expect(try await node.register() != id)
            let status = try await node.get("/status")
            #expect((status.object["node"] as? [String: Any])?["generation"] as? Int == 1, "\(status.text)")
        }
    }

    @Test func twoProcessesNeverShareAFolder() async throws {
        try await TestNode().run { node in
            let second = NodeService(node.configuration, environment: TestNode.quiet)
            await #expect(throws: NodeStartError.self) { try await second.start() }
        }
    }

    /// A database without its identity file was copied from somewhere: it takes a new generation and says so.
    @Test func restoredDatabaseTakesANewGeneration() async throws {
        let node = try TestNode()
        _ = try await node.run { try await $0.register() }
        try FileManager.default.removeItem(atPath: node.configuration.dataFolder + "/node.identity")
        try await node.run { node in
            try await node.untilWritable()
            let status = try await node.get("/status")
            #expect((status.object["node"] as? [String: Any])?["generation"] as? Int == 2, "\(status.text)")
            #expect(try await node.get("/alarms").items.contains { $0["kind"] as? String == "restored" })
            #expect(try await node.register().contains("-2-"))
        }
    }

    @Test func healthAndMetrics() async throws {
        try await TestNode().run { node in
            _ = try await node.register()
            _ = try await node.post("/tickets", "{", as: "token-operator")
            #expect(try await node.send(.get, "/healthz", as: nil).status == 200)
            #expect(try await node.send(.get, "/readyz", as: nil).status == 200)
            let metrics = try await node.send(.get, "/metrics", as: nil).text
            let wanted = [
                "hotline_tickets 1\n", "hotline_timers_waiting 0\n", "hotline_timers_fired_total 0\n",
                "hotline_requests_total{route=\"/api/v1/tickets\",status=\"201\"} 1\n",
                "hotline_refusals_total{problem=\"malformed-json\"} 1\n", "process_resident_memory_bytes ",
            ]
            for line in wanted { #expect(metrics.contains(line), "\(line)\n\(metrics)") }
            let discovery = try await node.send(.get, "/.well-known/hotline-node", as: nil)
            #expect(discovery["code"] == "140525" && discovery["tier"] == "county")
        }
    }
}
