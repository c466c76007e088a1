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

/// A connection's bytes, whatever carries them: a socket now, TLS over a socket in its place later.
package protocol ByteChannel: AnyObject {
    /// What the event loop watches.
    var descriptor: Int32 { get }
    func read(into buffer: UnsafeMutableRawBufferPointer) -> ChannelResult
    func write(_ bytes: UnsafeRawBufferPointer) -> ChannelResult
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

    package func read(into buffer: UnsafeMutableRawBufferPointer) -> ChannelResult {
        while true {
            let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
            if count > 0 { return .bytes(count) }
            if count == 0 { return .end }
            if errno == EAGAIN { return .wouldBlock }
            if errno != EINTR { return .failed(SocketError("recv")) }
        }
    }

    package func write(_ bytes: UnsafeRawBufferPointer) -> ChannelResult {
        while true {
            let count = send(descriptor, bytes.baseAddress, bytes.count, hotline_send_flags)
            if count >= 0 { return .bytes(count) }
            if errno == EAGAIN { return .wouldBlock }
            if errno != EINTR { return .failed(SocketError("send")) }
        }
    }

    package func endWriting() { shutdown(descriptor, hotline_shutdown_write) }

    package func close() {
        guard descriptor >= 0 else { return }
        _ = Glibc.close(descriptor)
        descriptor = -1
    }
}
