/// Requests out of octets, as they arrive: a head, pieces of its body, the end; then the next request.
///
/// Between head and body the caller may set the limit that the route allows with ``beginBody(limit:)``.
/// After an error the parser must not be used again, as nobody knows where the next message begins.
package struct RequestParser: Sendable {
    package enum Event: Sendable, Equatable {
        case head(RequestHead)
        /// Some octets of the body, without any framing.
        case body([UInt8])
        case end
    }

    private enum Phase {
        case head
        case body
    }

    private let limits: MessageLimits
    private var phase = Phase.head
    private var scanner: HeadScanner
    private var decoder: BodyDecoder?
    private var framing = Framing.none

    package init(limits: MessageLimits = MessageLimits()) {
        self.limits = limits
        scanner = HeadScanner(limits: limits)
    }

    /// Whether the beginning of a head has arrived and its end has not.
    package var isWithinHead: Bool { phase == .head && scanner.hasBegun }

    /// The next event, or `nil` until more has arrived.
    package mutating func next(_ input: inout InputBuffer) throws(WireError) -> Event? {
        if phase == .head { return try nextHead(&input) }
        if decoder == nil { try beginBody(limit: limits.bodyBytes) }
        switch try decoder?.next(&input) {
        case .octets(let octets):
            return .body(octets)
        case .end:
            phase = .head
            decoder = nil
            return .end
        case nil:
            return nil
        }
    }

    /// Says how long the body of the request whose head was just read may be, in bytes.
    package mutating func beginBody(limit: Int) throws(WireError) {
        decoder = try BodyDecoder(framing, bodyLimit: limit, limits: limits)
    }

    private mutating func nextHead(_ input: inout InputBuffer) throws(WireError) -> Event? {
        guard !input.isEmpty else { return nil }
        var length = 0
        let head = try input.withOctets { (octets) throws(WireError) -> RequestHead? in
            guard let end = try scanner.scan(octets) else { return nil }
            length = end
            return try RequestHead(scanner, length: end, of: octets)
        }
        guard let head else { return nil }
        input.consume(length)
        scanner = HeadScanner(limits: limits)
        framing = head.framing
        phase = .body
        return .head(head)
    }
}
