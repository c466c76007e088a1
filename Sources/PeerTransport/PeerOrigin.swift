/// Where a peer listens: host and port, and whether TLS is spoken there.
package struct PeerOrigin: Hashable, Sendable, CustomStringConvertible {
    /// A name or an address in figures, without brackets.
    package let host: String
    package let port: UInt16
    /// Whether HTTP goes over TLS.
    package let isSecure: Bool

    package init(host: String, port: UInt16, isSecure: Bool = false) {
        self.host = host
        self.port = port
        self.isSecure = isSecure
    }

    /// Reads `http://host`, `https://host:port` or `https://[v6]:port`, with or without a slash at the end; `nil` for
    /// anything else. The port is 80 or 443 where it is left out.
    package init?(_ url: String) {
        guard let scheme = ["http", "https"].first(where: { url.hasPrefix("\($0)://") }) else { return nil }
        isSecure = scheme == "https"
        var authority = url.dropFirst("\(scheme)://".count)
        if authority.hasSuffix("/") { authority.removeLast() }
        let port: Substring?
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            host = String(authority[authority.startIndex..<end].dropFirst())
            let rest = authority[end...].dropFirst()
            guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
            port = rest.isEmpty ? nil : rest.dropFirst()
        } else {
            let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
            guard (1...2).contains(parts.count) else { return nil }
            host = String(parts[0])
            port = parts.count == 2 ? parts[1] : nil
        }
        guard !host.isEmpty, !host.contains(where: { "/?#@ ".contains($0) }) else { return nil }
        guard let port else {
            self.port = isSecure ? 443 : 80
            return
        }
        guard let number = UInt16(port), number > 0 else { return nil }
        self.port = number
    }

    /// `http` or `https`.
    package var scheme: String { isSecure ? "https" : "http" }
    /// What the `Host` header says.
    package var authority: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
    package var description: String { "\(scheme)://\(authority)" }

    /// Whether it is this machine itself: nothing that is said there passes a wire.
    package var isLoopback: Bool { Self.isLoopback(host) }

    /// Whether a host stands for this machine alone: `localhost`, 127.0.0.0/8 (RFC 1122) or `::1`.
    package static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
