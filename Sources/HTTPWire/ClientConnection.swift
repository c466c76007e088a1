/// The client's side of one exchange as a value: octets in, an answer out, and whether the connection may serve again.
package struct ClientConnection: Sendable {
    /// What came of the octets so far.
    package enum Event: Sendable, Equatable {
        case needsInput
        case head(ResponseHead)
        case body([UInt8])
        /// The answer is whole; `isReusable` says whether another request may follow on this connection.
        case end(isReusable: Bool)
        /// The answer breaks the rules; close.
        case malformed(WireError)
        /// The peer closed before the answer was whole; close.
        case truncated(hasHead: Bool)
    }

    private var parser: ResponseParser
    private var input = InputBuffer()
    private var persists = false
    private var isPeerDone = false
    private var isCut = false
    private var hasReceived = false

    /// `method` is that of the request that was sent.
    package init(answering method: Method, limits: MessageLimits = MessageLimits()) {
        parser = ResponseParser(answering: method, limits: limits)
    }

    /// Whether any octet of the answer has come: then the peer has certainly seen the request.
    package var hasBegun: Bool { hasReceived }

    /// Takes what the socket delivered.
    package mutating func receive(_ octets: UnsafeBufferPointer<UInt8>) {
        hasReceived = hasReceived || !octets.isEmpty
        input.append(octets)
    }

    /// The peer will send no more; not `isWhole` where it has not said so itself, though the connection lets it.
    package mutating func receiveEnd(isWhole: Bool = true) {
        isPeerDone = true
        isCut = !isWhole
    }

    /// The next thing to do; after `end`, `malformed` or `truncated` there is no other.
    package mutating func next() -> Event {
        do throws(WireError) {
            switch try parser.next(&input) {
            case .head(let head):
                persists = head.isPersistent && head.framing != .untilClose
                return .head(head)
            case .body(let octets):
                return .body(octets)
            case .end:
                // Octets beyond the end belong to no request of ours: the next answer could not be trusted.
                return .end(isReusable: persists && input.isEmpty && !isPeerDone)
            case nil:
                guard isPeerDone else { return .needsInput }
                // RFC 9112 section 8: only an answer delimited by closing is complete now.
                guard parser.endsWithConnection, !isCut else { return .truncated(hasHead: parser.hasHead) }
                return .end(isReusable: false)
            }
        } catch {
            return .malformed(error)
        }
    }
}
