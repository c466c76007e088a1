import Crypto
import HTTPWire
import HotlineCore
import PeerTransport
import Platform
import Synchronization
import SyncProtocol
import Testing

@testable import Node

/// What a neighbour answers counts only where the neighbour signed it, for this very request.
@Suite struct PeerWireTests {
    /// What somebody on the line does with the answer.
    enum Tampering: String, CaseIterable, Sendable {
        case none, unsigned, byAnotherKey, ofAnotherRequest, ofOtherParameters, otherBody, otherStatus
    }

    @Test(arguments: Tampering.allCases, [200, 401, 404, 413])
    func `An answer that the neighbour did not sign so is none`(tampering: Tampering, status: Int) async throws {
        let peer = try SigningPeer(tampering, status: status)
        let wire = try peer.wire()
        do throws(TransportError) {
            let answer = try await wire.post("/hello", body: [1, 2, 3], timeout: .seconds(1))
            #expect(tampering == .none && answer.status == status && answer.body == SigningPeer.body)
        } catch {
            #expect(tampering != .none && error.mayHaveBeenReceived)
            #expect("\(error)".contains("is not signed by 140500"))
        }
    }

    /// A connection that died under a request has the transport send it again as it was.
    @Test func `What is taken for a replay is signed anew once`() async throws {
        let peer = try SigningPeer(.none, status: 200, refusingFirst: .signatureReplayed)
        let answer = try await peer.wire().post("/hello", body: [1], timeout: .seconds(1))
        #expect(answer.status == 200)
        let nonces = peer.nonces
        #expect(nonces.count == 2 && Set(nonces).count == 2)
    }

    /// After a restart, where a clock is off, or where the line altered a bit of the body: tried again later, never a
    /// verdict that suspends the link.
    @Test(arguments: [ProblemType.signatureStale, .digestDiffers])
    func `A refusal of what another try may bring through is no answer`(refusal: ProblemType) async throws {
        let wire = try SigningPeer(.none, status: 200, refusingFirst: refusal).wire()
        let error = await #expect(throws: TransportError.self) {
            try await wire.post("/hello", body: [1], timeout: .seconds(1))
        }
        #expect(error?.mayHaveBeenReceived == false)
        #expect(try await wire.post("/hello", body: [1], timeout: .seconds(1)).status == 200)
    }
}

/// A neighbour that answers each request with the same body, signed, and whoever tampers with that.
private final class SigningPeer: PeerTransport {
    static let body = Array(#"{"ok":true}"#.utf8)

    private let key = SigningKey.generate()
    private let tampering: PeerWireTests.Tampering
    private let status: Int
    private let refusal: Mutex<ProblemType?>
    private let seen = Mutex<[String]>([])

    init(_ tampering: PeerWireTests.Tampering, status: Int, refusingFirst: ProblemType? = nil) throws {
        self.tampering = tampering
        self.status = status
        refusal = Mutex(refusingFirst)
    }

    var nonces: [String] { seen.withLock { $0 } }

    /// This node's way to it.
    func wire() throws -> PeerWire {
        let (peer, node) = (try #require(NodeCode(rawValue: "140500")), try #require(NodeCode(rawValue: "140525")))
        let keys = KeyRing(own: .generate(), trusted: [KeyRing.Trusted(peer: peer, key: key.publicKey)])
        let manner = PeerWire.Manner(
            keys: keys, signer: LinkSigner(keys: keys, clock: SystemClock()),
            verifier: LinkVerifier(keys: keys, clock: SystemClock(), clocks: ClockWatch()), secret: nil)
        return PeerWire(self, to: peer, at: PeerOrigin(host: "peer", port: 1), as: node, manner)
    }

    func send(_ request: PeerRequest) async throws(TransportError) -> PeerResponse {
        var asked = SignableMessage(
            .request(
                method: request.method.rawValue, scheme: "http", authority: request.origin.authority,
                target: request.target),
            fields: request.headers.map { ($0.name, $0.value) } + [("content-length", "\(request.body.count)")])
        let input = try? StructuredFieldParser.dictionary(asked.field(NodeSignature.inputField) ?? "", of: "it")
        let nonce = input?[NodeSignature.label].flatMap(SignatureParameters.init)?.nonce
        seen.withLock { $0.append(nonce ?? "") }
        if tampering == .ofAnotherRequest {
            asked.fields = asked.fields.map { $0.name == "signature" ? ($0.name, "hotline=:AAAA:") : $0 }
        }
        if tampering == .ofOtherParameters {
            // One bit on the line: what the peer then refuses is not what was sent.
            asked.fields = asked.fields.map { name, value in
                (name, name == NodeSignature.inputField ? value.replacing(";keyid=\"", with: ";keyid=\"x") : value)
            }
        }
        if let problem = refusal.withLock({ refusal in defer { refusal = nil }; return refusal }) {
            let document = #"{"type":"\#(problem.urn)","title":"","status":\#(problem.status)}"#
            return answer(problem.status, Array(document.utf8), to: asked)
        }
        return answer(status, Self.body, to: asked)
    }

    private func answer(_ status: Int, _ body: [UInt8], to asked: SignableMessage) -> PeerResponse {
        let keys = KeyRing(own: tampering == .byAnotherKey ? .generate() : key, trusted: [])
        let message = SignableMessage(.response(status: status), fields: [("content-type", "application/json")])
        let signed = try? LinkSigner(keys: keys, clock: SystemClock())
            .sign(message, body: body, to: (asked, NodeSignature.label))
        var headers: Headers = ["content-type": "application/json", "content-length": "\(body.count)"]
        if tampering != .unsigned {
            for field in signed?.fields ?? [] { headers.append(field.name, field.value) }
        }
        let altered = tampering == .otherBody ? [UInt8](repeating: 32, count: body.count) : body
        return PeerResponse(
            status: tampering == .otherStatus ? status + 1 : status, headers: headers, body: altered)
    }

    func stream(_ request: PeerRequest) async throws(TransportError) -> PeerStream {
        throw TransportError(.refused, mayHaveBeenReceived: false)
    }
}
