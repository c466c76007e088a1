import Database
import HTTPWire
import Node
import Testing

extension TwoNodesTests {
    /// The city's books lose a day, as no one noticed: the county's clock finds it, sends again, and says so.
    // proves: CARD-2
    @Test func booksThatDifferAreFoundByTheClockAndMended() async throws {
        var below = county.configuration
        below.limits.reconcileSeconds = 1
        let county = try TestNode { $0.takeOver(below) }
        try await county.run { county in
            let tickets = try await city.run { city in
                try await county.untilWritable()
                var tickets: [String] = []
                for number in 1...3 { tickets.append(try await county.register("第\(number)件")) }
                try await city.until("/mirror/tickets") { $0.object["total"] as? Int == 3 }
                try await county.until("/peers") { $0.reconciliation?["equal"] as? Bool == true }
                return tickets
            }
            try loseMirrors()
            try await city.run { city in
                try await county.until("/alarms") { $0.has(alarm: "reconciliation-differs") }
                for id in tickets { try await city.until("/mirror/tickets/\(id)") { $0.status == 200 } }
                try await county.until("/alarms") { !$0.has(alarm: "reconciliation-differs") }
                try await county.until("/peers") { $0.reconciliation?["equal"] as? Bool == true }
                let metrics = try await county.send(.get, "/metrics", as: nil)
                #expect(metrics.text.contains(#"hotline_reconciliation_redelivered_total{peer="140500"} 3"#))
                #expect(metrics.text.contains(#"hotline_reconciliation_differing{peer="140500"} 0"#))
            }
        }
    }

    private func loseMirrors() throws {
        let session = try WriteSession(SQLiteDriver(path: city.configuration.dataFolder + "/node.sqlite"))
        try session.write { transaction in
            try transaction.execute("DELETE FROM mirror")
            try transaction.execute("DELETE FROM day_sum")
        }
    }
}

extension APIAnswer {
    /// How the last comparison by the clock with the first peer ended.
    fileprivate var reconciliation: [String: Any]? { items.first?["reconciliation"] as? [String: Any] }

    /// Whether an alarm of this kind is open.
    func has(alarm kind: String) -> Bool { items.contains { $0["kind"] as? String == kind } }
}
