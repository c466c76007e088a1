import HTTPWire

/// Answers: however they are cut they read the same, for every method that bears on their framing; what was read and is
/// written again reads the same.
enum HTTPResponseTarget {
    typealias Event = ResponseParser.Event

    static func run(_ message: [UInt8]) {
        for method in [Method.get, .head] {
            let readings = cuts(of: message).map { read($0, answering: method) }
            for other in readings.dropFirst() { require(other == readings[0], "the cut does not matter: \(readings)") }
            if readings[0].error == nil { writeAgain(readings[0].events, answering: method) }
        }
    }

    private static func read(_ pieces: [ArraySlice<UInt8>], answering method: Method) -> Reading<Event> {
        var parser = ResponseParser(answering: method, limits: tightLimits)
        var input = InputBuffer()
        var reading = Reading<Event>()
        for piece in pieces {
            piece.withUnsafeBufferPointer { input.append($0) }
            do throws(WireError) {
                while reading.events.last != .end, let event = try parser.next(&input) { add(event, to: &reading) }
            } catch {
                reading.error = error
                // Of a body without a length the octets before its bound may have come, as the cut will have it.
                if parser.endsWithConnection, case .body = reading.events.last { reading.events.removeLast() }
                return reading
            }
        }
        require(parser.isComplete || reading.events.last != .end, "an end is the whole")
        return reading
    }

    private static func add(_ event: Event, to reading: inout Reading<Event>) {
        if case .body(let more) = event, case .body(let before) = reading.events.last {
            reading.events[reading.events.count - 1] = .body(before + more)
        } else {
            reading.events.append(event)
        }
    }

    private static func writeAgain(_ events: [Event], answering method: Method) {
        guard events.last == .end, case .head(let head)? = events.first else { return }
        var body: [UInt8] = []
        for case .body(let octets) in events { body += octets }
        var output: [UInt8] = []
        Serializer.responseHead(
            head.status, headers: head.headers, framing: framing(of: head, answering: method, length: body.count),
            date: [], into: &output)
        if head.framing == .chunked {
            Serializer.chunk(body, into: &output)
            Serializer.lastChunk(into: &output)
        } else {
            output += body
        }
        let again = read([output[...]], answering: method, limits: MessageLimits())
        guard case .head(let readHead)? = again.first, again.last == .end else {
            return require(false, "what was written is read: \(again)")
        }
        var readBody: [UInt8] = []
        for case .body(let octets) in again { readBody += octets }
        require(readHead.status == head.status && readBody == body, "its status and body")
        require(kept(readHead.headers) == kept(head.headers), "its fields")
    }

    /// The framing that a server would choose for it.
    private static func framing(of head: ResponseHead, answering method: Method, length: Int) -> ResponseFraming {
        var connection = ServerConnection()
        Array("\(method) / HTTP/1.1\r\nHost: a\r\n\r\n".utf8).withUnsafeBufferPointer { connection.receive($0) }
        _ = connection.next()
        _ = connection.accept(bodyLimit: 0)
        _ = connection.next()
        return connection.beginResponse(status: head.status, length: head.framing == .chunked ? nil : length)
    }

    private static func read(
        _ pieces: [ArraySlice<UInt8>], answering method: Method, limits: MessageLimits
    ) -> [Event] {
        var parser = ResponseParser(answering: method, limits: limits)
        var input = InputBuffer()
        var events: [Event] = []
        for piece in pieces { piece.withUnsafeBufferPointer { input.append($0) } }
        do throws(WireError) {
            while events.last != .end, let event = try parser.next(&input) { events.append(event) }
        } catch {
            require(false, "what was written is read: \(error)")
        }
        return events
    }

    private static func kept(_ headers: Headers) -> Headers {
        var headers = headers
        for name in ["connection", "content-length", "transfer-encoding"] { headers[name] = nil }
        return headers
    }
}
