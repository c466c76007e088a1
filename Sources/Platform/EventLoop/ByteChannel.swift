internal import CPlatform
internal import Glibc

/// What came of one attempt to read or write without waiting.
package enum ChannelResult: Sendable, Equatable {
    case bytes(Int)
    case wouldBlock
    /// The peer will send no more.
    case end
    case failed(SocketError)
}

/// What a channel waits for of its own accord, before it takes bytes to write.
package enum ChannelWait: Sendable, Equatable {
    case none
    /// Bytes are held that the socket did not take: watch for it to be writable, then ``ByteChannel/flush()``.
    case socket
    /// The peer must speak first: watching for a writable socket would spin.
    case peer
}

/// A connection's bytes, whatever carries them: a socket, or TLS over a socket.
package protocol ByteChannel: AnyObject {
    /// What the event loop watches.
    var descriptor: Int32 { get }
    var wait: ChannelWait { get }
    /// Whether a read tells something new though the socket is not readable.
    var hasNews: Bool { get }
    func read(into buffer: UnsafeMutableRawBufferPointer) -> ChannelResult
    func write(_ bytes: UnsafeRawBufferPointer) -> ChannelResult
    /// Sends what the channel holds; how much is of no meaning.
    func flush() -> ChannelResult
    /// Sends the end of our bytes; reading goes on.
    func endWriting()
    func close()
}

/// The bytes of a plain TCP socket, which this object owns.
package final class SocketChannel: ByteChannel {
    package private(set) var descriptor: Int32

    /// Takes over a connected, non-blocking socket.
    package init(descriptor: Int32) {
        self.descriptor = descriptor
        Socket.setOption(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
    }

    deinit { close() }

    /// `recv`, tried again after a signal.
    package func read(into buffer: UnsafeMutableRawBufferPointer) -> ChannelResult {
        while true {
            let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
            if count > 0 { return .bytes(count) }
            if count == 0 { return .end }
            if errno == EAGAIN { return .wouldBlock }
            if errno != EINTR { return .failed(SocketError("recv")) }
        }
    }

    /// `send` without SIGPIPE, tried again after a signal.
    package func write(_ bytes: UnsafeRawBufferPointer) -> ChannelResult {
        while true {
            let count = send(descriptor, bytes.baseAddress, bytes.count, hotline_send_flags)
            if count >= 0 { return .bytes(count) }
            if errno == EAGAIN { return .wouldBlock }
            if errno != EINTR { return .failed(SocketError("send")) }
        }
    }

    /// A socket holds nothing back, and tells everything itself.
    package var wait: ChannelWait { .none }
    /// As ``wait``: never.
    package var hasNews: Bool { false }
    /// As ``wait``: nothing is held.
    package func flush() -> ChannelResult { .bytes(0) }

    package func endWriting() { shutdown(descriptor, hotline_shutdown_write) }

    /// Closes the socket; once is enough.
    package func close() {
        guard descriptor >= 0 else { return }
        _ = Glibc.close(descriptor)
        descriptor = -1
    }
}
