import HTTPWire

/// Requests: however they are cut they read the same; what was read and is written again reads the same; a connection
/// serves what the parser read, and nothing else.
enum HTTPRequestTarget {
    typealias Event = RequestParser.Event

    static func run(_ message: [UInt8]) {
        let readings = cuts(of: message).map(read)
        for other in readings.dropFirst() { require(other == readings[0], "the cut does not matter: \(readings)") }
        let requests = whole(readings[0].events)
        for request in requests { writeAgain(request) }
        serve(message, expecting: requests)
    }

    private struct Request: Equatable {
        var head: RequestHead
        var body: [UInt8] = []
    }

    private static func read(_ pieces: [ArraySlice<UInt8>]) -> Reading<Event> {
        var parser = RequestParser(limits: tightLimits)
        var input = InputBuffer()
        var reading = Reading<Event>()
        for piece in pieces {
            piece.withUnsafeBufferPointer { input.append($0) }
            do throws(WireError) {
                while let event = try parser.next(&input) {
                    if case .body(let more) = event, case .body(let before) = reading.events.last {
                        reading.events[reading.events.count - 1] = .body(before + more)
                    } else {
                        reading.events.append(event)
                    }
                }
            } catch {
                reading.error = error
                return reading
            }
        }
        return reading
    }

    /// The requests whose end came.
    private static func whole(_ events: [Event]) -> [Request] {
        var requests: [Request] = []
        var open: Request?
        for event in events {
            switch event {
            case .head(let head):
                require(open == nil, "a head follows an end")
                open = Request(head: head)
            case .body(let octets):
                require(open != nil && !octets.isEmpty, "a body belongs to a head")
                open?.body += octets
            case .end:
                require(open != nil, "an end belongs to a head")
                if let request = open { requests.append(request) }
                open = nil
            }
        }
        return requests
    }

    private static func writeAgain(_ request: Request) {
        var headers = request.head.headers
        let host = headers["host"] ?? "a"
        headers["host"] = nil
        headers["expect"] = nil
        var output: [UInt8] = []
        Serializer.request(
            request.head.method, target: request.head.target, host: host, headers: headers, body: request.body,
            into: &output)
        var parser = RequestParser()
        var input = InputBuffer()
        output.withUnsafeBufferPointer { input.append($0) }
        var events: [Event] = []
        do throws(WireError) {
            while let event = try parser.next(&input) { events.append(event) }
        } catch {
            require(false, "what was written is read: \(error)")
        }
        let read = whole(events)
        require(read.count == 1 && read[0].body == request.body, "one request with its body")
        require(read[0].head.method == request.head.method && read[0].head.target == request.head.target, "its line")
        require(read[0].head.headers["host"] == host, "its host")
        require(kept(read[0].head.headers) == kept(headers), "its fields")
    }

    /// The fields that the writer does not own.
    private static func kept(_ headers: Headers) -> Headers {
        var headers = headers
        for name in ["host", "connection", "content-length", "transfer-encoding"] { headers[name] = nil }
        return headers
    }

    /// A server's dialogue to its end, every request answered once its end came.
    private static func serve(_ message: [UInt8], expecting requests: [Request]) {
        var connection = ServerConnection(limits: tightLimits)
        message.withUnsafeBufferPointer { connection.receive($0) }
        connection.receiveEnd()
        var served: [Request] = []
        var open: Request?
        // Each step takes an octet or ends a request.
        for _ in 0...(3 * message.count + 3) {
            switch connection.next() {
            case .head(let head):
                open = Request(head: head)
                if connection.accept(bodyLimit: tightLimits.bodyBytes) != nil { return }
            case .body(let octets):
                open?.body += octets
            case .end:
                if let request = open { served.append(request) }
                open = nil
                _ = connection.beginResponse(status: 200, length: 0)
                guard connection.endResponse() == .next else {
                    return require(requests.starts(with: served), "it serves what was read")
                }
            case .needsInput, .waitsForResponse, .sendContinue:
                require(false, "nothing more comes, nothing is unanswered")
            case .refused, .close:
                return require(requests == served, "it serves all that was read")
            }
        }
        require(false, "a connection comes to its end")
    }
}
