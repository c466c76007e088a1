import HTTPServer
import HTTPWire
import Synchronization
import Testing
import TestSupport

private struct Unexpected: Error {}

@Suite(.timeLimit(.minutes(3))) struct LifecycleTests {
    private let get = "GET /gate HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test func stopLetsRequestsInFlightFinish() async throws {
        let entered = Gate(), gate = Gate()
        var router = Router()
        router.on(.get, "/gate") { _ in
            entered.open()
            await gate.wait()
            return .text("done")
        }
        let server = try HTTPServer(configuration: .init(), router: router, onError: { _ in })
        let port = try server.start()
        let request = get
        async let answer = exchange(port, request)
        await entered.wait()
        async let stopped: Void = server.stop(grace: .seconds(30))
        // The listener closes before anything else happens to the stop.
        while (try? await onThread { try RawSocket(port: port).close() }) != nil {}
        gate.open()
        let text = try await answer
        #expect(text.contains("connection: close\r\n") && text.hasSuffix("done"))
        await stopped
        #expect(server.connectionCount == 0)
    }

    @Test func stopCutsWhatOutlivesTheGrace() async throws {
        let entered = Gate()
        try await withServer(routes: { router in
            router.onLoop(.get, "/gate") { _, _ in entered.open() }
        }, { server, port in
            let request = get
            async let answer = exchange(port, request)
            await entered.wait()
            await server.stop(grace: .milliseconds(50))
            let text = try await answer
            #expect(text.isEmpty)
        })
    }

    @Test func aStreamWhosePeerHasGoneEnds() async throws {
        let ended = Gate()
        try await withServer(routes: { router in
            router.on(.get, "/gate") { _ in
                Response(status: 200, body: .stream { writer in
                    do {
                        while true { try await writer.write("tick\n") }
                    } catch {
                        #expect(error is ConnectionClosed)
                        ended.open()
                        throw error
                    }
                })
            }
        }, { _, port in
            let request = get
            try await onThread {
                let socket = try RawSocket(port: port)
                try socket.send(request)
                _ = try socket.receive(upTo: "tick\n")
                socket.reset()
            }
            await ended.wait()
        })
    }

    @Test func aFailingStreamIsCutShort() async throws {
        let answer = try await withServer(routes: { router in
            router.on(.get, "/gate") { _ in
                Response(status: 200, body: .stream { writer in
                    try await writer.write("part")
                    throw Unexpected()
                })
            }
        }, { try await exchange($1, get) })
        #expect(answer.contains("transfer-encoding: chunked\r\n") && answer.hasSuffix("4\r\npart\r\n"), "\(answer)")
    }

    @Test func errorsOfHandlersAreAnsweredAndLogged() async throws {
        let logged = Mutex<[String]>([])
        let answers = try await withServer(onError: { error in logged.withLock { $0.append("\(error)") } }, routes: {
            $0.on(.get, "/gate") { _ in throw Unexpected() }
            $0.on(.get, "/problem") { _ in
                throw Problem("odd", status: 422, title: "Odd", detail: "d", members: ["missing": ["a", "b"]])
            }
        }, { _, port in
            [
                try await exchange(port, get, ends: true),
                try await exchange(port, "GET /problem HTTP/1.0\r\n\r\n"),
            ]
        })
        #expect(answers[0].hasPrefix("HTTP/1.1 500 ") && !answers[0].contains("Unexpected"))
        #expect(logged.withLock { $0 } == ["Unexpected()"])
        #expect(answers[1].hasSuffix(#"""
            {"detail":"d","missing":["a","b"],"status":422,"title":"Odd","type":"urn:hotline:problem:odd"}
            """#))
    }

    @Test func onlyTheFirstReplyCounts() async throws {
        let answers = try await withServer(routes: {
            $0.onLoop(.get, "/gate") { _, reply in
                reply(.text("first"))
                reply(.text("second"))
            }
        }, { try await exchange($1, get + "GET /hello HTTP/1.0\r\n\r\n") })
        #expect(answers.contains("first") && !answers.contains("second") && answers.hasSuffix("hello"))
    }

    @Test func twoServersCannotShareAPort() async throws {
        try await withServer { _, port in
            let second = try HTTPServer(configuration: .init(port: port), router: Router(), onError: { _ in })
            #expect(throws: HTTPServer.StartError.self) { try second.start() }
        }
    }
}
