package import HTTPWire

/// A whole request, checked and taken apart, as handlers get it.
package struct Request: Sendable {
    package let head: RequestHead
    /// Path and query.
    package let target: RequestTarget
    /// The body without framing; empty if there was none.
    package private(set) var body: [UInt8]
    /// The body as it arrives, for routes that take it so; ``body`` is then empty.
    package private(set) var stream: RequestBody?
    /// The peer's address in figures, without port.
    package let remoteAddress: String
    /// Whether it came over TLS.
    package let isSecure: Bool
    /// What the braces of the route's pattern stood for.
    package let pathParameters: PathParameters
    /// Set by a gate that can tell who calls: bodies of strangers share less memory than those of known callers.
    package var isCallerKnown = false
    private var notes: [ObjectIdentifier: any Sendable] = [:]
    /// Held as long as the body may be.
    private var lease: BodyBudget.Lease?

    /// For the server, and for tests that call handlers without one.
    package init(
        head: RequestHead, target: RequestTarget, body: [UInt8], stream: RequestBody? = nil,
        remoteAddress: String = "127.0.0.1", isSecure: Bool = false, pathParameters: PathParameters = PathParameters()
    ) {
        self.head = head
        self.target = target
        self.body = body
        self.stream = stream
        self.remoteAddress = remoteAddress
        self.isSecure = isSecure
        self.pathParameters = pathParameters
    }

    /// The body has arrived, or will arrive in pieces.
    mutating func arrived(_ body: [UInt8], _ stream: RequestBody?, _ lease: BodyBudget.Lease?) {
        (self.body, self.stream, self.lease) = (body, stream, lease)
    }

    /// The method as sent: HEAD stays HEAD, though GET's handler answers it.
    package var method: Method { head.method }
    package var headers: Headers { head.headers }
    /// The decoded segments of the path.
    package var path: [String] { target.segments }

    /// The first value of a query parameter, decoded.
    package func query(_ name: String) -> String? { target.query.first { $0.name == name }?.value }

    /// What a gate or a middleware found out and handlers need, such as who is asking.
    package subscript<Key: RequestKey>(key: Key.Type) -> Key.Value? {
        get { notes[ObjectIdentifier(key)] as? Key.Value }
        set { notes[ObjectIdentifier(key)] = newValue }
    }
}

/// Names one thing that middleware attaches to a request.
package protocol RequestKey {
    associatedtype Value: Sendable
}

/// The values of a pattern's braces by name.
package struct PathParameters: Sendable, Equatable {
    private let pairs: [(name: String, value: String)]

    package init(_ pairs: [(name: String, value: String)] = []) { self.pairs = pairs }

    /// The value of `{name}`; a name that the pattern lacks is a program's error.
    package subscript(name: String) -> String {
        guard let pair = pairs.first(where: { $0.name == name }) else {
            preconditionFailure("the route has no {\(name)}")
        }
        return pair.value
    }

    package static func == (left: PathParameters, right: PathParameters) -> Bool {
        left.pairs.elementsEqual(right.pairs) { $0 == $1 }
    }
}
