import Node
import Synchronization
import TestSupport
import Testing

/// Neighbours that hang delay no other.
@Suite(.timeLimit(.minutes(3))) struct StalledPeerTests {
    /// How a neighbour hangs.
    enum Manner: String, Sendable, CaseIterable {
        /// Takes the connection and the request, and never answers.
        case silent
        /// Begins to answer, an octet at a time, and never ends.
        case trickling
        /// Does not take connections at all.
        case dead
    }

    private static let count = 8

    /// A city over a county and over neighbours that hang at a port.
    private static func network(_ stalled: UInt16) throws -> (city: TestNode, county: TestNode) {
        let (cityPort, countyPort) = (FreePort.draw(), FreePort.draw())
        func peer(_ code: String, _ relation: NodeConfiguration.Peer.Relation, at port: UInt16)
            -> NodeConfiguration.Peer {
            .init(
                code: code, name: code, relation: relation, baseURL: "http://127.0.0.1:\(port)",
                secret: PlayedPeer.secret, speaksFor: [code])
        }
        let city = try TestNode({ configuration in
            (configuration.code, configuration.name, configuration.tier) = ("140500", "晋城市", .city)
            configuration.peers = (0..<count).map { peer("\(140_600 + $0)", .lower, at: stalled) }
            configuration.peers.append(peer("140525", .lower, at: countyPort))
        }, port: cityPort)
        let county = try TestNode({ $0.peers = [peer("140500", .upper, at: cityPort)] }, port: countyPort)
        return (city, county)
    }

    // proves: CARD-3, CARD-7
    @Test(arguments: Manner.allCases) func aNeighbourThatHangsDelaysNoOther(manner: Manner) async throws {
        let stalled = try StalledServer(manner)
        let (city, county) = try Self.network(stalled.port)
        try await city.run { city in
            try await county.run { county in
                try await county.untilWritable()
                try await city.untilWritable()
                // First to those that hang, then to the one that does not; and its own change comes up.
                for number in 0..<Self.count { _ = try await city.order(to: "\(140_600 + number)") }
                let root = try await city.order(to: "140525")
                try await county.until("/tickets") { $0.items.contains { $0["rootId"] as? String == root } }
                let own = try await county.register()
                try await city.until("/mirror/tickets/\(own)") { $0.status == 200 }
                try await city.until("/peers") { answer in
                    answer.items.contains { $0["code"] as? String == "140525" && $0.backlog == 0 }
                }
                // Nothing of the others is lost or given up meanwhile.
                let peers = try await city.get("/peers").items.filter { $0["code"] as? String != "140525" }
                #expect(peers.count == Self.count && peers.allSatisfy { $0.backlog == 1 })
                #expect(try await city.get("/dead-letters").items.isEmpty)
            }
        }
        stalled.stop()
    }
}

extension [String: Any] {
    /// The messages that a neighbour has not confirmed, of all streams.
    fileprivate var backlog: Int {
        (self["streams"] as? [[String: Any]] ?? []).reduce(0) { $0 + ($1["backlog"] as? Int ?? 0) }
    }
}

/// A server that hangs.
private final class StalledServer: Sendable {
    let port: UInt16
    private let listener: RawListener?
    private let held = Mutex<[RawSocket]>([])

    init(_ manner: StalledPeerTests.Manner) throws {
        guard manner != .dead else {
            (port, listener) = (FreePort.draw(), nil)
            return
        }
        let listener = try RawListener()
        (port, self.listener) = (listener.port, listener)
        onOwnThread { [weak self] in
            while let socket = try? listener.accept() {
                if manner == .trickling { try? socket.send("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{") }
                self?.held.withLock { $0.append(socket) }
            }
        }
    }

    func stop() { listener?.stop() }

    private func onOwnThread(_ body: @escaping @Sendable () -> Void) {
        Task { try await onThread(body) }
    }
}
