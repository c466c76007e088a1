import HTTPWire
import HotlineCore
import Node
import NodeCore
import PeerTransport
import Synchronization
import SyncProtocol
import Testing

/// A hub whose neighbours all come back at once.
@Suite(.timeLimit(.minutes(2))) struct ReturnTests {
    private static let count = 200
    private static let codes = (0..<count).map { "\(150_000 + $0)" }

    /// A hub with few connections and few exchanges at a time.
    private static func hub() throws -> TestNode {
        try TestNode { configuration in
            (configuration.code, configuration.name, configuration.tier) = ("140000", "山西省", .province)
            configuration.limits.connections = 120
            configuration.limits.exchanges = 8
            configuration.peers = codes.map { code in
                .init(
                    code: code, name: code, relation: .lower, baseURL: nil, secret: PlayedPeer.secret,
                    speaksFor: [code], pull: true)
            }
        }
    }

    // proves: CARD-2, CARD-7
    @Test func allGetThroughWhoComeBackAtOnceAndWhatTheyTakeUpIsBounded() async throws {
        let refusals = Refusals()
        try await Self.hub().run { hub in
            let peers = try Self.codes.map { hub.peer(try #require(NodeCode(rawValue: $0))) }
            try await Self.all(peers, refusals) { try await $0.post("/hello", $0.greeting()) }
            try await Self.all(peers, refusals) { try await $0.deliver(try Self.report(of: $0.code)) }
            try await hub.until("/parked") { $0.items.count == Self.count }
            try await hub.until(metric: "hotline_exchanges", is: 0)
            try await hub.until(metric: "hotline_body_bytes", is: 0)
            try await hub.until(metric: "hotline_writes_waiting_bytes", is: 0)
            let heard = try await hub.get("/peers").items.filter { peer in
                let streams = peer["streams"] as? [[String: Any]] ?? []
                return streams.contains { $0["direction"] as? String == "in" && $0["highest"] as? Int == 1 }
            }
            #expect(heard.count == Self.count)
        }
        let told = refusals.told
        // So many at once do not fit, and whoever is sent away is told when to come again, not all at the same time.
        #expect(told.statuses == [503] && Set(told.waits).count > 1, "\(told)")
        #expect(told.waits.allSatisfy { (1...5).contains($0) })
    }

    /// Has all peers ask at once, and those that are refused again, apart, until none is left.
    private static func all(
        _ peers: [PlayedPeer], _ refusals: Refusals,
        _ ask: @escaping @Sendable (PlayedPeer) async throws -> APIAnswer
    ) async throws {
        var (waiting, together) = (peers, peers.count)
        while !waiting.isEmpty {
            let some = waiting.prefix(together)
            let refused = try await withThrowingTaskGroup(of: PlayedPeer?.self) { group in
                for peer in some {
                    group.addTask { try await refusals.has(refused: { try await ask(peer) }) ? peer : nil }
                }
                return try await group.reduce(into: []) { refused, peer in peer.map { refused.append($0) } }
            }
            waiting = waiting.dropFirst(some.count) + refused
            together = 16
        }
    }

    /// A message of a later version: it is kept, and needs nothing else.
    private static func report(of peer: NodeCode) throws -> EventBuilder {
        EventBuilder(
            key: EventKey(source: peer.source, id: "1-1"), type: "cn.hotline.petitioner.told.v1",
            time: "2026-11-21T10:00:00.000+08:00", data: Array(#"{"who":"a"}"#.utf8))
    }
}

/// What those that were refused were told.
private final class Refusals: Sendable {
    struct Told {
        var waits: [Int] = []
        var statuses: Set<Int> = []
    }

    private let state = Mutex(Told())

    var told: Told { state.withLock { $0 } }

    /// Asks, and tells whether that has to be done again.
    func has(refused ask: () async throws -> APIAnswer) async throws -> Bool {
        let answer: APIAnswer
        do {
            answer = try await ask()
        } catch is TransportError {
            // Closed without a word: there were too many even for that.
            return true
        }
        guard answer.status != 200 else { return false }
        state.withLock { told in
            told.statuses.insert(answer.status)
            told.waits.append(Int(answer.headers["retry-after"] ?? "") ?? 0)
        }
        return true
    }
}
