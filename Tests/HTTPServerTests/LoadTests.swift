import HTTPServer
import HTTPWire
import Synchronization
import Testing
import TestSupport

/// Bounds of what all clients together may take up.
@Suite(.timeLimit(.minutes(3))) struct LoadTests {
    private static let hello = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"

    private static func announcing(_ octets: Int, to path: String = "/echo") -> String {
        "POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: \(octets)\r\nConnection: close\r\n\r\n"
    }

    /// Waits for a condition that another thread brings about; the suite's time limit ends it.
    private static func until(_ isSo: () -> Bool) async {
        while !isSo() { await Task.yield() }
    }

    @Test func oneAddressHasSoManyConnectionsAndIsServedAgainOnceItClosesOne() async throws {
        try await withServer(limits: Limits(connectionsOfAddress: 2)) { server, port in
            let kept = try await onThread {
                let kept = try (0..<2).map { _ in try RawSocket(port: port) }
                for socket in kept {
                    try socket.send(Self.hello)
                    #expect(try receiveBody(socket) == "hello")
                }
                let answer = try RawSocket(port: port).receiveAll()
                #expect(answer.hasPrefix("HTTP/1.1 429 ") && answer.contains("retry-after"), "\(answer)")
                return kept
            }
            #expect(server.refusals.connections == 1)
            kept[0].close()
            await Self.until { server.connectionCount < 2 }
            try await onThread {
                let socket = try RawSocket(port: port)
                try socket.send(Self.hello)
                #expect(try receiveBody(socket) == "hello")
            }
        }
    }

    /// Strangers share a quarter of the memory for bodies: what goes beyond is refused before it is read, what is held
    /// is given back.
    @Test func bodiesThatThereIsNoMemoryForAreRefusedUnread() async throws {
        try await withServer(limits: Limits(bodiesBytes: 40_000)) { server, port in
            let holder = try await onThread {
                let holder = try RawSocket(port: port)
                try holder.send(Self.announcing(9_000))
                return holder
            }
            await Self.until { server.bodyBytes == 9_000 }
            let refused = try await exchange(port, Self.announcing(1_001))
            #expect(refused.hasPrefix("HTTP/1.1 503 ") && refused.contains("too-many-bodies"), "\(refused)")
            #expect(refused.contains("retry-after: "))
            let taken = try await exchange(port, Self.announcing(1_000) + String(repeating: "a", count: 1_000))
            #expect(taken.hasPrefix("HTTP/1.1 200 "))
            holder.close()
            await Self.until { server.bodyBytes == 0 }
            #expect(server.refusals.bodies == 1)
        }
    }

    @Test func aBodyOfUnknownLengthIsCutOffWhereTheMemoryEnds() async throws {
        try await withServer(limits: Limits(bodiesBytes: 400)) { server, port in
            let chunk = "3c\r\n" + String(repeating: "a", count: 60) + "\r\n"
            let head = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            let answer = try await exchange(port, head + chunk + chunk)
            #expect(answer.hasPrefix("HTTP/1.1 503 ") && answer.contains("too-many-bodies"), "\(answer)")
            await Self.until { server.bodyBytes == 0 }
            let small = try await exchange(port, head + chunk + "0\r\n\r\n", ends: true)
            #expect(small.hasPrefix("HTTP/1.1 200 "), "\(small)")
        }
    }

    /// A gate that knows the caller opens all of the memory; one that does not refuses by the head alone.
    @Test func gatesTellKnownCallersFromStrangersByTheHead() async throws {
        try await withServer(limits: Limits(bodiesBytes: 4_000), routes: { router in
            router.onLoop(.post, "/known", gate: { request in
                guard request.headers["name"] == "friend" else { return Response(status: 401) }
                request.isCallerKnown = true
                return nil
            }, handler: { request, reply in reply(.text("\(request.body.count)")) })
        }, { server, port in
            let stranger = try await exchange(port, Self.announcing(4_000, to: "/known"))
            #expect(stranger.hasPrefix("HTTP/1.1 401 ") && server.bodyBytes == 0)
            let friend = Self.announcing(4_000, to: "/known").replacing("Host: a", with: "Host: a\r\nname: friend")
            let answer = try await exchange(port, friend + String(repeating: "a", count: 4_000))
            #expect(answer.hasPrefix("HTTP/1.1 200 ") && answer.hasSuffix("4000"), "\(answer)")
        })
    }

    /// Whoever watches and does not read is cut off, and the task that writes for it ends.
    @Test func aReaderThatTakesNothingIsClosed() async throws {
        let ended = Gate()
        try await withServer(limits: Limits(idleTime: .milliseconds(100)), routes: { router in
            router.on(.get, "/stream") { _ in
                Response(status: 200, body: .stream { writer in
                    defer { ended.open() }
                    while true { try await writer.write([UInt8](repeating: 0x61, count: 64 * 1024)) }
                })
            }
        }, { server, port in
            let reader = try RawSocket(port: port)
            try reader.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
            await ended.wait()
            await Self.until { server.connectionCount == 0 }
            reader.close()
        })
    }

    /// What a gate notes reaches the handler, and lives until nobody holds the request any longer.
    @Test func notesLiveAsLongAsTheirRequest() async throws {
        let living = Living()
        try await withServer(routes: { router in
            router.onLoop(.get, "/noted", gate: { request in
                request[LivingNote.self] = LivingNote(living)
                return nil
            }, handler: { request, reply in
                #expect(request[LivingNote.self] != nil)
                reply(.text("\(living.count)"))
            })
        }, { _, port in
            let request = "GET /noted HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            let answer = try await exchange(port, request)
            #expect(answer.hasSuffix("1"))
            await Self.until { living.count == 0 }
        })
    }
}

/// Counts the notes that are held.
private final class Living: Sendable {
    private let number = Mutex(0)
    var count: Int { number.withLock { $0 } }
    func add(_ difference: Int) { number.withLock { $0 += difference } }
}

private final class LivingNote: RequestKey, Sendable {
    typealias Value = LivingNote
    private let living: Living

    init(_ living: Living) {
        self.living = living
        living.add(1)
    }

    deinit { living.add(-1) }
}
