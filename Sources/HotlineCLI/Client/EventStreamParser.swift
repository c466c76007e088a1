/// One server-sent event.
struct ServerSentEvent: Sendable, Equatable {
    /// `message` where the stream names none.
    var name = "message"
    var data = ""
}

/// Server-sent events as they come in pieces (WHATWG HTML, section 9.2.6).
struct EventStreamParser {
    private var pending: [UInt8] = []
    private var event = ServerSentEvent()
    private var hasData = false

    /// The last `id:` of the stream: where to resume after the connection was lost.
    private(set) var lastID: String?

    /// The events that this piece completes.
    mutating func events(in piece: [UInt8]) -> [ServerSentEvent] {
        pending += piece
        var events: [ServerSentEvent] = []
        var start = pending.startIndex
        while let end = pending[start...].firstIndex(of: UInt8(ascii: "\n")) {
            let isCRLF = pending[start..<end].last == UInt8(ascii: "\r")
            let line = pending[start..<(isCRLF ? end - 1 : end)]
            if let event = take(String(decoding: line, as: UTF8.self)) { events.append(event) }
            start = end + 1
        }
        pending.removeSubrange(..<start)
        return events
    }

    /// The event that an empty line ends, if it had data.
    private mutating func take(_ line: String) -> ServerSentEvent? {
        guard !line.isEmpty else {
            defer {
                event = ServerSentEvent()
                hasData = false
            }
            return hasData ? event : nil
        }
        let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let value = parts.count == 2 ? String(parts[1].first == " " ? parts[1].dropFirst() : parts[1]) : ""
        switch parts[0] {
        case "data":
            event.data += hasData ? "\n\(value)" : value
            hasData = true
        case "event": event.name = value
        case "id": lastID = value
        default: break
        }
        return nil
    }
}
