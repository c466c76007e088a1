import HTTPWire
import Testing

struct RefusedRequest: Sendable, CustomTestStringConvertible {
    let name: String
    let message: String
    let error: WireError
    var testDescription: String { name }

    init(_ name: String, _ message: String, _ error: WireError) {
        self.name = name
        self.message = message
        self.error = error
    }
}

private let post = "POST / HTTP/1.1\r\nHost: a\r\n"

let refusedRequests: [RefusedRequest] = [
    // RFC 9112 section 3: the request line.
    .init("no target", "GET\r\nHost: a\r\n\r\n", .malformedRequestLine),
    .init("HTTP/0.9", "GET /\r\n\r\n", .malformedRequestLine),
    .init("two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", .malformedRequestLine),
    .init("space at the end", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n", .malformedRequestLine),
    .init("tab between", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", .malformedRequestLine),
    .init("method is no token", "G@T / HTTP/1.1\r\nHost: a\r\n\r\n", .malformedRequestLine),
    .init("two empty lines", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", .malformedRequestLine),
    .init("relative target", "GET a HTTP/1.1\r\nHost: a\r\n\r\n", .malformedTarget),
    .init("fragment", "GET /#a HTTP/1.1\r\nHost: a\r\n\r\n", .malformedTarget),
    .init("raw UTF-8", "GET /停水 HTTP/1.1\r\nHost: a\r\n\r\n", .malformedTarget),
    .init("asterisk for GET", "GET * HTTP/1.1\r\nHost: a\r\n\r\n", .malformedTarget),
    .init("URI without host", "GET http:///a HTTP/1.1\r\nHost: a\r\n\r\n", .malformedTarget),
    .init("NUL in target", "GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", .malformedTarget),
    .init("CONNECT", "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n", .methodNotImplemented),
    .init("HTTP/2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", .unsupportedVersion),
    .init("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", .unsupportedVersion),
    .init("HTTP/1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", .unsupportedVersion),
    .init("lower case version", "GET / http/1.1\r\nHost: a\r\n\r\n", .malformedRequestLine),
    .init("TLS hello", "\u{16}\u{3}\u{1}\u{2}\0\u{1}\n", .bareLineFeed),
    // RFC 9112 sections 2.2 and 5: lines and fields.
    .init("bare LF in request line", "GET / HTTP/1.1\nHost: a\r\n\r\n", .bareLineFeed),
    .init("bare LF in header", "GET / HTTP/1.1\r\nHost: a\nB: c\r\n\r\n", .bareLineFeed),
    .init("bare CR in value", "GET / HTTP/1.1\r\nHost: a\r\nB: c\rd\r\n\r\n", .malformedFieldValue),
    .init("bare CR in request line", "GET /\r HTTP/1.1\r\nHost: a\r\n\r\n", .malformedTarget),
    .init("folded line", "GET / HTTP/1.1\r\nHost: a\r\nB: c\r\n d\r\n\r\n", .foldedLine),
    .init("blank before first header", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", .foldedLine),
    .init("space before colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", .malformedFieldName),
    .init("no colon", "GET / HTTP/1.1\r\nHost\r\n\r\n", .malformedFieldName),
    .init("no name", "GET / HTTP/1.1\r\n: a\r\n\r\n", .malformedFieldName),
    .init("name is no token", "GET / HTTP/1.1\r\nHo(st: a\r\n\r\n", .malformedFieldName),
    .init("NUL in value", "GET / HTTP/1.1\r\nHost: a\r\nB: \0\r\n\r\n", .malformedFieldValue),
    .init("DEL in value", "GET / HTTP/1.1\r\nHost: a\r\nB: \u{7F}\r\n\r\n", .malformedFieldValue),
    .init("no Host", "GET / HTTP/1.1\r\n\r\n", .missingHost),
    .init("two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n", .duplicateHost),
    .init("empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", .malformedHost),
    .init("Host with user", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", .malformedHost),
    .init("Host with path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", .malformedHost),
    .init("unknown expectation", post + "Expect: cake\r\n\r\n", .unknownExpectation),
    // RFC 9112 section 6 and RFC 9110 section 8.6: lengths.
    .init("both lengths", post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", .bothLengths),
    .init("both, other order", post + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n", .bothLengths),
    .init("two lengths", post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\n", .duplicateLength),
    .init("equal lengths twice", post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\n", .duplicateLength),
    .init("length list", post + "Content-Length: 3, 3\r\n\r\n", .malformedLength),
    .init("plus", post + "Content-Length: +3\r\n\r\n", .malformedLength),
    .init("minus", post + "Content-Length: -3\r\n\r\n", .malformedLength),
    .init("hexadecimal", post + "Content-Length: 0x3\r\n\r\n", .malformedLength),
    .init("blank inside", post + "Content-Length: 3 3\r\n\r\n", .malformedLength),
    .init("empty length", post + "Content-Length:\r\n\r\n", .malformedLength),
    .init("overflow", post + "Content-Length: 9223372036854775808\r\n\r\n", .malformedLength),
    .init("wraps to 3", post + "Content-Length: 18446744073709551619\r\n\r\n", .malformedLength),
    .init("other digits", post + "Content-Length: ３\r\n\r\n", .malformedLength),
    .init("too large", post + "Content-Length: 1048577\r\n\r\n", .bodyTooLarge),
    .init("gzip", post + "Transfer-Encoding: gzip\r\n\r\n", .unknownTransferCoding),
    .init("gzip, chunked", post + "Transfer-Encoding: gzip, chunked\r\n\r\n", .unknownTransferCoding),
    .init("identity", post + "Transfer-Encoding: identity\r\n\r\n", .unknownTransferCoding),
    .init("xchunked", post + "Transfer-Encoding: xchunked\r\n\r\n", .unknownTransferCoding),
    .init("vertical tab", post + "Transfer-Encoding: \u{B}chunked\r\n\r\n", .malformedFieldValue),
    .init("chunked twice", post + "Transfer-Encoding: chunked, chunked\r\n\r\n", .malformedTransferCoding),
    .init("chunked on two lines", post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
        .malformedTransferCoding),
    .init("chunked not last", post + "Transfer-Encoding: chunked, gzip\r\n\r\n", .malformedTransferCoding),
    .init("no coding", post + "Transfer-Encoding:\r\n\r\n", .malformedTransferCoding),
    .init("chunked in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", .transferCodingInOldVersion),
    // RFC 9112 section 7.1: chunks.
    .init("chunk size missing", post + "Transfer-Encoding: chunked\r\n\r\n\r\n", .malformedChunk),
    .init("chunk size signed", post + "Transfer-Encoding: chunked\r\n\r\n+3\r\nabc\r\n0\r\n\r\n", .malformedChunk),
    .init("chunk size with 0x", post + "Transfer-Encoding: chunked\r\n\r\n0x3\r\nabc\r\n0\r\n\r\n", .malformedChunk),
    .init("chunk size with blank", post + "Transfer-Encoding: chunked\r\n\r\n3 \r\nabc\r\n0\r\n\r\n", .malformedChunk),
    .init("chunk size overflows", post + "Transfer-Encoding: chunked\r\n\r\n10000000000000003\r\nabc", .malformedChunk),
    .init("chunk size bare LF", post + "Transfer-Encoding: chunked\r\n\r\n3\nabc\r\n0\r\n\r\n", .malformedChunk),
    .init("bare CR in extension", post + "Transfer-Encoding: chunked\r\n\r\n3;a\rb\r\nabc\r\n0\r\n\r\n", .malformedChunk),
    .init("data longer than size", post + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n", .malformedChunk),
    .init("chunk too large", post + "Transfer-Encoding: chunked\r\n\r\n100001\r\n", .bodyTooLarge),
    .init("extension too long", post + "Transfer-Encoding: chunked\r\n\r\n3;"
        + String(repeating: "a", count: 300) + "\r\nabc", .chunkExtensionTooLarge),
    .init("bad trailer", post + "Transfer-Encoding: chunked\r\n\r\n0\r\nA : b\r\n\r\n", .malformedFieldName),
]

@Suite struct RequestParserTests {
    @Test(arguments: refusedRequests)
    func refuses(_ request: RefusedRequest) {
        let message = octets(request.message)
        let whole = parseRequests([message[...]])
        #expect(whole.error == request.error)
        // Body octets before the fault may or may not have been delivered, so only the error is compared.
        func errorOnly(_ pieces: [ArraySlice<UInt8>]) -> Outcome<RequestParser.Event> {
            Outcome(error: parseRequests(pieces).error)
        }
        _ = verifySplits(message, errorOnly)
    }

    @Test(arguments: WireError.allCases)
    func everyRefusalSaysWhy(_ error: WireError) {
        #expect((400..<600).contains(error.status))
        #expect(!error.title.isEmpty && !error.detail.isEmpty)
        #expect(error.detail.contains("RFC"))
    }

    @Test func aPlainGet() throws {
        let outcome = verifySplits(
            octets("\r\nGET /a?b=c HTTP/1.1\r\nHost: a:80\r\nX: \t 1 \t\r\nx:2\r\nEmpty:\r\n\r\n")) { parseRequests($0) }
        #expect(outcome.error == nil && outcome.events.count == 2 && outcome.events.last == .end)
        guard case .head(let head) = outcome.events[0] else { Issue.record("no head"); return }
        #expect(head.method == .get && head.target == "/a?b=c" && head.version == .http11)
        #expect(head.headers.all("x") == ["1", "2"] && head.headers["EMPTY"] == "" && head.headers["y"] == nil)
        #expect(head.isPersistent && !head.expectsContinue && head.framing == .none)
    }

    @Test func pipelinedBodies() {
        let message = octets("""
            POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello\
            POST /2 HTTP/1.1\r\nHost: a\r\ntransfer-encoding: Chunked\r\n\r\n\
            3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n\
            GET /3 HTTP/1.0\r\n\r\n
            """)
        let outcome = verifySplits(message) { parseRequests($0) }
        #expect(outcome.error == nil)
        let bodies = outcome.events.compactMap { event in
            if case .body(let body) = event { String(decoding: body, as: UTF8.self) } else { String?.none }
        }
        #expect(bodies == ["hello", "abc0123456789"])
        #expect(outcome.events.filter { $0 == .end }.count == 3)
    }

    @Test(arguments: [
        ("http://a.b:80/c?d", "/c?d"), ("HTTP://a", "/"), ("https://a?x", "/?x"), ("/p", "/p"),
    ])
    func absoluteTargets(_ target: String, _ expected: String) {
        let outcome = parseRequests([octets("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n")[...]])
        guard case .head(let head) = outcome.events.first else { Issue.record("refused \(target)"); return }
        #expect(head.originForm == expected)
    }

    @Test func limits() {
        let limits = MessageLimits(startLineBytes: 20, headerBytes: 40, headerCount: 3)
        func error(_ text: String) -> WireError? {
            verifySplits(octets(text)) { Outcome<RequestParser.Event>(error: parseRequests($0, limits: limits).error) }.error
        }
        #expect(error("GET /123 HTTP/1.1\r\nHost: a\r\n\r\n") == nil)
        #expect(error("GET /12345 HTTP/1.1\r\nHost: a\r\n\r\n") == .startLineTooLong)
        #expect(error("GET /\(String(repeating: "a", count: 30))") == .startLineTooLong)
        #expect(error("GET / HTTP/1.1\r\nHost: a\r\nA: \(String(repeating: "b", count: 30))\r\n\r\n") == .headerTooLarge)
        #expect(error("GET / HTTP/1.1\r\nHost: a\r\nA: \(String(repeating: "b", count: 60))") == .headerTooLarge)
        #expect(error("GET / HTTP/1.1\r\nHost: a\r\nA:\r\nB:\r\n\r\n") == nil)
        #expect(error("GET / HTTP/1.1\r\nHost: a\r\nA:\r\nB:\r\nC:\r\n\r\n") == .tooManyFields)
    }

    @Test func manyExtensionsOnTinyChunks() {
        let chunk = "1;" + String(repeating: "e", count: 98) + "\r\na\r\n"
        let text = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + String(repeating: chunk, count: 200)
        #expect(parseRequests([octets(text)[...]]).error == .chunkExtensionTooLarge)
    }
}
