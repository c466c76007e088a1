import Foundation

/// A plain blocking TCP socket on the loopback interface, without delay of small segments.
struct BlockingSocket: Sendable {
    let descriptor: Int32

    /// A listener on a free port.
    static func listening() throws -> BlockingSocket {
        let socket = try made()
        var address = loopback(port: 0)
        try check(withAddress(&address) { bind(socket.descriptor, $0, $1) }, "bind")
        try check(listen(socket.descriptor, 8), "listen")
        return socket
    }

    static func connected(toPort port: UInt16) throws -> BlockingSocket {
        let socket = try made()
        var address = loopback(port: port)
        try check(withAddress(&address) { connect(socket.descriptor, $0, $1) }, "connect")
        return socket
    }

    func accepted() throws -> BlockingSocket {
        let other = accept(descriptor, nil, nil)
        try Self.check(other, "accept")
        let socket = BlockingSocket(descriptor: other)
        try socket.sendAtOnce()
        return socket
    }

    func port() throws -> UInt16 {
        var address = Self.loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        try Self.check(Self.withAddress(&address) { raw, _ in
            getsockname(descriptor, UnsafeMutablePointer(mutating: raw), &length)
        }, "getsockname")
        return UInt16(bigEndian: address.sin_port)
    }

    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw SystemFailure("send") }
            sent += count
        }
    }

    /// Reads until the buffer is full; false when the other side closed before that.
    func fill(_ buffer: inout [UInt8]) throws -> Bool {
        var filled = 0
        let wanted = buffer.count
        while filled < wanted {
            let count = buffer.withUnsafeMutableBytes { bytes in
                let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[filled...])
                return recv(descriptor, rest.baseAddress, rest.count, 0)
            }
            guard count >= 0 else { throw SystemFailure("recv") }
            if count == 0 { return false }
            filled += count
        }
        return true
    }

    /// Reads what is there into the buffer behind what it holds; 0 when the other side has closed.
    func receive(into buffer: inout [UInt8], from start: Int) throws -> Int {
        let count = buffer[start...].withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
        guard count >= 0 else { throw SystemFailure("recv") }
        return count
    }

    func close() {
        Foundation.close(descriptor)
    }

    private static func made() throws -> BlockingSocket {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        try check(descriptor, "socket")
        let made = BlockingSocket(descriptor: descriptor)
        try made.sendAtOnce()
        return made
    }

    private func sendAtOnce() throws {
        var on: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        try Self.check(setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, size), "setsockopt")
    }

    private static func loopback(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    private static func withAddress(
        _ address: inout sockaddr_in, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                call($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    private static func check(_ result: Int32, _ call: String) throws {
        guard result >= 0 else { throw SystemFailure(call) }
    }
}
