import Foundation
import HotlineCore
import Node
import SyncProtocol
import Testing
import Topology

@testable import HotlineCLI

/// Keys of nodes: trusted, changed for the next one without an outage, revoked (design section 5, "Identity").
@Suite(.timeLimit(.minutes(2))) struct KeyTests {
    /// The nodes draw their own keys: none stands in their files, whose links have secrets.
    private func run(_ test: (StagedNetwork, Desk, Desk) async throws -> Void) async throws {
        let network = AcceptanceNetwork(
            topology: "shanxi", adapt: { file in
                for index in file.links.indices { file.links[index].secret = "a secret until keys are exchanged" }
            }, client: try PersistentClient.maker())
        try await network.run { staged in
            try await test(staged, try staged.stage.desk("140500"), try staged.stage.desk("140525"))
        }
    }

    private func trust(_ desk: Desk, _ other: Desk, _ part: String = "own") async throws {
        let key = try await other.read("keys").text(part, "key")
        try await steer(desk, "trust", other, ["key": .string(key)])
    }

    private func steer(_ desk: Desk, _ action: String, _ peer: Desk, _ form: [String: JSONValue]) async throws {
        try await desk.administer("peers", peer.code, "actions", action, body: .object(form))
    }

    // proves: CARD-3, ZZ23-47
    @Test func `Two nodes change from a secret to keys, and from a key to the next, and lose nothing`() async throws {
        try await run { staged, city, county in
            let first = try await county.register(.plain("以链路密钥"))
            try await city.untilMirror(of: first, is: .registered)
            // One side after the other: each signs anyway, and is held to it once its key is known.
            try await trust(city, county)
            let second = try await county.register(.plain("一方登记公钥"))
            try await city.untilMirror(of: second, is: .registered)
            try await trust(county, city)
            let third = try await county.register(.plain("双方登记公钥"))
            try await city.untilMirror(of: third, is: .registered)

            let old = try await county.read("keys").text("own", "key")
            try await county.administer("keys", "actions", "draw", body: .object([:]))
            try await trust(city, county, "next")
            try await county.administer("keys", "actions", "use", body: .object([:]))
            try await steer(city, "revoke", county, ["key": .string(old), "reason": .string("更换")])
            let fourth = try await county.register(.plain("更换公钥之后"))
            try await city.untilMirror(of: fourth, is: .registered)

            let listed = try await city.read("keys").list("peers").filter { $0.text("peer") == county.code }
            #expect(listed.count == 2 && listed.filter { $0["holds"] == .bool(true) }.count == 1)
            #expect(listed.first { $0.text("key") == old }?.text("revokedBy").isEmpty == false)
            try await staged.expectSettled()
        }
    }

    // proves: CARD-3, CARD-7
    @Test func `Who has no key that holds is not heard, secret or not, until it has one again`() async throws {
        try await run { staged, city, county in
            try await trust(city, county)
            try await trust(county, city)
            let key = try await county.read("keys").text("own", "key")
            try await steer(city, "revoke", county, ["key": .string(key), "reason": .string("疑似泄露")])
            let unheard = try await county.register(.plain("撤销之后"))
            try await county.look(for: "the link to be suspended") {
                let peer = try await county.read("peers").list("items").first { $0.text("code") == city.code }
                return peer?.text("suspended", "type") == ProblemType.keyUnknown.urn ? true : nil
            }
            #expect(try await city.list("mirror", "tickets").allSatisfy { $0.text("id") != unheard.id })
            try await steer(city, "trust", county, ["key": .string(key)])
            try await steer(county, "resume", city, [:])
            try await city.untilMirror(of: unheard, is: .registered)
            try await staged.expectSettled()
        }
    }

    // proves: CARD-3
    @Test func `A third key, another's key and no key at all are refused with the cure`() async throws {
        try await run { _, city, county in
            let pairs = (0..<3).map { _ in KeyPair.generate() }
            for pair in pairs.prefix(2) { try await steer(city, "trust", county, ["key": .string(pair.publicKey)]) }
            for (key, name) in [
                (pairs[2].publicKey, "key-conflict"), (try await city.read("keys").text("own", "key"), "key-conflict"),
                ("ed25519:short", "invalid-field"),
            ] {
                let failure = await #expect(throws: Failure.self) {
                    try await steer(city, "trust", county, ["key": .string(key)])
                }
                #expect(failure?.problem?.text("type") == "urn:hotline:problem:\(name)", "\(failure as Any)")
            }
            let early = await #expect(throws: Failure.self) {
                try await county.administer("keys", "actions", "use", body: .object([:]))
            }
            #expect(early?.problem?.text("type") == "urn:hotline:problem:unknown-item")
        }
    }
}
