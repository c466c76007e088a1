package import HTTPWire

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
