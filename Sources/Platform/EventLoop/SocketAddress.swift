internal import CPlatform
internal import Glibc

/// Where a socket is bound or connects to: IPv4 or IPv6 with a port.
// Sendable: a plain value of bytes; only the imported C structure lacks the word.
package struct SocketAddress: @unchecked Sendable {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)

    package init() {}

    /// The address and port in figures: `127.0.0.1:8080`, `[::1]:8080`.
    package var description: String {
        let (host, port) = figures
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    /// The address in figures, without the port.
    package var host: String { figures.host }
    package var port: UInt16 { UInt16(figures.port) ?? 0 }
    package var family: Int32 { Int32(storage.ss_family) }

    private var figures: (host: String, port: String) {
        var host = [CChar](repeating: 0, count: 64)
        var port = [CChar](repeating: 0, count: 8)
        let code = withPointer { pointer, length in
            getnameinfo(
                pointer, length, &host, socklen_t(host.count), &port, socklen_t(port.count),
                NI_NUMERICHOST | NI_NUMERICSERV)
        }
        guard code == 0 else { return ("", "0") }
        return (Self.text(host), Self.text(port))
    }

    private static func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The address as system calls take it.
    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        withUnsafePointer(to: storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }

    /// Lets a system call write an address.
    mutating func withMutablePointer<Result>(
        _ body: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Result
    ) -> Result {
        withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, &length) }
        }
    }

    /// All addresses of a name, by `getaddrinfo`. Blocks while name servers are asked, unless `numericOnly`, which
    /// fails for a name. Throws the resolver's own words.
    package static func resolve(
        host: String, port: UInt16, numericOnly: Bool = false
    ) throws(ResolveError) -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_NUMERICSERV | AI_PASSIVE | (numericOnly ? AI_NUMERICHOST : 0)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, String(port), &hints, &list)
        guard code == 0 else { throw ResolveError(host: host, reason: String(cString: gai_strerror(code))) }
        defer { freeaddrinfo(list) }
        var addresses: [SocketAddress] = []
        var entry = list
        while let info = entry?.pointee {
            if let pointer = info.ai_addr {
                var address = SocketAddress()
                withUnsafeMutableBytes(of: &address.storage) { bytes in
                    bytes.copyMemory(from: UnsafeRawBufferPointer(start: pointer, count: Int(info.ai_addrlen)))
                }
                address.length = info.ai_addrlen
                addresses.append(address)
            }
            entry = info.ai_next
        }
        return addresses
    }
}

/// A name that has no address.
package struct ResolveError: Error, Sendable, Equatable, CustomStringConvertible {
    package let host: String
    package let reason: String
    package var description: String { "\(host): \(reason)" }
}
