internal import Platform

/// The peer has gone, or the server has stopped, while an answer was being written.
package struct ConnectionClosed: Error, Sendable {
    package init() {}
}

/// Takes a streamed answer piece by piece. Each write waits while the peer takes no more, so that a slow reader costs one
/// buffer and not the whole answer.
package final class ResponseWriter: Sendable {
    private let connection: Connection
    private let exchange: UInt64

    init(connection: Connection, exchange: UInt64) {
        self.connection = connection
        self.exchange = exchange
    }

    /// Hands over one piece, which leaves at once; returns when the next is welcome. Throws ``ConnectionClosed``.
    package func write(_ bytes: [UInt8]) async throws {
        try await withCheckedThrowingContinuation { continuation in
            let isRunning = connection.loop.submit { [connection, exchange] in
                connection.write(bytes, exchange: exchange, continuation: continuation)
            }
            if !isRunning { continuation.resume(throwing: ConnectionClosed()) }
        }
    }

    /// See ``write(_:)-([UInt8])``.
    package func write(_ text: String) async throws { try await write(Array(text.utf8)) }
}
