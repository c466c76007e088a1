import Crypto
import Foundation
import HTTPWire
import PeerTransport

extension NodeClient {
    /// A client of the node and with the token that the options name.
    init(_ options: ClientOptions) throws {
        self.init(options.node.origin, token: options.token, over: try options.transport())
    }

    /// A client of the node at `origin`; several may share a transport and its connections.
    init(_ origin: PeerOrigin, token: String?, over transport: SocketTransport) {
        self.init(address: origin.description) { request in
            var headers: Headers = ["Accept": "application/json, application/problem+json"]
            if let token { headers["Authorization"] = "Bearer \(token)" }
            for (name, value) in request.headers { headers[name] = value }
            if request.body != nil { headers["Content-Type"] = "application/json" }
            // A reconciliation walks through all of two nodes' tickets before it answers.
            let peerRequest = PeerRequest(
                request.method == .get ? .get : .post, origin, request.target, headers: headers,
                body: request.body.map { Array($0.line.utf8) } ?? [], isRepeatable: request.method == .get,
                totalTime: .seconds(300))
            do throws(TransportError) {
                let answer = try await transport.send(peerRequest)
                return APIAnswer(status: answer.status, body: Data(answer.body))
            } catch {
                throw Failure.noAnswer(error, from: origin)
            }
        }
    }
}

extension ClientOptions {
    /// A way to the node, with the certificates that the options name.
    func transport() throws(TransportError) -> SocketTransport {
        try SocketTransport(configuration: .init { [security] _ in security })
    }
}

extension Failure {
    /// A request that got no answer.
    static func noAnswer(_ error: TransportError, from origin: PeerOrigin) -> Failure {
        if case .tls(let fault) = error.cause, !error.mayHaveBeenReceived {
            return Failure(.unreachable, "no answer from \(origin): \(fault.cause)", cure: fault.commandCure)
        }
        let doubt = error.mayHaveBeenReceived ? "; the request may have taken effect" : ""
        return Failure(
            .unreachable, "no answer from \(origin): \(error)\(doubt)",
            cure: error.mayHaveBeenReceived
                ? "look before repeating it, or repeat it with the same --idempotency-key"
                : "check the address, and that the node runs")
    }
}

extension TLSError {
    /// What mends it for someone at the command line.
    fileprivate var commandCure: String {
        switch self {
        case .unknownAuthority: "give the file of the node's authority with --authority or HOTLINE_AUTHORITY"
        case .refusedByPeer(alert: 116, _): "give a certificate that the node accepts with --certificate"
        case .notTLS: "write http:// if the node has no TLS, or check the port"
        default: cure
        }
    }
}
