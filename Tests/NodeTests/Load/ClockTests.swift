import Node
import TestSupport
import Testing

/// Neighbours whose clocks differ by more than signatures tolerate.
@Suite(.timeLimit(.minutes(3))) struct ClockTests {
    private static let start: Int64 = 1_795_248_000_000

    /// Ten minutes apart they do not hear each other, and both say why; once the clocks are put right all arrives.
    // proves: CARD-7
    @Test func clocksThatDifferAreNamedUntilTheyAgree() async throws {
        let (cityKey, countyKey) = (KeyPair.generate(), KeyPair.generate())
        let (cityPort, countyPort) = (FreePort.draw(), FreePort.draw())
        let late = VirtualClock(wallMilliseconds: Self.start)
        let city = try TestNode({ configuration in
            (configuration.code, configuration.name, configuration.tier) = ("140500", "晋城市", .city)
            configuration.signingKey = cityKey.privateKey
            configuration.peers = [
                .init(
                    code: "140525", name: "泽州县", relation: .lower, baseURL: "http://127.0.0.1:\(countyPort)",
                    secret: nil, speaksFor: ["140525"], keys: [countyKey.publicKey]),
            ]
        }, port: cityPort, clock: VirtualClock(wallMilliseconds: Self.start + 600_000))
        let county = try TestNode({ configuration in
            configuration.signingKey = countyKey.privateKey
            configuration.peers = [
                .init(
                    code: "140500", name: "晋城市", relation: .upper, baseURL: "http://127.0.0.1:\(cityPort)",
                    secret: nil, speaksFor: ["140500"], keys: [cityKey.publicKey]),
            ]
        }, port: countyPort, clock: late)
        try await city.run { city in
            try await county.run { county in
                try await county.until("/alarms") { $0.text.contains("节点 140500 的时钟比本节点快 600 秒") }
                try await city.until("/alarms") { $0.text.contains("节点 140525 的时钟比本节点慢 600 秒") }
                #expect(try await county.get("/alarms").has(alarm: "clock-differs"))
                let shown = try await county.get("/peers").items.first?["clock"] as? [String: Any]
                #expect(shown?["offsetSeconds"] as? Int == 600 && shown?["beyondTolerance"] as? Bool == true)
                #expect(try await county.metric("hotline_peer_clock_offset_seconds{peer=\"140500\"}") == 600)
                try await county.untilWritable()
                let own = try await county.register()

                late.advance(by: .seconds(610))
                #expect(try await county.post("/peers/140500/actions/retry").status == 200)
                try await city.until("/mirror/tickets/\(own)") { $0.status == 200 }
                try await county.until("/alarms") { !$0.has(alarm: "clock-differs") }
                try await city.until("/alarms") { !$0.has(alarm: "clock-differs") }
            }
        }
    }
}
