internal import Glibc

/// A session that stands between a socket's octets and plain ones, as a channel drives it: TLS, in practice. This
/// target knows sockets and no TLS, `Crypto` knows TLS and no sockets; the targets that know both put them together.
package struct ByteSession {
    /// Lends room for octets from the socket; the argument returns how many it put there.
    let fill: ((UnsafeMutableRawBufferPointer) -> Int) -> Void
    /// No more octets will come from the socket.
    let fillEnd: () -> Void
    /// Lends octets for the socket; the argument returns how many left.
    let drain: ((UnsafeRawBufferPointer) -> Int) -> Void
    /// Plain octets that came; 0 for none, for now or for ever.
    let read: (UnsafeMutableRawBufferPointer) -> Int
    /// Takes plain octets to send; 0 if there is no room, or the session is not ready.
    let write: (UnsafeRawBufferPointer) -> Int
    /// Ends our side.
    let close: () -> Void
    let state: () -> State

    /// What a channel has to know of a session.
    package enum State: Sendable, Equatable {
        /// Nothing plain is taken yet.
        case handshaking
        case open
        /// The peer has ended its side.
        case ended
        /// Only the session knows why.
        case failed
    }

    /// The parts of one session.
    package init(
        fill: @escaping ((UnsafeMutableRawBufferPointer) -> Int) -> Void, fillEnd: @escaping () -> Void,
        drain: @escaping ((UnsafeRawBufferPointer) -> Int) -> Void,
        read: @escaping (UnsafeMutableRawBufferPointer) -> Int, write: @escaping (UnsafeRawBufferPointer) -> Int,
        close: @escaping () -> Void, state: @escaping () -> State
    ) {
        self.fill = fill
        self.fillEnd = fillEnd
        self.drain = drain
        self.read = read
        self.write = write
        self.close = close
        self.state = state
    }
}

/// The plain octets of a session over a socket.
package final class SealedChannel: ByteChannel {
    /// A failure of the session; its cause is asked of the session itself.
    package static let sessionFailed = SocketError("session", code: EPROTO)
    /// Two records: what one read of the socket can complete. With more room than that, no plain octets stay behind
    /// where the event loop does not see them.
    package static let leastReadBuffer = 2 * 17 * 1024

    /// What carries the session; goes on alone when the session has failed.
    package let socket: SocketChannel
    private let session: ByteSession

    /// Takes over a socket whose octets are the session's.
    package init(_ socket: SocketChannel, _ session: ByteSession) {
        self.socket = socket
        self.session = session
    }

    /// The socket's.
    package var descriptor: Int32 { socket.descriptor }

    /// For the socket while sealed octets are held, for the peer while the session is not open.
    package var wait: ChannelWait {
        if holdsOutput { return .socket }
        return session.state() == .handshaking ? .peer : .none
    }

    /// Once the session is over: the next read says how.
    package var hasNews: Bool { session.state() == .ended || session.state() == .failed }

    /// Reads the socket once and opens all that came; `buffer` must have room for ``leastReadBuffer`` octets.
    package func read(into buffer: UnsafeMutableRawBufferPointer) -> ChannelResult {
        precondition(buffer.count >= Self.leastReadBuffer, "octets would stay behind unseen")
        var count = open(into: buffer)
        var socketResult = ChannelResult.wouldBlock
        if count == 0, session.state() == .handshaking || session.state() == .open {
            session.fill { room in
                socketResult = socket.read(into: room)
                if case .bytes(let count) = socketResult { return count }
                return 0
            }
            if case .failed = socketResult { return socketResult }
            if socketResult == .end { session.fillEnd() }
            count = open(into: buffer)
        }
        // What the session answers of its own accord: its handshake, its alerts.
        let flushed = flush()
        if count > 0 { return .bytes(count) }
        if case .failed(let error) = flushed { return .failed(error) }
        switch session.state() {
        case .ended: return .end
        case .failed: return .failed(Self.sessionFailed)
        case .handshaking, .open: return .wouldBlock
        }
    }

    private func open(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        var count = 0
        while count < buffer.count {
            let opened = session.read(UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
            if opened == 0 { break }
            count += opened
        }
        return count
    }

    /// Seals and sends until the socket takes no more; an empty write begins the session.
    package func write(_ bytes: UnsafeRawBufferPointer) -> ChannelResult {
        var count = 0
        repeat {
            let sealed = session.write(UnsafeRawBufferPointer(rebasing: bytes[count...]))
            count += sealed
            if case .failed(let error) = flush() { return .failed(error) }
            if sealed == 0 || holdsOutput { break }
        } while count < bytes.count
        if count > 0 { return .bytes(count) }
        return session.state() == .failed ? .failed(Self.sessionFailed) : .wouldBlock
    }

    private var holdsOutput = false

    /// Sends what is sealed already.
    package func flush() -> ChannelResult {
        while true {
            var result: ChannelResult?
            session.drain { octets in
                let sent = socket.write(octets)
                result = sent
                if case .bytes(let count) = sent { return count }
                return 0
            }
            holdsOutput = result == .wouldBlock
            guard case .bytes = result else { return result ?? .bytes(0) }
        }
    }

    /// Ends the session's side, then the socket's.
    package func endWriting() {
        session.close()
        _ = flush()
        socket.endWriting()
    }

    /// Ends the session as far as the socket takes it at once, and closes.
    package func close() {
        guard descriptor >= 0 else { return }
        session.close()
        _ = flush()
        socket.close()
    }
}
