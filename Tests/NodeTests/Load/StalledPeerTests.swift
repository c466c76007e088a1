import Node
import Synchronization
import TestSupport
import Testing

/// Neighbours that hang delay no other.
@Suite(.timeLimit(.minutes(1))) struct StalledPeerTests {
    /// How a neighbour hangs.
    enum Manner: String, Sendable, CaseIterable {
        /// Takes the connection and the request, and never answers.
        case silent
        /// Begins to answer, an octet at a time, and never ends.
        case trickling
        /// Does not take connections at all.
        case dead
    }

    private static let count = 20

    // proves: CARD-3, CARD-7
    @Test(arguments: Manner.allCases) func aNeighbourThatHangsDelaysNoOther(manner: Manner) async throws {
        let stalled = try StalledServer(manner)
        let (cityPort, countyPort) = (FreePort.draw(), FreePort.draw())
        let secret = PlayedPeer.secret
        let city = try TestNode({ configuration in
            (configuration.code, configuration.name, configuration.tier) = ("140500", "晋城市", .city)
            let codes = (0..<Self.count).map { "\(140_600 + $0)" }
            configuration.peers = codes.map { code in
                .init(
                    code: code, name: code, relation: .lower, baseURL: "http://127.0.0.1:\(stalled.port)",
                    secret: secret, speaksFor: [code])
            }
            configuration.peers.append(.init(
                code: "140525", name: "泽州县", relation: .lower, baseURL: "http://127.0.0.1:\(countyPort)",
                secret: secret, speaksFor: ["140525"]))
        }, port: cityPort)
        let county = try TestNode({ configuration in
            configuration.peers = [
                .init(
                    code: "140500", name: "晋城市", relation: .upper, baseURL: "http://127.0.0.1:\(cityPort)",
                    secret: secret, speaksFor: ["140500"]),
            ]
        }, port: countyPort)
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
