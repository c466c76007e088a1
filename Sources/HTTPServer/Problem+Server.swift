internal import HTTPWire

/// The problems that the server itself finds.
extension Problem {
    init(_ error: WireError) {
        self.init(error.rawValue, status: error.status, title: error.title, detail: error.detail)
    }

    /// Nothing is served under the path.
    package static var notFound: Problem {
        Problem("not-found", status: 404, title: "No such resource", detail: """
            Nothing is served under this path; see /openapi.json for what is.
            """)
    }

    static func methodNotAllowed(_ allowed: [Method]) -> Problem {
        let list = allowed.map(\.rawValue).joined(separator: ", ")
        return Problem(
            "method-not-allowed", status: 405, title: "Method not allowed",
            detail: "This resource takes \(list).", headers: ["allow": list])
    }

    static var malformedPath: Problem {
        Problem("malformed-target", status: 400, title: "Malformed request target", detail: """
            Percent-encode the path and query as UTF-8, without NUL and without "." or ".." segments (RFC 3986).
            """)
    }

    static var internalError: Problem {
        Problem("internal-error", status: 500, title: "Internal error", detail: """
            The node failed to answer and has logged why; send the request again, or ask its operator.
            """)
    }

    static func timedOut(_ what: String, after limit: Duration) -> Problem {
        Problem("request-timeout", status: 408, title: "Request too slow", detail: """
            The request's \(what) did not arrive within \(limit); send it whole and at once.
            """)
    }

    static var tlsRequired: Problem {
        Problem("tls-required", status: 400, title: "TLS required", detail: """
            This port speaks HTTP over TLS only; write https:// in the address.
            """)
    }

    static func tooManyConnections(retryAfter seconds: Int) -> Problem {
        Problem("too-many-connections", status: 503, title: "Too many connections", detail: """
            The node has reached its limit of open connections; close idle ones or try again shortly.
            """, headers: ["retry-after": String(seconds)])
    }

    static func tooManyOfAddress(_ host: String, _ limit: Int, retryAfter seconds: Int) -> Problem {
        Problem("too-many-connections-of-address", status: 429, title: "Too many connections", detail: """
            \(host) has \(limit) connections open, the most of one address; use them for several requests each, or \
            have limits.connectionsOfAddress raised.
            """, headers: ["retry-after": String(seconds)])
    }

    static func tooManyBodies(retryAfter seconds: Int) -> Problem {
        Problem("too-many-bodies", status: 503, title: "Too much is arriving at once", detail: """
            The bodies of requests take up all the memory that the node has for them; nothing of this one was read. \
            Send it again after the time in Retry-After.
            """, headers: ["retry-after": String(seconds)])
    }
}

extension HTTPServer {
    /// What the server itself refuses once it knows the route, each as it may read: for those who document them.
    package static var problems: [Problem] {
        let wire = WireError.allCases.filter { ![.malformedStatusLine, .tooManyInterimResponses, .unexpectedUpgrade]
            .contains($0)
        }
        return wire.map { Problem($0) } + [
            .internalError, .timedOut("body", after: .seconds(30)), .tooManyConnections(retryAfter: 1),
            .tooManyOfAddress("192.0.2.1", 1, retryAfter: 1), .tooManyBodies(retryAfter: 1),
        ]
    }
}
