/// One answer out of octets, as they arrive: interim heads are passed over, then the head, pieces of body, the end.
package struct ResponseParser: Sendable {
    package enum Event: Sendable, Equatable {
        case head(ResponseHead)
        /// Some octets of the body, without any framing.
        case body([UInt8])
        case end
    }

    private let limits: MessageLimits
    private let method: Method
    private var scanner: HeadScanner
    private var decoder: BodyDecoder?
    private var interimResponses = 0

    /// `method` is that of the request: an answer to HEAD has no body whatever its headers say.
    package init(answering method: Method, limits: MessageLimits = MessageLimits()) {
        self.method = method
        self.limits = limits
        scanner = HeadScanner(limits: limits)
    }

    /// Whether the answer is whole.
    package var isComplete: Bool { decoder?.isComplete ?? false }
    /// Whether the final head has been read.
    package var hasHead: Bool { decoder != nil }
    /// Whether the connection's end is the proper end of the answer.
    package var endsWithConnection: Bool { decoder?.endsWithConnection ?? false }

    /// The next event, or `nil` until more has arrived. `end` comes once, last.
    package mutating func next(_ input: inout InputBuffer) throws(WireError) -> Event? {
        guard decoder == nil else { return try nextPiece(&input) }
        while let head = try nextHead(&input) {
            guard head.isInterim else {
                decoder = try BodyDecoder(head.framing, bodyLimit: limits.bodyBytes, limits: limits)
                return .head(head)
            }
            // RFC 9110 section 15.2.2: we never ask for another protocol.
            guard head.status != 101 else { throw .unexpectedUpgrade }
            interimResponses += 1
            guard interimResponses <= limits.interimResponses else { throw .tooManyInterimResponses }
        }
        return nil
    }

    private mutating func nextPiece(_ input: inout InputBuffer) throws(WireError) -> Event? {
        switch try decoder?.next(&input) {
        case .octets(let octets): .body(octets)
        case .end: .end
        case nil: nil
        }
    }

    private mutating func nextHead(_ input: inout InputBuffer) throws(WireError) -> ResponseHead? {
        guard !input.isEmpty else { return nil }
        var length = 0
        let head = try input.withOctets { (octets) throws(WireError) -> ResponseHead? in
            guard let end = try scanner.scan(octets) else { return nil }
            length = end
            return try ResponseHead(scanner, length: end, of: octets, answering: method)
        }
        guard let head else { return nil }
        input.consume(length)
        scanner = HeadScanner(limits: limits)
        return head
    }
}
