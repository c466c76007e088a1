import Crypto
import Foundation
import HotlineCore
import HTTPWire
import Node
import PeerTransport
import SyncProtocol
import Testing
import Topology

@testable import HotlineCLI

/// What someone on the line, or a neighbour without the right key, may try: refused, counted, and nothing changed
/// (design section 5, "Identity").
@Suite(.timeLimit(.minutes(2))) struct AttackTests {
    /// One attack: what is sent, given the neighbour and a request that it has signed.
    struct Attack: Sendable, CustomTestStringConvertible {
        typealias Request = SignedSubcentre.Sending

        var testDescription: String
        var refusal: ProblemType
        var make: @Sendable (SignedSubcentre, Request) throws -> Request

        init(
            _ name: String, _ refusal: ProblemType,
            _ make: @escaping @Sendable (SignedSubcentre, Request) throws -> Request
        ) {
            (testDescription, self.refusal, self.make) = (name, refusal, make)
        }

        /// What is tampered with after it was signed.
        static func altered(
            _ name: String, _ refusal: ProblemType, _ change: @escaping @Sendable (inout Request) -> Void
        ) -> Attack {
            Attack(name, refusal) { neighbour, request in
                var signed = try neighbour.signed(request)
                change(&signed)
                return signed
            }
        }
    }

    static let attacks = [
        Attack("unsigned", .signatureMissing) { $1 },
        Attack("with the secret of a link in place of a signature", .signatureMissing) { _, request in
            var request = request
            request.fields.append(("authorization", "Bearer \(ScriptedSubcentre.secret)"))
            return request
        },
        Attack("signed with another key", .keyUnknown) { try $0.signed($1, by: .generate()) },
        Attack("signed with another key under the right key's name", .signatureInvalid) { neighbour, request in
            let (own, forged) = (neighbour.key.publicKey.id, SigningKey.generate())
            return try neighbour.signed(request, by: forged) { parameters in
                parameters.parameters = parameters.parameters.map { parameter in
                    parameter.name == "keyid" ? StructuredField.Parameter("keyid", .string(own)) : parameter
                }
            }
        },
        .altered("with another body", .digestDiffers) { $0.body[0] = UInt8(ascii: " ") },
        .altered("with another body and its digest", .signatureInvalid) { request in
            request.body[0] = UInt8(ascii: " ")
            let digest = request.body.withUnsafeBytes { ContentDigest.value(of: $0, hashing: PlainHash.self) }
            request.fields = request.fields.map { $0.name == "content-digest" ? ($0.name, digest) : $0 }
        },
        .altered("sent to another path", .signatureInvalid) { $0.target = "/reconciliation" },
        .altered("with a query", .signatureInvalid) { $0.target += "?a=b" },
        .altered("with a field added that must be covered", .signatureInvalid) {
            $0.fields.append(("hotline-stream", "name=\"feed\""))
        },
        Attack("addressed to another node", .signatureInvalid) { neighbour, request in
            var request = request
            request.fields = request.fields.map { $0.name == "hotline-to" ? ($0.name, "140500") : $0 }
            return try neighbour.signed(request)
        },
        Attack("addressed to nobody", .signatureInvalid) { neighbour, request in
            var request = request
            request.fields.removeAll { $0.name == "hotline-to" }
            return try neighbour.signed(request)
        },
        Attack("under two names", .signatureInvalid) { neighbour, request in
            var request = request
            request.fields.append(("hotline-node", "140500"))
            return try neighbour.signed(request)
        },
        Attack("signed six minutes ago", .signatureStale) { try $0.signed($1, seconds: -360) },
        Attack("signed six minutes ahead", .signatureStale) { try $0.signed($1, seconds: 360) },
        .altered("with a truncated signature", .signatureInvalid) { request in
            request.fields = request.fields.map { field in
                guard field.name == "signature" else { return field }
                return (field.name, "hotline=:\(Data(count: 63).base64EncodedString()):")
            }
        },
        .altered("with half a signature", .malformedHeader) { request in
            request.fields = request.fields.map { field in
                field.name == "signature" ? (field.name, String(field.value.dropLast(9))) : field
            }
        },
        Attack("with a weaker algorithm", .signatureInvalid) { neighbour, request in
            try neighbour.signed(request) { parameters in
                parameters.parameters = parameters.parameters.map { parameter in
                    parameter.name == "alg" ? StructuredField.Parameter("alg", .string("hmac-sha256")) : parameter
                }
            }
        },
        Attack("with the target left out of the signature", .signatureInvalid) { neighbour, request in
            try neighbour.signed(request) { $0.components.removeAll { $0.value == .string("@path") } }
        },
        .altered("with its signature's headers twice", .malformedHeader) { request in
            request.fields += request.fields.filter { $0.name.hasPrefix("signature") }
        },
        .altered("with a second signature of the same purpose", .signatureInvalid) { request in
            request.fields += request.fields.filter { $0.name.hasPrefix("signature") }
                .map { ($0.name, $0.value.replacing("hotline=", with: "second=")) }
        },
    ]

    // proves: CARD-3, ZZ23-47
    @Test func `Whatever is not signed by the neighbour itself changes nothing and is counted`() async throws {
        try await run { staged, county, neighbour in
            for attack in Self.attacks {
                let before = try await neighbour.refusals(attack.refusal)
                let answer = try await neighbour.send(attack.make(neighbour, neighbour.hello()))
                #expect(answer.status == attack.refusal.status, "\(attack.testDescription)")
                #expect(answer.body?.text("type") == attack.refusal.urn, "\(attack.testDescription): \(answer)")
                #expect(answer.body?.text("cure").isEmpty == false)
                #expect(try await neighbour.refusals(attack.refusal) == before + 1, "\(attack.testDescription)")
                if attack.refusal == .signatureStale { #expect(answer.body?.text("time").isEmpty == false) }
            }
            // Nobody was heard.
            let peers = try await county.read("peers").list("items")
            let seen = try #require(peers.first { $0.text("code") == SignedSubcentre.code })
            #expect(seen.list("streams").allSatisfy { $0["highest"]?.integer ?? 0 == 0 })
            #expect(try await neighbour.send(neighbour.signed(neighbour.hello())).status == 200)
        }
    }

    // proves: CARD-3
    @Test func `A request that was heard is not heard again`() async throws {
        try await run { _, _, neighbour in
            let request = try neighbour.signed(neighbour.hello())
            #expect(try await neighbour.send(request).status == 200)
            let again = try await neighbour.send(request)
            #expect(again.body?.text("type") == ProblemType.signatureReplayed.urn)
        }
    }

    // proves: CARD-3
    @Test func `A neighbour with a key of its own cannot speak as another`() async throws {
        try await run { staged, county, neighbour in
            var request = neighbour.hello()
            request.fields = request.fields.map { $0.name == "hotline-node" ? ($0.name, "140500") : $0 }
            let answer = try await neighbour.send(neighbour.signed(request))
            #expect(answer.body?.text("type") == ProblemType.signatureInvalid.urn)
        }
    }

    // proves: CARD-3
    @Test func `What a node answers is signed for that very request`() async throws {
        try await run { staged, county, neighbour in
            let request = try neighbour.signed(neighbour.hello())
            let answer = try await neighbour.send(request)
            let key = try #require(staged.network.plan.member("140500")?.configuration.peers
                .first { $0.code == county.code }?.keys.first.flatMap(VerifyingKey.init))
            let asked = SignableMessage(
                .request(method: "POST", scheme: "http", authority: neighbour.county.authority, target: "/hello"),
                fields: request.fields + [("content-length", "\(request.body.count)")])
            let message = SignableMessage(
                .response(status: answer.status), fields: answer.headers.map { ($0.name, $0.value) })
            let check = try SignatureCheck(of: message, to: (asked, NodeSignature.label))
            #expect(check.keyID == key.id)
            #expect(key.verifies(check.signature, of: try check.base(of: message, to: asked)))
            #expect(message.field("content-digest") != nil)
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
