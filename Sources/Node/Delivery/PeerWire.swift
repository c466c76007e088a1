import HTTPWire
import HotlineCore
import PeerTransport
import SyncProtocol

/// Requests to one peer, signed in as this node.
struct PeerWire: Sendable {
    private let transport: any PeerTransport
    private let origin: PeerOrigin
    private let headers: Headers

    /// `node` is this node, as the peer knows it by `secret`.
    init(_ transport: any PeerTransport, to origin: PeerOrigin, as node: NodeCode, secret: String) {
        self.transport = transport
        self.origin = origin
        headers = ["hotline-node": node.rawValue, "authorization": "Bearer \(secret)"]
    }

    /// Posts JSON.
    func post(
        _ path: String, body: [UInt8], type: String = "application/json", timeout: Duration
    ) async throws(TransportError) -> PeerResponse {
        try await send(path, body: body, type: type, stream: nil, timeout: timeout)
    }

    /// Posts a batch of events on a stream.
    func post(_ consignment: Consignment, timeout: Duration) async throws(TransportError) -> PeerResponse {
        try await send(
            "/inbox", body: consignment.body, type: EventMediaType.batch.rawValue, stream: consignment.header,
            timeout: timeout)
    }

    /// Any other request that may be repeated.
    func request(
        _ method: Method, _ path: String, headers more: Headers = Headers(), body: [UInt8] = [], timeout: Duration
    ) async throws(TransportError) -> PeerResponse {
        var headers = headers
        for (name, value) in more { headers.append(name, value) }
        return try await transport.send(PeerRequest(
            method, origin, path, headers: headers, body: body, isRepeatable: true, totalTime: timeout))
    }

    private func send(
        _ path: String, body: [UInt8], type: String, stream: String?, timeout: Duration
    ) async throws(TransportError) -> PeerResponse {
        var headers = headers
        headers["content-type"] = type
        if let stream { headers["hotline-stream"] = stream }
        // Everything between nodes may arrive twice: positions and ids tell.
        return try await transport.send(PeerRequest(
            .post, origin, path, headers: headers, body: body, isRepeatable: true, totalTime: timeout))
    }
}
