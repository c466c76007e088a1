import Crypto
import Foundation
import HotlineCore
import HTTPWire
import Node
import PeerTransport
import SyncProtocol
import TestSupport
import Testing
import Topology

@testable import HotlineCLI

/// What strangers and former neighbours may take up of a node (design section 5, "Identity" and "Pull").
@Suite(.timeLimit(.minutes(2))) struct LoadTests {
    /// Requests whose heads tell that nothing behind them is worth reading.
    static let heads: [AttackTests.Attack] = AttackTests.attacks.filter { attack in
        ["unsigned", "signed with another key", "signed with another key under the right key's name",
            "with another body and its digest", "sent to another path", "signed six minutes ago",
            "with a truncated signature",
        ].contains(attack.testDescription)
    }

    // proves: CARD-2, CARD-3
    @Test func `What the neighbour did not sign is refused by its head, its body unsent`() async throws {
        #expect(Self.heads.count == 7)
        try await run { staged, county, neighbour in
            for attack in Self.heads {
                let request = try attack.make(neighbour, neighbour.hello())
                let answer = try await neighbour.announce(request)
                #expect(answer.hasPrefix("HTTP/1.1 \(attack.refusal.status) "), "\(attack): \(answer)")
                #expect(answer.contains(attack.refusal.urn), "\(attack): \(answer)")
            }
            #expect(try await neighbour.send(neighbour.signed(neighbour.hello())).status == 200)
        }
    }

    // proves: CARD-3, ZZ23-47
    @Test func `A pull that is held open ends when its key is revoked`() async throws {
        try await run { staged, county, neighbour in
            let greeting = try await neighbour.send(neighbour.signed(neighbour.hello()))
            let hello = try #require(greeting.body)
            let pull = JSONValue.object([
                "name": .string("orders"), "generation": .integer(try #require(hello["generation"]?.integer)),
                "epoch": .string(hello.text("epoch")), "chain": .string(String(repeating: "0", count: 64)),
                "acknowledged": .integer(0), "refused": .array([]), "wait": .integer(60),
            ])
            async let held = neighbour.send(neighbour.signed(
                neighbour.sending("/outbox/\(SignedSubcentre.code)/pull", pull.line)))
            try await neighbour.untilHeld()
            try await county.administer(
                "peers", SignedSubcentre.code, "actions", "revoke", body: .object([
                    "key": .string(neighbour.key.publicKey.description), "reason": .string("疑似泄露"),
                ]))
            let answer = try await held
            #expect(answer.status == 401 && answer.body?.text("type") == ProblemType.keyUnknown.urn, "\(answer)")
        }
    }

    private func run(
        _ test: (StagedNetwork, Desk, SignedSubcentre) async throws -> Void
    ) async throws {
        let network = AcceptanceNetwork(
            topology: "shanxi", absent: [SignedSubcentre.code], adapt: SignedSubcentre.join,
            client: try PersistentClient.maker())
        try await network.run { staged in
            try await test(staged, try staged.stage.desk("140525"), try SignedSubcentre(at: staged))
        }
    }
}

extension SignedSubcentre {
    /// Sends a request's head, which announces the body, and none of that: all that the county says until it closes.
    fileprivate func announce(_ request: Sending) async throws -> String {
        let own = [("host", county.authority), ("content-length", "\(request.body.count)")]
        let lines = (own + request.fields.map { ($0.name, $0.value) }).map { "\($0): \($1)\r\n" }
        let head = "\(request.method.rawValue) \(request.target) HTTP/1.1\r\n\(lines.joined())\r\n"
        return try await onThread { [port = county.port] in
            let socket = try RawSocket(port: port)
            try socket.send(head)
            return try socket.receiveAll()
        }
    }

    /// Waits until the county has a request of this sub-centre under way.
    fileprivate func untilHeld() async throws {
        let door = FrontDoor(address: "http://\(county.authority)", token: "")
        let sample = "hotline_peer_requests{peer=\"\(Self.code)\"} 1\n"
        while !(try await door.get("/metrics").text.contains(sample)) { await Task.yield() }
    }
}
