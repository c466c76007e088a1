import Crypto
import HTTPServer
import HTTPWire
import HotlineCore
import SyncProtocol

/// Tells which neighbouring node calls. A neighbour whose key is trusted here signs its requests; one without a key
/// shows the link's secret.
struct LinkAuthenticator: Sendable {
    /// Of every neighbour; empty where the link has none.
    private let secrets: [NodeCode: [UInt8]]
    private let own: NodeCode
    private let keys: KeyRing
    private let verifier: LinkVerifier
    private let signer: LinkSigner

    /// - Parameter own: this node.
    init(
        of own: NodeCode, peers: [NodeConfiguration.Peer], keys: KeyRing, verifier: LinkVerifier, signer: LinkSigner
    ) {
        self.own = own
        self.keys = keys
        self.verifier = verifier
        self.signer = signer
        var secrets: [NodeCode: [UInt8]] = [:]
        for peer in peers {
            if let code = NodeCode(rawValue: peer.code) { secrets[code] = Array((peer.secret ?? "").utf8) }
        }
        self.secrets = secrets
    }

    /// Who calls by the head of a request, and what is left to check once its body is there.
    struct Entry: Sendable {
        let node: NodeCode
        /// Its signature, which holds; nil for a neighbour that shows the link's secret.
        fileprivate let signature: SignatureCheck?
    }

    /// The calling node, by a request's head. One that is not configured gets 401, one with another secret 403, one
    /// whose signature does not hold 401 with the reason.
    func entry(of request: Request) throws(APIProblem) -> Entry {
        guard let name = request.headers["hotline-node"], let code = NodeCode(rawValue: name),
            let secret = secrets[code]
        else {
            throw APIProblem(
                .unknownPeer, "Hotline-Node 没有指明本节点的邻居", cure: "在双方的配置 peers 中互相登记节点代码和密钥")
        }
        guard !keys.demandsSignature(of: code) else {
            return Entry(node: code, signature: try signature(of: request, by: code))
        }
        let shown = Authenticator.bearerToken(request.headers).map { Array($0.utf8) } ?? []
        guard !secret.isEmpty, ConstantTime.equal(secret, shown) else {
            throw APIProblem(.linkSecretWrong, "节点 \(code) 出示的链路密钥不符", cure: "在双方的配置中写入同一密钥")
        }
        return Entry(node: code, signature: nil)
    }

    /// The calling node, once its whole request is there.
    ///
    /// - Parameter body: nil where it comes in pieces.
    func node(of request: Request, body: [UInt8]?) throws(APIProblem) -> NodeCode {
        let entry = if let noted = request[Notes.Entry.self] { noted } else { try entry(of: request) }
        guard let signature = entry.signature else { return entry.node }
        do throws(SyncProblem) {
            try verifier.requireFirst(signature, of: SignableMessage(request), body: body)
        } catch {
            throw APIProblem(error)
        }
        return entry.node
    }

    /// Throws where the key that a request was signed with is trusted no longer: a request that is held open outlives
    /// none.
    func requireStill(_ request: Request) throws(APIProblem) {
        guard let signature = request[Notes.Entry.self]?.signature, keys.trusted(signature.keyID) == nil else { return }
        throw APIProblem(SyncProblem(.keyUnknown, detail: "the key \(signature.keyID) was revoked meanwhile"))
    }

    private func signature(of request: Request, by code: NodeCode) throws(APIProblem) -> SignatureCheck {
        do throws(SyncProblem) {
            try requireAddress(request)
            let (signer, signature) = try verifier.signature(ofRequest: SignableMessage(request))
            guard signer == code else {
                throw SyncProblem(.signatureInvalid, detail: "the key is that of \(signer), not of \(code)")
            }
            return signature
        } catch {
            throw APIProblem(error)
        }
    }

    /// What was signed for one node is nothing to another, whatever way it took there.
    private func requireAddress(_ request: Request) throws(SyncProblem) {
        for name in ["hotline-node", "hotline-to"] where request.headers.all(name).count != 1 {
            throw SyncProblem(.signatureInvalid, detail: "\(name) must stand there once")
        }
        guard request.headers["hotline-to"] == own.rawValue else {
            throw SyncProblem(
                .signatureInvalid, detail: "addressed to \(request.headers["hotline-to"] ?? ""), this is \(own)")
        }
    }

    /// The answer as it leaves: signed, where the request was.
    func signed(_ answer: Response, to request: Request) -> Response {
        let asked = SignableMessage(request)
        guard let label = SignatureCheck.label(of: asked) else { return answer }
        var answer = answer
        var fields: [(name: String, value: String)] = []
        for field in answer.headers { fields.append(field) }
        var body: [UInt8]?
        switch answer.body {
        case .bytes(let bytes): body = bytes
        case .file(let length, _): fields.append(("content-length", "\(length)"))
        case .stream: break
        }
        let message = SignableMessage(.response(status: answer.status), fields: fields)
        guard let signed = try? signer.sign(message, body: body, to: (asked, label)) else { return answer }
        for field in signed.fields { answer.headers.append(field.name, field.value) }
        return answer
    }
}

extension SignableMessage {
    /// A request as it came.
    init(_ request: Request) {
        var fields: [(name: String, value: String)] = []
        for field in request.headers { fields.append(field) }
        self.init(
            .request(
                method: request.method.rawValue, scheme: request.isSecure ? "https" : "http",
                authority: request.headers["host"] ?? "", target: String(request.head.originForm)),
            fields: fields)
    }
}
