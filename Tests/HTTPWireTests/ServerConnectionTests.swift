import HTTPWire
import Testing

/// Dialogues with the server's machine: event in, event out.
@Suite struct ServerConnectionTests {
    private func receive(_ text: String, _ connection: inout ServerConnection) {
        octets(text).withUnsafeBufferPointer { connection.receive($0) }
    }

    /// Takes a head and accepts its body.
    private func acceptHead(_ connection: inout ServerConnection, bodyLimit: Int = 100) {
        guard case .head = connection.next() else { Issue.record("no head"); return }
        #expect(connection.accept(bodyLimit: bodyLimit) == nil)
    }

    @Test func keepsAliveAndPipelines() {
        var connection = ServerConnection()
        #expect(connection.next() == .needsInput && connection.isIdle)
        receive("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\nGET /3", &connection)
        acceptHead(&connection)
        #expect(connection.next() == .end)
        #expect(connection.next() == .waitsForResponse)
        #expect(connection.beginResponse(status: 200, length: 3).isPersistent)
        #expect(connection.endResponse() == .next)
        acceptHead(&connection)
        #expect(connection.next() == .end)
        #expect(!connection.beginResponse(status: 200, length: 3).isPersistent)
        #expect(connection.endResponse() == .close)
        #expect(connection.next() == .close)
    }

    @Test func continuesOnlyWhenTheBodyIsAwaited() {
        let head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n"
        var waiting = ServerConnection()
        receive(head, &waiting)
        acceptHead(&waiting)
        #expect(waiting.next() == .sendContinue)
        #expect(waiting.next() == .needsInput)
        receive("ab", &waiting)
        #expect(waiting.next() == .body(octets("ab")))
        #expect(waiting.next() == .end)

        var eager = ServerConnection()
        receive(head + "ab", &eager)
        acceptHead(&eager)
        #expect(eager.next() == .body(octets("ab")))

        var large = ServerConnection()
        receive(head, &large)
        guard case .head = large.next() else { Issue.record("no head"); return }
        #expect(large.accept(bodyLimit: 1) == .bodyTooLarge)
        #expect(!large.beginResponse(status: 413, length: 0).isPersistent)
    }

    @Test func anEarlyAnswerCloses() {
        var connection = ServerConnection()
        receive("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n", &connection)
        acceptHead(&connection)
        #expect(connection.next() == .needsInput)
        #expect(!connection.beginResponse(status: 401, length: 0).isPersistent)
        #expect(connection.endResponse() == .close)
    }

    @Test func halfClosedPeersAreAnswered() {
        var connection = ServerConnection()
        receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n", &connection)
        connection.receiveEnd()
        acceptHead(&connection)
        #expect(connection.next() == .end)
        _ = connection.beginResponse(status: 200, length: 0)
        #expect(connection.endResponse() == .next)
        #expect(connection.next() == .close)
    }

    @Test func framings() {
        func framing(_ request: String, status: Int, length: Int?) -> ResponseFraming {
            var connection = ServerConnection()
            receive(request, &connection)
            acceptHead(&connection)
            _ = connection.next()
            return connection.beginResponse(status: status, length: length)
        }
        let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
        #expect(framing(get, status: 200, length: nil).length == .chunked)
        #expect(framing(get, status: 204, length: 0).length == .none)
        #expect(framing("GET / HTTP/1.0\r\n\r\n", status: 200, length: nil).length == .untilClose)
        let head = framing("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n", status: 200, length: 7)
        #expect(head.length == .length(7) && !head.sendsBody && head.isPersistent)
    }

    @Test func refusalsCloseForGood() {
        var connection = ServerConnection()
        receive("GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", &connection)
        #expect(connection.next() == .refused(.missingHost))
        #expect(connection.next() == .close)
    }

    @Test func serialisedMessagesParseBack() {
        var output: [UInt8] = []
        let headers: Headers = ["x-a": "1\r\nInjected: yes", "content-length": "99"]
        Serializer.request(.post, target: "/p?q", host: "h:1", headers: headers, body: octets("abc"), into: &output)
        let outcome = parseRequests([output[...]])
        guard case .head(let head) = outcome.events.first else { Issue.record("\(outcome)"); return }
        #expect(head.headers["injected"] == nil && head.headers["X-A"] == "1  Injected: yes")
        #expect(outcome.events.dropFirst() == [.body(octets("abc")), .end])
    }
}
