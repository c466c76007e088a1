import Testing

@testable import HotlineCLI

@Suite struct EventStreamParserTests {
    private static let text = "id: 9.1\nretry: 1000\n\n:\n\n"
        + "id: 9.2\r\nevent: ticket\r\ndata: {\"a\":\r\ndata:1}\r\n\r\n"
        + "event: reset\ndata\n\nevent: lost\n\ndata: x:y\n\n"

    @Test(arguments: 1...80) func `Events are the same wherever the stream is cut`(size: Int) {
        var parser = EventStreamParser()
        var events: [ServerSentEvent] = []
        var rest = Array(Self.text.utf8)[...]
        while !rest.isEmpty {
            events += parser.events(in: Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        #expect(events == [
            ServerSentEvent(name: "ticket", data: "{\"a\":\n1}"), ServerSentEvent(name: "reset", data: ""),
            ServerSentEvent(name: "message", data: "x:y"),
        ])
        #expect(parser.lastID == "9.2")
    }
}
