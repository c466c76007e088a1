/// How an answer is framed and whether the connection outlives it.
package struct ResponseFraming: Sendable, Equatable {
    package let length: Framing
    /// Whether body octets are sent: not for HEAD, 204 and 304.
    package let sendsBody: Bool
    package let isPersistent: Bool
}

/// The server's side of one connection as a value: requests in, one at a time and in order, and what each answer does to
/// the connection. No I/O, no clock.
///
/// A dialogue: ``receive(_:)``, then ``next()`` until it returns `needsInput` or `waitsForResponse`. After `head`
/// comes ``accept(bodyLimit:)``; an answer is ``beginResponse(status:length:)`` and ``endResponse()``.
package struct ServerConnection: Sendable {
    package enum Event: Sendable, Equatable {
        /// All that arrived is used up.
        case needsInput
        /// A request is being answered; pipelined ones wait (RFC 9112 section 9.3.2).
        case waitsForResponse
        case head(RequestHead)
        /// Send `100 Continue` now (RFC 9110 section 10.1.1).
        case sendContinue
        case body([UInt8])
        /// The request is whole: answer it.
        case end
        /// Answer with the error's status, then close.
        case refused(WireError)
        /// Nothing more comes or may be read: close once what is owed has been sent.
        case close
    }

    package enum AfterResponse: Sendable, Equatable {
        /// Call ``next()``: a pipelined request may wait.
        case next
        /// Close, after lingering where the peer may still be sending (RFC 9112 section 9.6).
        case close
    }

    private enum Phase {
        case request
        case headRead
        case whole
        case closing
    }

    private var parser: RequestParser
    private var input = InputBuffer()
    private var phase = Phase.request
    private var head: RequestHead?
    private var owesContinue = false
    private var isPeerDone = false
    private var mayPersist = true

    package init(limits: MessageLimits = MessageLimits()) {
        parser = RequestParser(limits: limits)
    }

    /// Octets received and not yet taken: what back-pressure counts.
    package var bufferedOctets: Int { input.count }
    /// Whether part of a request's head has arrived, for the header time limit.
    package var isWithinHead: Bool { phase == .request && head == nil && (parser.isWithinHead || !input.isEmpty) }
    /// Whether no request is under way.
    package var isIdle: Bool { phase == .request && head == nil && !isWithinHead }

    /// Takes what the socket delivered.
    package mutating func receive(_ octets: UnsafeBufferPointer<UInt8>) {
        guard phase != .closing else { return }
        input.append(octets)
    }

    /// The peer will send no more. What it asked is still answered (RFC 9112 section 9.6).
    package mutating func receiveEnd() { isPeerDone = true }

    /// From now on every answer is the connection's last.
    package mutating func stopPersisting() { mayPersist = false }

    /// The next thing to do.
    package mutating func next() -> Event {
        switch phase {
        case .whole: return .waitsForResponse
        case .closing: return .close
        case .headRead: preconditionFailure("accept(bodyLimit:) must follow a head")
        case .request: break
        }
        do throws(WireError) {
            guard let event = try parser.next(&input) else { return starved() }
            return take(event)
        } catch {
            return refuse(error)
        }
    }

    private mutating func starved() -> Event {
        if owesContinue && input.isEmpty && !isPeerDone {
            owesContinue = false
            return .sendContinue
        }
        guard isPeerDone else { return .needsInput }
        // RFC 9112 section 8: an incomplete request is not a request.
        phase = .closing
        return .close
    }

    private mutating func take(_ event: RequestParser.Event) -> Event {
        switch event {
        case .head(let head):
            self.head = head
            phase = .headRead
            return .head(head)
        case .body(let octets):
            owesContinue = false
            return .body(octets)
        case .end:
            phase = .whole
            return .end
        }
    }

    private mutating func refuse(_ error: WireError) -> Event {
        phase = .closing
        mayPersist = false
        input.discard()
        return .refused(error)
    }

    /// Lets the body come, of at most `bodyLimit` bytes; `nil`, or the refusal to answer with.
    package mutating func accept(bodyLimit: Int) -> WireError? {
        precondition(phase == .headRead, "there is no head to accept")
        do throws(WireError) {
            try parser.beginBody(limit: bodyLimit)
        } catch {
            _ = refuse(error)
            return error
        }
        phase = .request
        owesContinue = head?.expectsContinue == true && head?.framing != Framing.none
        return nil
    }

    /// How to frame the answer; `length` is its body's length in bytes, `nil` where only its end will tell.
    package mutating func beginResponse(status: Int, length: Int?) -> ResponseFraming {
        let isWhole = phase == .whole
        let isHead = head?.method == .head
        // RFC 9110 section 15.3.5 and 15.4.5; RFC 9112 section 6.1: no chunked for HTTP/1.0.
        let isBodyless = status == 204 || status == 304
        var persists = mayPersist && isWhole && head?.isPersistent == true
        let framing: Framing
        if isBodyless {
            framing = .none
        } else if let length {
            framing = .length(length)
        } else if head?.version == .http10 || head == nil {
            framing = .untilClose
            persists = false
        } else {
            framing = .chunked
        }
        if !persists { mayPersist = false }
        return ResponseFraming(length: framing, sendsBody: !isHead && !isBodyless, isPersistent: persists)
    }

    /// The answer has been handed over whole.
    package mutating func endResponse() -> AfterResponse {
        guard mayPersist else {
            phase = .closing
            input.discard()
            return .close
        }
        head = nil
        phase = .request
        return .next
    }
}
