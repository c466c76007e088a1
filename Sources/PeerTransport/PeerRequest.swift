package import HTTPWire

/// Where a peer listens: host and port, plain HTTP.
package struct PeerOrigin: Hashable, Sendable, CustomStringConvertible {
    /// A name or an address in figures, without brackets.
    package let host: String
    package let port: UInt16

    package init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Reads `http://host`, `http://host:port` or `http://[v6]:port`, with or without a slash at the end; `nil` for
    /// anything else.
    package init?(_ url: String) {
        guard url.hasPrefix("http://") else { return nil }
        var authority = url.dropFirst("http://".count)
        if authority.hasSuffix("/") { authority.removeLast() }
        let port: Substring?
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            host = String(authority[authority.startIndex..<end].dropFirst())
            let rest = authority[end...].dropFirst()
            guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
            port = rest.isEmpty ? nil : rest.dropFirst()
        } else {
            let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
            guard (1...2).contains(parts.count) else { return nil }
            host = String(parts[0])
            port = parts.count == 2 ? parts[1] : nil
        }
        guard !host.isEmpty, !host.contains(where: { "/?#@ ".contains($0) }) else { return nil }
        guard let port else {
            self.port = 80
            return
        }
        guard let number = UInt16(port), number > 0 else { return nil }
        self.port = number
    }

    /// What the `Host` header says.
    package var authority: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
    package var description: String { "http://\(authority)" }
}

/// One request to a peer.
package struct PeerRequest: Sendable {
    package var origin: PeerOrigin
    package var method: Method
    /// Path and query, percent-encoded.
    package var target: String
    /// Without `Host`, lengths and `Connection`, which are the transport's affair.
    package var headers: Headers
    package var body: [UInt8]
    /// Sent instead of `body`, piece by piece.
    package var source: BodySource?
    /// Whether the peer may safely get it twice. Then a kept connection that turns out to be dead costs one quiet
    /// repetition on a fresh one instead of an error.
    package var isRepeatable: Bool
    /// For finding and connecting to the peer.
    package var connectTime: Duration
    /// For everything, up to the last octet of the answer; of a streamed answer up to its head.
    package var totalTime: Duration
    /// The longest silence within a streamed answer.
    package var silenceTime: Duration

    package init(
        _ method: Method, _ origin: PeerOrigin, _ target: String, headers: Headers = Headers(), body: [UInt8] = [],
        source: BodySource? = nil, isRepeatable: Bool = false, connectTime: Duration = .seconds(5),
        totalTime: Duration = .seconds(30), silenceTime: Duration = .seconds(60)
    ) {
        self.origin = origin
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.source = source
        self.isRepeatable = isRepeatable
        self.connectTime = connectTime
        self.totalTime = totalTime
        self.silenceTime = silenceTime
    }
}

/// A whole answer, whatever its status.
package struct PeerResponse: Sendable, Equatable {
    package let status: Int
    package let headers: Headers
    package let body: [UInt8]

    package init(status: Int, headers: Headers, body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// An answer whose body comes in pieces. Whoever stops reading ends the exchange by letting go of `body`.
package struct PeerStream: Sendable {
    package let status: Int
    package let headers: Headers
    /// Throws ``TransportError``. While nobody takes pieces, the peer is not read.
    package let body: AsyncThrowingStream<[UInt8], any Error>
}
