/// A request method: a token, compared as it is written (RFC 9110 section 9.1).
package struct Method: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package var description: String { rawValue }

    package static let get = Method(rawValue: "GET")
    package static let head = Method(rawValue: "HEAD")
    package static let post = Method(rawValue: "POST")
    package static let put = Method(rawValue: "PUT")
    package static let patch = Method(rawValue: "PATCH")
    package static let delete = Method(rawValue: "DELETE")
    package static let options = Method(rawValue: "OPTIONS")
}

/// The two versions spoken here.
package enum Version: Sendable, Equatable {
    case http10
    case http11
}

/// How the length of a message's body is known (RFC 9112 section 6.3).
package enum Framing: Sendable, Equatable {
    case none
    /// `Content-Length`, in bytes.
    case length(Int)
    case chunked
    /// Until the peer closes; answers only.
    case untilClose
}
