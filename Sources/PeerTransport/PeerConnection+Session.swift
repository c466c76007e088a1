internal import Crypto
internal import Platform

extension PeerConnection {
    /// The channel over a socket to `host`, with a TLS session where there is a context.
    static func channel(
        over socket: SocketChannel, _ security: TLSContext?, host: String
    ) -> (any ByteChannel, TLSSession?) {
        guard let security else { return (socket, nil) }
        let session = TLSSession(security, .client(host: host))
        return (SealedChannel(socket, ByteSession(session)), session)
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
