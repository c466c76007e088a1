import HTTPServer
import HTTPWire
import Testing
import TestSupport

private let host = "Host: a\r\n"

@Suite(.timeLimit(.minutes(3))) struct MessageTests {
    @Test(arguments: [
        ("GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "HTTP/1.1 200 OK", "hello"),
        ("GET /hello HTTP/1.0\r\n\r\n", "HTTP/1.1 200 OK", "hello"),
        ("GET http://a/hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "HTTP/1.1 200 OK", "hello"),
        ("GET /items/%E5%81%9C%20a?q=1%2B+2 HTTP/1.0\r\n\r\n", "HTTP/1.1 200 OK", "停 a|1+ 2"),
        ("POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc", "HTTP/1.1 200", "abc"),
        ("POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "3;x\r\nabc\r\n2\r\nde\r\n0\r\nT: t\r\n\r\n", "HTTP/1.1 200", "abcde"),
    ])
    func answers(_ request: String, _ head: String, _ body: String) async throws {
        let answer = try await withServer { try await exchange($1, request) }
        #expect(answer.hasPrefix(head) && answer.hasSuffix("\r\n\r\n" + body), "\(answer)")
    }

    @Test func headIsGetWithoutBody() async throws {
        let answer = try await withServer { try await exchange($1, "HEAD /hello HTTP/1.1\r\n\(host)\r\n", ends: true) }
        #expect(answer.contains("content-length: 5\r\n") && answer.hasSuffix("\r\n\r\n"))
    }

    @Test func continueIsSentWhenTheBodyIsAwaited() async throws {
        let parts = try await withServer { _, port in
            try await onThread {
                let socket = try RawSocket(port: port)
                try socket.send("POST /echo HTTP/1.1\r\n\(host)Expect: 100-continue\r\nContent-Length: 2\r\n\r\n")
                let interim = try socket.receive(upTo: "\r\n\r\n")
                try socket.send("ab")
                return [interim, try receiveBody(socket, .post)]
            }
        }
        #expect(parts == ["HTTP/1.1 100 Continue\r\n\r\n", "ab"])
    }

    @Test(arguments: [
        ("GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n", 404, "not-found"),
        ("DELETE /hello HTTP/1.1\r\nHost: a\r\n\r\n", 405, "method-not-allowed"),
        ("GET /items/%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400, "malformed-target"),
        ("GET /items/%ff HTTP/1.1\r\nHost: a\r\n\r\n", 400, "malformed-target"),
        ("GET /items/.. HTTP/1.1\r\nHost: a\r\n\r\n", 400, "malformed-target"),
        ("GET /items/%2e%2E HTTP/1.1\r\nHost: a\r\n\r\n", 400, "malformed-target"),
        ("POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n", 413, "body-too-large"),
        ("POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n", 413, "body-too-large"),
        ("POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n", 413, "body-too-large"),
        ("GET / HTTP/1.1\r\n\r\n", 400, "missing-host"),
        ("GET / HTTP/3.0\r\nHost: a\r\n\r\n", 505, "unsupported-http-version"),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: br\r\n\r\n", 501, "unknown-transfer-coding"),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n", 400, "both-lengths"),
        ("GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\n", 414, "request-line-too-long"),
        ("GET / HTTP/1.1\r\nHost: a\r\nA: \(String(repeating: "a", count: 40000))\r\n\r\n", 431, "header-too-large"),
        ("GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "A: b\r\n", count: 10_000))\r\n", 431,
            "too-many-header-lines"),
    ])
    func refusals(_ request: String, _ status: Int, _ name: String) async throws {
        let answer = try await withServer { try await exchange($1, request, ends: true) }
        #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer)")
        #expect(answer.contains("content-type: application/problem+json\r\n"))
        #expect(answer.contains("\"type\":\"urn:hotline:problem:\(name)\""))
        if status == 405 { #expect(answer.contains("allow: GET, HEAD\r\n")) }
    }

    @Test func everyCutOfARequestIsAnswered() async throws {
        let text = "POST /echo HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
        let message = Array(text.utf8)
        let bodies = try await withServer { _, port in
            try await onThread {
                let socket = try RawSocket(port: port)
                var bodies: Set<String> = []
                for cut in 1..<message.count {
                    try socket.send(Array(message[..<cut]))
                    try socket.send(Array(message[cut...]))
                    bodies.insert(try receiveBody(socket, .post))
                }
                for octet in message { try socket.send([octet]) }
                bodies.insert(try receiveBody(socket, .post))
                return bodies
            }
        }
        #expect(bodies == ["abc"])
    }

    @Test func aHundredPipelinedRequestsAreAnsweredInOrder() async throws {
        let answers = try await withServer { _, port in
            try await onThread {
                let socket = try RawSocket(port: port)
                try socket.send((0..<100).map { "GET /items/\($0) HTTP/1.1\r\n\(host)\r\n" }.joined())
                return try (0..<100).map { _ in try receiveBody(socket) }
            }
        }
        #expect(answers == (0..<100).map { "\($0)|" })
    }

    @Test func aHalfClosedClientIsAnswered() async throws {
        let answer = try await withServer { try await exchange($1, "GET /items/7 HTTP/1.1\r\n\(host)\r\n", ends: true) }
        #expect(answer.hasSuffix("7|"))
    }
}
