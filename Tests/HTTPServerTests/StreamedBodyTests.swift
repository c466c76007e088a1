import HTTPServer
import HTTPWire
import Synchronization
import Testing
import TestSupport

/// Bodies that a handler takes as they arrive, and answers whose length is known before their octets.
@Suite(.timeLimit(.minutes(3))) struct StreamedBodyTests {
    private static let length = 3 * 1024 * 1024

    @Test func aBodyBeyondEveryBufferArrivesPieceByPiece() async throws {
        let answer = try await withServer(routes: { router in
            router.onHead(.post, "/upload", bodyBytes: Self.length) { request, reply in
                Task { await Self.measure(request, reply) }
            }
        }, { _, port in
            try await onThread {
                let socket = try RawSocket(port: port)
                try socket.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: \(Self.length)\r\n\r\n")
                try socket.send(String(repeating: "x", count: Self.length))
                let first = try receiveBody(socket)
                // The connection goes on after it.
                try socket.send("POST /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
                try socket.send("3\r\nabc\r\n0\r\n\r\n")
                return [first, try receiveBody(socket)]
            }
        })
        #expect(answer == ["\(Self.length) of \(Self.length) in pieces", "3 of -1 in pieces"])
    }

    /// Answers how long the body was and how long it was said to be.
    private static func measure(_ request: Request, _ reply: Reply) async {
        do {
            var count = 0
            var arePieces = true
            while let piece = try await request.stream?.next() {
                count += piece.count
                arePieces = arePieces && piece.count < length / 2
            }
            reply(.text("\(count) of \(request.stream?.length ?? -1)\(arePieces ? " in pieces" : "")"))
        } catch {
            reply(.failure(error))
        }
    }

    @Test func anAnswerBeforeTheBodysEndIsTheLast() async throws {
        let answer = try await withServer(routes: { router in
            router.onHead(.post, "/upload", bodyBytes: Self.length) { _, reply in reply(.text("no", status: 403)) }
        }, { _, port in
            try await exchange(port, "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc")
        })
        #expect(answer.hasPrefix("HTTP/1.1 403 ") && answer.contains("connection: close"), "\(answer)")
    }

    @Test func whatIsTooLongIsRefusedFromItsHead() async throws {
        let answer = try await withServer(routes: { router in
            router.onHead(.post, "/upload", bodyBytes: 8) { _, reply in reply(.text("taken")) }
        }, { _, port in
            try await exchange(port, "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n")
        })
        #expect(answer.hasPrefix("HTTP/1.1 413 "), "\(answer)")
    }

    @Test func theHandlerHearsThatTheBodyBrokeOff() async throws {
        let heard = BrokenUpload()
        try await withServer(routes: { router in
            router.onHead(.post, "/upload", bodyBytes: 9) { request, reply in
                Task { await heard.take(request, reply) }
            }
        }, { _, port in
            _ = try await exchange(port, "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc", ends: true)
            await heard.gate.wait()
        })
        #expect(heard.received.withLock { $0 } == 3)
    }

    @Test func silenceWithinABodyIsGivenUp() async throws {
        let answer = try await withServer(limits: Limits(bodyTime: .milliseconds(100)), routes: { router in
            router.onHead(.post, "/upload", bodyBytes: 9) { request, reply in
                Task { await Self.measure(request, reply) }
            }
        }, { _, port in
            try await exchange(port, "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc")
        })
        #expect(answer.hasPrefix("HTTP/1.1 408 "), "\(answer)")
    }

    @Test func anAnswerOfKnownLengthSaysSo() async throws {
        let answers = try await withServer(routes: { router in
            router.on(.get, "/file") { _ in
                Response(status: 200, body: .file(length: 6) { writer in
                    try await writer.write("abc")
                    try await writer.write("def")
                })
            }
        }, { _, port in
            try await ["GET", "HEAD"].asyncMap {
                try await exchange(port, "\($0) /file HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            }
        })
        #expect(answers.allSatisfy { $0.contains("content-length: 6\r\n") }, "\(answers)")
        #expect(answers[0].hasSuffix("\r\n\r\nabcdef") && answers[1].hasSuffix("\r\n\r\n"))
    }
}

extension Array {
    fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}

/// Takes an upload and opens its gate when that breaks off.
private final class BrokenUpload: Sendable {
    let gate = Gate()
    let received = Mutex(0)

    func take(_ request: Request, _ reply: Reply) async {
        do {
            while let piece = try await request.stream?.next() { received.withLock { $0 += piece.count } }
        } catch {
            gate.open()
        }
        reply(.text("late"))
    }
}
