import HTTPWire
import Testing

struct RefusedResponse: Sendable, CustomTestStringConvertible {
    let message: String
    let error: WireError
    var testDescription: String { message }

    init(_ message: String, _ error: WireError) {
        self.message = message
        self.error = error
    }
}

@Suite struct ResponseParserTests {
    @Test(arguments: [
        RefusedResponse("HTTP/1.1 20 OK\r\n\r\n", .malformedStatusLine),
        .init("HTTP/1.1 2000 OK\r\n\r\n", .malformedStatusLine),
        .init("HTTP/1.1 099 Low\r\n\r\n", .malformedStatusLine),
        .init("HTTP/1.1 600 High\r\n\r\n", .malformedStatusLine),
        .init("HTTP/1.1  200 OK\r\n\r\n", .malformedStatusLine),
        .init("HTTP/2.0 200 OK\r\n\r\n", .unsupportedVersion),
        .init("SSH-2.0-OpenSSH_9.2p1 Debian\r\n", .malformedStatusLine),
        .init("HTTP/1.1 200 OK\nA: b\n\n", .bareLineFeed),
        .init("HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n", .foldedLine),
        .init("HTTP/1.1 200 OK\r\nA : b\r\n\r\n", .malformedFieldName),
        .init("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", .bothLengths),
        .init("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na", .duplicateLength),
        .init("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", .unknownTransferCoding),
        .init("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", .transferCodingInOldVersion),
        .init("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", .malformedChunk),
        .init("HTTP/1.1 101 Switching\r\n\r\n", .unexpectedUpgrade),
        .init(String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 9), .tooManyInterimResponses),
    ])
    func refuses(_ response: RefusedResponse) {
        let outcome = verifySplits(octets(response.message + "\r\n\r\n")) {
            Outcome<ResponseParser.Event>(error: parseResponse($0).error)
        }
        #expect(outcome.error == response.error)
    }

    private func head(_ outcome: Outcome<ResponseParser.Event>) -> ResponseHead? {
        for event in outcome.events { if case .head(let head) = event { return head } }
        return nil
    }

    @Test func interimThenChunked() {
        let message = octets("""
            HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 100\r\n\r\n\
            HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n\r\n
            """)
        let outcome = verifySplits(message) { parseResponse($0) }
        #expect(head(outcome)?.status == 200)
        #expect(outcome.events.dropFirst() == [.body(octets("abcd")), .end])
    }

    @Test(arguments: [204, 304])
    func bodylessStatus(_ status: Int) {
        let outcome = verifySplits(octets("HTTP/1.1 \(status) X\r\nContent-Length: 5\r\n\r\n")) { parseResponse($0) }
        #expect(outcome.error == nil && outcome.events.last == .end && outcome.events.count == 2)
    }

    @Test func headHasNoBody() {
        let outcome = verifySplits(octets("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")) {
            parseResponse($0, answering: .head)
        }
        #expect(outcome.events.last == .end)
    }

    @Test func closeDelimited() {
        var connection = ClientConnection(answering: .get)
        octets("HTTP/1.1 200 OK\r\n\r\nabc").withUnsafeBufferPointer { connection.receive($0) }
        guard case .head = connection.next() else { Issue.record("no head"); return }
        #expect(connection.next() == .body(octets("abc")))
        #expect(connection.next() == .needsInput)
        connection.receiveEnd()
        #expect(connection.next() == .end(isReusable: false))
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na", true),
        ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: x, Close\r\n\r\na", false),
        ("HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na", false),
        ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\naHTTP/1.1 200 OK\r\n", false),
        ("HTTP/1.1 204 No\r\n\r\nbody that must not be", false),
    ])
    func reuse(_ message: String, _ isReusable: Bool) {
        var connection = ClientConnection(answering: .get)
        octets(message).withUnsafeBufferPointer { connection.receive($0) }
        var last = connection.next()
        while true {
            switch last {
            case .head, .body: last = connection.next()
            default:
                #expect(last == .end(isReusable: isReusable))
                return
            }
        }
    }

    @Test(arguments: [("", false), ("HTTP/1.1 2", false), ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na", true)])
    func truncated(_ message: String, _ hasHead: Bool) {
        var connection = ClientConnection(answering: .get)
        octets(message).withUnsafeBufferPointer { connection.receive($0) }
        connection.receiveEnd()
        var last = connection.next()
        while case .head = last { last = connection.next() }
        while case .body = last { last = connection.next() }
        #expect(last == .truncated(hasHead: hasHead))
    }
}
