internal import Crypto
internal import HTTPWire
internal import Platform

/// A connection over TLS has not come about, or was cut within; the client has been told as far as TLS can.
package struct SessionRefused: Error, Sendable, CustomStringConvertible {
    /// The client's address in figures.
    package let client: String
    /// What is wrong.
    package let cause: String
    /// What mends it.
    package let cure: String

    package var description: String { "TLS with \(client): \(cause); \(cure)" }
}

extension Connection {
    /// The channel of a new connection, with a TLS session where the listener has TLS.
    static func channel(over socket: SocketChannel, _ core: ServerCore) -> (any ByteChannel, TLSSession?) {
        guard let context = core.security?() else { return (socket, nil) }
        let session = TLSSession(context, .server)
        return (SealedChannel(socket, ByteSession(session)), session)
    }

    /// The session has failed: tells the client why in the clear where it speaks HTTP, and lets libssl's alert reach it
    /// elsewhere, which closing at once could undo.
    func sessionFailed(_ error: TLSError, over socket: SocketChannel) {
        // Whoever only knocks, as load balancers do, is no news.
        if error != .truncated, error != .closedInHandshake {
            core.onError(SessionRefused(client: peer, cause: error.cause, cure: error.cure))
        }
        guard machine.isIdle, phase == .reading else { return close() }
        unseal(socket)
        if error == .plainHTTP { answerLast(Problem.tlsRequired.response) } else { phase = .finishing }
        advance()
    }
}

extension ByteSession {
    fileprivate init(_ session: TLSSession) {
        self.init(
            fill: session.fill, fillEnd: session.fillEnd, drain: session.drain, read: session.read,
            write: session.write, close: session.close
        ) {
            switch session.state {
            case .handshaking: .handshaking
            case .open: .open
            case .ended: .ended
            case .failed: .failed
            }
        }
    }
}
