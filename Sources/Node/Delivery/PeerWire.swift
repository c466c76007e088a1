import HTTPWire
import HotlineCore
import PeerTransport
import SyncProtocol

/// Requests to one peer, each signed as this node's; answers count once they are found to be the peer's.
struct PeerWire: Sendable {
    /// How this node shows who it is, and knows who answers.
    struct Manner: Sendable {
        let keys: KeyRing
        let signer: LinkSigner
        let verifier: LinkVerifier
        /// Shown beside the signature, for a peer that has no key of this node.
        let secret: String?
    }

    private let transport: any PeerTransport
    private let peer: NodeCode
    private let origin: PeerOrigin
    private let headers: Headers
    private let manner: Manner

    /// `node` is this node, as the peer knows it.
    init(
        _ transport: any PeerTransport, to peer: NodeCode, at origin: PeerOrigin, as node: NodeCode, _ manner: Manner
    ) {
        self.transport = transport
        self.peer = peer
        self.origin = origin
        self.manner = manner
        var headers: Headers = ["hotline-node": node.rawValue, "hotline-to": peer.rawValue]
        if let secret = manner.secret { headers.append("authorization", "Bearer \(secret)") }
        self.headers = headers
    }

    /// Posts JSON.
    func post(
        _ path: String, body: [UInt8], type: String = "application/json", timeout: Duration
    ) async throws(TransportError) -> PeerResponse {
        try await request(.post, path, headers: ["content-type": type], body: body, timeout: timeout)
    }

    /// Posts a batch of events on a stream.
    func post(_ consignment: Consignment, timeout: Duration) async throws(TransportError) -> PeerResponse {
        var headers: Headers = [
            "content-type": EventMediaType.batch.rawValue, StreamHeader.fieldName: consignment.header,
        ]
        if let journal = consignment.journal { headers.append(JournalHead.fieldName, journal) }
        return try await request(.post, "/inbox", headers: headers, body: consignment.body, timeout: timeout)
    }

    /// Any other request that may be repeated: everything between nodes may arrive twice, positions and ids tell.
    func request(
        _ method: Method, _ path: String, headers more: Headers = Headers(), body: [UInt8] = [], timeout: Duration
    ) async throws(TransportError) -> PeerResponse {
        let answer = try await ask(method, path, more, body, timeout)
        guard let refusal = answer.passingRefusal else { return answer }
        // A connection that died under the request has it repeated as it was; signed anew it is no replay.
        let again = refusal.known == .signatureReplayed ? try await ask(method, path, more, body, timeout) : answer
        guard let refusal = again.passingRefusal else { return again }
        // Clocks that differ and a line that alters bodies are no verdict on the link: what follows is signed later.
        throw TransportError(
            .other("\(peer) does not accept the request as it came: \(refusal.detail ?? refusal.title)"),
            mayHaveBeenReceived: false)
    }

    private func ask(
        _ method: Method, _ path: String, _ more: Headers, _ body: [UInt8], _ timeout: Duration
    ) async throws(TransportError) -> PeerResponse {
        var headers = headers
        for (name, value) in more { headers.append(name, value) }
        guard let signed = try? manner.signer.sign(asked(method, path, headers), body: body) else {
            throw TransportError(.other("the request cannot be signed"), mayHaveBeenReceived: false)
        }
        for field in signed.fields { headers.append(field.name, field.value) }
        let answer = try await transport.send(PeerRequest(
            method, origin, path, headers: headers, body: body, isRepeatable: true, totalTime: timeout))
        try require(answer, to: signed.message, method, path)
        return answer
    }

    private func asked(_ method: Method, _ path: String, _ headers: Headers) -> SignableMessage {
        SignableMessage(
            .request(method: method.rawValue, scheme: origin.scheme, authority: origin.authority, target: path),
            fields: headers.map { ($0.name, $0.value) })
    }

    /// What somebody else answers in the peer's place is no answer: it neither confirms nor suspends anything.
    private func require(
        _ answer: PeerResponse, to request: SignableMessage, _ method: Method, _ path: String
    ) throws(TransportError) {
        guard manner.keys.demandsSignature(of: peer) else { return }
        let message = SignableMessage(
            .response(status: answer.status), fields: answer.headers.map { ($0.name, $0.value) })
        // Attachments have digests of their own, and come in pieces.
        let isContent = method == .head || method == .get && path.hasPrefix("/blobs/")
        do throws(SyncProblem) {
            try manner.verifier.require(message, to: request, from: peer, body: isContent ? nil : answer.body)
        } catch {
            throw TransportError(
                .other("the answer with status \(answer.status) is not signed by \(peer): \(error)"),
                mayHaveBeenReceived: true)
        }
    }
}

extension PeerResponse {
    /// The problem, where a signature came too early, too late, or for the second time, or its body was altered on the
    /// way: another try may pass.
    fileprivate var passingRefusal: SyncProblem? {
        guard (400...401).contains(status) else { return nil }
        let problem = SyncProblem(answered: self)
        switch problem.known {
        case .signatureReplayed, .signatureStale, .digestDiffers: return problem
        default: return nil
        }
    }
}
