/// What one peer may ask of us. Every size that a peer chooses has a bound here; every wait has one in ``Limits``.
package struct MessageLimits: Sendable, Equatable {
    /// The request line or status line with its CRLF, in bytes. Beyond: 414 (RFC 9112 section 3).
    package var startLineBytes: Int
    /// The whole header section with its line ends, in bytes; trailers have the same bound. Beyond: 431 (RFC 6585).
    package var headerBytes: Int
    /// Header lines in one section. Beyond: 431.
    package var headerCount: Int
    /// The decoded body, in bytes, unless a route sets its own. Beyond: 413 (RFC 9110 section 15.5.14).
    package var bodyBytes: Int
    /// One chunk-size line with its extensions and CRLF, in bytes (RFC 9112 section 7.1.1).
    package var chunkLineBytes: Int
    /// Chunk extensions of one whole body, in bytes: tiny chunks with long extensions are an attack, not a message.
    package var chunkExtensionBytes: Int
    /// Interim answers (1xx) before the final one; a client gives up beyond.
    package var interimResponses: Int

    /// Sizes for a node that takes tickets and batches of events.
    package init(
        startLineBytes: Int = 8 * 1024, headerBytes: Int = 32 * 1024, headerCount: Int = 100,
        bodyBytes: Int = 1024 * 1024, chunkLineBytes: Int = 256, chunkExtensionBytes: Int = 16 * 1024,
        interimResponses: Int = 8
    ) {
        self.startLineBytes = startLineBytes
        self.headerBytes = headerBytes
        self.headerCount = headerCount
        self.bodyBytes = bodyBytes
        self.chunkLineBytes = chunkLineBytes
        self.chunkExtensionBytes = chunkExtensionBytes
        self.interimResponses = interimResponses
    }
}

/// All bounds of a server: sizes of messages, connections, and how long each phase of a connection may last.
package struct Limits: Sendable, Equatable {
    /// Sizes of one message.
    package var message: MessageLimits
    /// Open connections; one more is answered 503 and closed.
    package var connections: Int
    /// Open connections of one remote address; one more is answered 429 and closed.
    package var connectionsOfAddress: Int
    /// What the bodies of all requests may take up in memory, in bytes; beyond, 503 before the body is read.
    package var bodiesBytes: Int
    /// From the first octet of a request to the end of its head.
    package var headerTime: Duration
    /// From the end of the head to the end of the body.
    package var bodyTime: Duration
    /// A connection on which nothing moves between requests, or whose peer takes nothing of an answer.
    package var idleTime: Duration

    /// Bounds that suit a node on one machine.
    package init(
        message: MessageLimits = MessageLimits(), connections: Int = 4096, connectionsOfAddress: Int = 1024,
        bodiesBytes: Int = 64 * 1024 * 1024, headerTime: Duration = .seconds(10),
        bodyTime: Duration = .seconds(60), idleTime: Duration = .seconds(75)
    ) {
        self.message = message
        self.connections = connections
        self.connectionsOfAddress = connectionsOfAddress
        self.bodiesBytes = bodiesBytes
        self.headerTime = headerTime
        self.bodyTime = bodyTime
        self.idleTime = idleTime
    }
}
