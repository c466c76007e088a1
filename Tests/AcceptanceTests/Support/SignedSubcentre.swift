import Crypto
import Foundation
import HTTPWire
import HotlineCore
import Node
import Platform
import PeerTransport
import SyncProtocol
import Topology

@testable import HotlineCLI

/// A sub-centre of Zezhou that the test plays and that signs what it says; each step can be tampered with.
struct SignedSubcentre: Sendable {
    /// A request on its way.
    struct Sending: Sendable {
        var method = Method.post
        var target: String
        /// Field by field, as they go out.
        var fields: [(name: String, value: String)]
        var body: [UInt8]
    }

    static let code = ScriptedSubcentre.code

    /// Puts the sub-centre below the county, which trusts its key.
    static let join: @Sendable (inout TopologyFile) -> Void = { file in
        ScriptedSubcentre.join(&file)
        guard let index = file.links.firstIndex(where: { $0.lower == code }) else { return }
        file.links[index].secret = nil
    }

    let county: PeerOrigin
    let key: SigningKey
    private let transport: SocketTransport

    init(at staged: StagedNetwork) throws {
        guard let member = staged.network.plan.member("140525"), let origin = PeerOrigin(member.address),
            let own = staged.network.plan.member(Self.code)?.configuration.signingKey,
            let key = SigningKey(text: own)
        else { throw Failure(.failed, "this network has no county with a sub-centre") }
        county = origin
        self.key = key
        transport = try SocketTransport()
    }

    /// A request of this body, not signed yet.
    func sending(_ target: String, _ body: String, type: String = "application/json") -> Sending {
        let bytes = Array(body.utf8)
        let digest = bytes.withUnsafeBytes { ContentDigest.value(of: $0, hashing: PlainHash.self) }
        return Sending(
            target: target, fields: [
                ("hotline-node", Self.code), ("hotline-to", "140525"), ("content-type", type),
                ("content-digest", digest),
            ], body: bytes)
    }

    /// A first hello.
    func hello() -> Sending {
        let zero = String(repeating: "0", count: 64)
        let streams = ["orders", "feed"].map {
            #"{"name":"\#($0)","direction":"out","next":1,"first":1,"oldestHeld":1,"chain":"\#(zero)"}"#
        }
        let list = streams.joined(separator: ",")
        let hello = #"{"node":"\#(Self.code)","generation":1,"epoch":"k1","streams":[\#(list)]}"#
        return sending("/hello", hello)
    }

    /// Signs it as a node does.
    func signed(
        _ sending: Sending, by key: SigningKey? = nil, seconds: Int64 = 0,
        alter: (inout SignatureParameters) -> Void = { _ in }
    ) throws -> Sending {
        let key = key ?? self.key
        var sending = sending
        let message = SignableMessage(
            .request(
                method: sending.method.rawValue, scheme: "http", authority: county.authority,
                target: sending.target),
            fields: sending.fields + [("content-length", "\(sending.body.count)")])
        let now = Int64(Date().timeIntervalSince1970) + seconds
        var parameters = NodeSignature.parameters(
            for: message, keyID: key.publicKey.id, at: now, nonce: Base64URL.encode(SecureRandom.bytes(16)))
        alter(&parameters)
        let base = try SignatureBase.text(parameters, of: message)
        sending.fields += NodeSignature.fields(parameters, signature: key.sign(Array(base.utf8)))
        return sending
    }

    /// Sends it as it is.
    func send(_ sending: Sending) async throws -> (status: Int, body: JSONValue?, headers: Headers) {
        var headers = Headers()
        for field in sending.fields { headers.append(field.name, field.value) }
        let answer = try await transport.send(
            PeerRequest(sending.method, county, sending.target, headers: headers, body: sending.body))
        return (answer.status, try? JSONValue(parsing: Data(answer.body)), answer.headers)
    }

    /// How often the county has refused something for this reason, by its metrics.
    func refusals(_ reason: ProblemType) async throws -> Int {
        let answer = try await transport.send(PeerRequest(.get, county, "/metrics"))
        let line = String(decoding: answer.body, as: UTF8.self).split(separator: "\n")
            .first { $0.hasPrefix("hotline_refusals_total{problem=\"\(reason.rawValue)\"}") }
        return line.flatMap { $0.split(separator: " ").last }.flatMap { Int($0) } ?? 0
    }
}

/// The digest of the target `Crypto` for the protocol.
enum PlainHash: Hashing {
    static func sha256(_ bytes: UnsafeRawBufferPointer) -> Digest32 {
        SHA256.hash(bytes).withUnsafeBytes { Digest32(loading: $0) }
    }
}
