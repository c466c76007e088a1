import Foundation
import PeerTransport

/// Where a subscriber takes events in: an address of HTTP with path and query.
struct SubscriberAddress: Sendable, Hashable {
    let origin: PeerOrigin
    /// Path and query, percent-encoded.
    let target: String

    /// What is wrong with an address.
    struct Unusable: Error, Sendable {
        /// As an administrator reads it.
        let reason: String
    }

    /// Reads `https://host:port/path?query`. Plain HTTP carries what is told in the open: to this machine only.
    init(_ text: String) throws(Unusable) {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme, let host = parts.host,
            parts.user == nil, parts.password == nil, parts.fragment == nil, parts.percentEncodedHost == host,
            let origin = PeerOrigin("\(scheme)://\(Self.authority(host, parts.port))")
        else { throw Unusable(reason: "应为 https://主机:端口/路径，不含用户名、密码和 #") }
        guard origin.isSecure || origin.isLoopback else {
            throw Unusable(reason: "明文 http 只能发往本机；请使用 https")
        }
        self.origin = origin
        let path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
        target = path + (parts.percentEncodedQuery.map { "?\($0)" } ?? "")
    }

    private static func authority(_ host: String, _ port: Int?) -> String {
        // Foundation keeps the brackets of an address of IPv6, and leaves them out elsewhere.
        let host = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        return port.map { "\(host):\($0)" } ?? host
    }
}
