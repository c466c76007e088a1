internal import Foundation
internal import Glibc
internal import Synchronization

/// Runs blocking work on a thread of its own: the cooperative pool is needed by what is tested.
package func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread { continuation.resume(with: Result { try body() }) }.start()
    }
}

/// Runs two pieces of blocking work side by side. Both begin at once: as a child task one could wait for the pool for
/// longer than the other's socket waits for it.
package func onThreads<First: Sendable, Second: Sendable>(
    _ first: @escaping @Sendable () throws -> First, _ second: @escaping @Sendable () throws -> Second
) async throws -> (First, Second) {
    let (results, sink) = AsyncThrowingStream.makeStream(of: First.self)
    Thread {
        do {
            sink.yield(try first())
            sink.finish()
        } catch {
            sink.finish(throwing: error)
        }
    }.start()
    let other = try await onThread(second)
    for try await result in results { return (result, other) }
    throw CancellationError()
}

/// A system call of a test's own socket failed.
package struct RawSocketError: Error, CustomStringConvertible {
    package let description: String

    init(_ call: String) { description = "\(call): \(String(cString: strerror(errno)))" }
}

/// A blocking TCP socket that says exactly the octets a test tells it to. Receiving gives up after ten seconds.
package final class RawSocket: Sendable {
    private let descriptor: Mutex<Int32>

    fileprivate init(descriptor: Int32) {
        self.descriptor = Mutex(descriptor)
        var seconds = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &seconds, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &seconds, socklen_t(MemoryLayout<timeval>.size))
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, 4)
    }

    /// Connects to a port of this machine.
    package convenience init(port: UInt16) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw RawSocketError("socket") }
        let code = withLoopback(port: port) { connect(descriptor, $0, $1) }
        guard code == 0 else {
            let error = RawSocketError("connect")
            Glibc.close(descriptor)
            throw error
        }
        self.init(descriptor: descriptor)
    }

    deinit { close() }

    fileprivate var number: Int32 { descriptor.withLock { $0 } }

    package func send(_ text: String) throws { try send(Array(text.utf8)) }

    package func send(_ octets: [UInt8]) throws {
        var sent = 0
        while sent < octets.count {
            let count = octets[sent...].withUnsafeBytes {
                Glibc.send(number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw RawSocketError("send") }
            sent += count
        }
    }

    /// What has arrived, at least one octet; empty at the end.
    package func receive(_ most: Int = 64 * 1024) throws -> [UInt8] {
        let octets = [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
            count = max(0, recv(number, buffer.baseAddress, most, 0))
            if count == 0 { errno = 0 }
        }
        return octets
    }

    /// Everything up to the end, as text.
    package func receiveAll() throws -> String {
        var all: [UInt8] = []
        while true {
            let octets = try receive()
            if octets.isEmpty { return String(decoding: all, as: UTF8.self) }
            all += octets
        }
    }

    /// Everything up to and with `mark`, or the end.
    package func receive(upTo mark: String) throws -> String {
        var text = ""
        while !text.hasSuffix(mark) {
            let octets = try receive(1)
            if octets.isEmpty { break }
            text.unicodeScalars.append(Unicode.Scalar(octets[0]))
        }
        return text
    }

    /// Sends the end; receiving goes on.
    package func endSending() { shutdown(number, Int32(SHUT_WR)) }

    /// Closes so that the peer sees a reset.
    package func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(number, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        close()
    }

    package func close() {
        descriptor.withLock { descriptor in
            guard descriptor >= 0 else { return }
            Glibc.close(descriptor)
            descriptor = -1
        }
    }
}

/// A listening socket on a free port of this machine.
package final class RawListener: Sendable {
    package let port: UInt16
    private let descriptor: Int32

    package init() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.descriptor = descriptor
        let code = withLoopback(port: 0) { bind(descriptor, $0, $1) }
        guard descriptor >= 0, code == 0, listen(descriptor, 64) == 0 else { throw RawSocketError("listen") }
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            _ = pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        port = UInt16(bigEndian: address.sin_port)
    }

    deinit { Glibc.close(descriptor) }

    /// Waits for the next connection; ``stop()`` ends the wait with an error.
    package func accept() throws -> RawSocket {
        let connection = Glibc.accept(descriptor, nil, nil)
        guard connection >= 0 else { throw RawSocketError("accept") }
        return RawSocket(descriptor: connection)
    }

    package func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }
}

private func withLoopback<Result>(port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
}

extension RawSocket {
    /// Waits for octets that should not come, at most `milliseconds`: the pace of a peer that trickles.
    package func pause(milliseconds: Int32) {
        var entry = pollfd(fd: number, events: 0, revents: 0)
        poll(&entry, 1, milliseconds)
    }
}
