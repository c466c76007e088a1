import HTTPServer
import HTTPWire
import Synchronization
import Testing
import TestSupport

@Suite(.timeLimit(.minutes(3))) struct LimitTests {
    @Test func slowHeadsAndBodiesAreGivenUp() async throws {
        let limits = Limits(headerTime: .milliseconds(100), bodyTime: .milliseconds(100))
        let answers = try await withServer(limits: limits) { _, port in
            [
                try await exchange(port, "GET /hello HTTP/1.1\r\nHo"),
                try await exchange(port, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc"),
            ]
        }
        for answer in answers {
            #expect(answer.hasPrefix("HTTP/1.1 408 ") && answer.contains("connection: close"), "\(answer)")
        }
    }

    @Test func idleConnectionsAreClosedWithoutAWord() async throws {
        let answer = try await withServer(limits: Limits(idleTime: .milliseconds(100))) { try await exchange($1, "") }
        #expect(answer.isEmpty)
    }

    @Test func connectionsAboveTheLimitAreToldSo() async throws {
        try await withServer(limits: Limits(connections: 4)) { server, port in
            try await onThread {
                let request = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"
                let kept = try (0..<4).map { _ in try RawSocket(port: port) }
                for socket in kept {
                    try socket.send(request)
                    let body = try receiveBody(socket)
                    #expect(body == "hello")
                }
                for _ in 0..<20 {
                    let answer = try RawSocket(port: port).receiveAll()
                    #expect(answer.hasPrefix("HTTP/1.1 503 ") && answer.contains("retry-after"), "\(answer)")
                }
                #expect(server.connectionCount >= 4)
                for socket in kept {
                    try socket.send(request)
                    let body = try receiveBody(socket)
                    #expect(body == "hello")
                }
            }
        }
    }

    @Test func aSlowReaderStopsTheWriter() async throws {
        let pieces = 1024
        let written = Atomics()
        let total = try await withServer(routes: { router in
            router.on(.get, "/stream") { _ in
                Response(status: 200, body: .stream { writer in
                    for _ in 0..<pieces {
                        try await writer.write([UInt8](repeating: 0x61, count: 64 * 1024))
                        written.increment()
                    }
                })
            }
        }, { _, port in
            try await onThread {
                let slow = try RawSocket(port: port)
                try slow.send("GET /stream HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                _ = try slow.receive(upTo: "\r\n\r\n")
                // Others are served meanwhile, and the writer has all the time in the world.
                let other = try RawSocket(port: port)
                for _ in 0..<500 {
                    try other.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n")
                    _ = try receiveBody(other)
                }
                #expect(written.value < pieces / 2, "\(written.value) pieces were taken with nobody reading")
                var total = 0
                while true {
                    let octets = try slow.receive()
                    if octets.isEmpty { return total }
                    total += octets.lazy.filter { $0 == 0x61 }.count
                }
            }
        })
        // The chunk sizes "10000" hold no "a".
        #expect(total == pieces * 64 * 1024)
    }
}

/// A counter for several threads.
final class Atomics: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func increment() { count.withLock { $0 += 1 } }
}
