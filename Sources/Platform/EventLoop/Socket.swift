internal import CPlatform
internal import Glibc

/// System calls on stream sockets, all close-on-exec and non-blocking.
package enum Socket {
    /// What came of one `accept4`.
    package enum Accepted {
        case connection(descriptor: Int32, peer: SocketAddress)
        case none
        /// The connection was gone before it was taken; try again.
        case gone
        /// No descriptor or memory is left.
        case exhausted(SocketError)
    }

    /// What came of one `connect`.
    package enum Connecting {
        case connected(descriptor: Int32)
        /// Becomes writable when it is settled; then ask ``pendingError(_:)``.
        case inProgress(descriptor: Int32)
        case failed(SocketError)
    }

    /// A listening socket. Port 0 lets the system choose.
    package static func listen(on address: SocketAddress, backlog: Int32 = 1024) throws(SocketError) -> Int32 {
        let descriptor = socket(address.family, hotline_stream_socket, 0)
        guard descriptor >= 0 else { throw SocketError("socket") }
        setOption(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
        guard address.withPointer({ bind(descriptor, $0, $1) }) == 0 else { throw closing(descriptor, "bind") }
        guard Glibc.listen(descriptor, backlog) == 0 else { throw closing(descriptor, "listen") }
        return descriptor
    }

    /// Takes one waiting connection.
    package static func accept(_ listener: Int32) -> Accepted {
        var peer = SocketAddress()
        let descriptor = peer.withMutablePointer { accept4(listener, $0, $1, hotline_accept_flags) }
        if descriptor >= 0 { return .connection(descriptor: descriptor, peer: peer) }
        switch errno {
        case EAGAIN: return .none
        case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted(SocketError("accept4"))
        default: return .gone
        }
    }

    /// Begins to connect.
    package static func connect(to address: SocketAddress) -> Connecting {
        let descriptor = socket(address.family, hotline_stream_socket, 0)
        guard descriptor >= 0 else { return .failed(SocketError("socket")) }
        if address.withPointer({ Glibc.connect(descriptor, $0, $1) }) == 0 { return .connected(descriptor: descriptor) }
        if errno == EINPROGRESS { return .inProgress(descriptor: descriptor) }
        return .failed(closing(descriptor, "connect"))
    }

    /// The error of a connection attempt that has been settled, or `nil` if it stands.
    package static func pendingError(_ descriptor: Int32) -> SocketError? {
        var code: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length) == 0 else { return SocketError("getsockopt") }
        return code == 0 ? nil : SocketError("connect", code: code)
    }

    /// The local address of a socket: tells which port the system chose.
    package static func localAddress(_ descriptor: Int32) throws(SocketError) -> SocketAddress {
        var address = SocketAddress()
        guard address.withMutablePointer({ getsockname(descriptor, $0, $1) }) == 0 else {
            throw SocketError("getsockname")
        }
        return address
    }

    package static func setOption(_ descriptor: Int32, _ level: Int32, _ option: Int32, _ value: Int32) {
        var value = value
        setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func closing(_ descriptor: Int32, _ operation: String) -> SocketError {
        let error = SocketError(operation)
        close(descriptor)
        return error
    }
}
