import HTTPWire
import PeerTransport
import Synchronization
import Testing
import TestSupport

@Suite(.timeLimit(.minutes(3))) struct SocketTransportTests {
    private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n"

    private func origin(_ listener: RawListener) -> PeerOrigin { PeerOrigin(host: "127.0.0.1", port: listener.port) }

    @Test func keepsConnections() async throws {
        let listener = try RawListener()
        let transport = try SocketTransport()
        async let requests = onThread {
            let socket = try listener.accept()
            var heads: [String] = []
            for body in ["a", "b"] {
                heads.append(try socket.receive(upTo: "\r\n\r\n"))
                try socket.send(Self.ok + body)
            }
            return heads
        }
        for expected in ["a", "b"] {
            let response = try await transport.send(PeerRequest(.get, origin(listener), "/p", headers: ["X-A": "1"]))
            #expect(response.body == Array(expected.utf8))
            // The peer closes after the second answer; after the first it waits on the connection we keep.
            if expected == "a" { #expect(await transport.idleConnections == 1) }
        }
        let head = "GET /p HTTP/1.1\r\nhost: 127.0.0.1:\(listener.port)\r\nX-A: 1\r\n\r\n"
        #expect(try await requests == [head, head])
    }

    /// A peer that answers once and closes as soon as the next request comes, without a word.
    private func askTwice(isRepeatable: Bool) async throws -> Result<PeerResponse, TransportError> {
        let listener = try RawListener()
        let transport = try SocketTransport()
        async let played: Void = onThread {
            let first = try listener.accept()
            _ = try first.receive(upTo: "\r\n\r\n")
            try first.send(Self.ok + "a")
            _ = try first.receive(1)
            first.reset()
            let second = try listener.accept()
            _ = try second.receive(upTo: "\r\n\r\n")
            try second.send(Self.ok + "b")
        }
        var request = PeerRequest(.post, origin(listener), "/")
        request.isRepeatable = isRepeatable
        _ = try await transport.send(request)
        let repeated = request
        let result = await Result { () async throws(TransportError) in try await transport.send(repeated) }
        listener.stop()
        try? await played
        return result
    }

    @Test func aStaleConnectionCostsARepeatableRequestNothing() async throws {
        #expect(try await askTwice(isRepeatable: true).get().body == [0x62])
    }

    @Test func aRequestThatIsNotRepeatableIsNotRepeated() async throws {
        let error = TransportError(.closedBeforeResponse, mayHaveBeenReceived: true)
        #expect(try await askTwice(isRepeatable: false) == .failure(error))
    }

    @Test func nobodyListens() async throws {
        let port = try RawListener().port
        let transport = try SocketTransport()
        let error = TransportError(.refused, mayHaveBeenReceived: false)
        await #expect(throws: error) {
            try await transport.send(PeerRequest(.get, PeerOrigin(host: "127.0.0.1", port: port), "/"))
        }
    }

    @Test func unknownHosts() async throws {
        let transport = try SocketTransport()
        let nowhere = PeerOrigin(host: "no-such-host.invalid", port: 1)
        let request = PeerRequest(.get, nowhere, "/", connectTime: .seconds(30))
        do {
            _ = try await transport.send(request)
            Issue.record("a name under .invalid has an address")
        } catch {
            guard case .unknownHost = error.cause else { Issue.record("\(error)"); return }
            #expect(!error.mayHaveBeenReceived)
        }
    }

    @Test func namesAreResolved() async throws {
        let listener = try RawListener()
        let transport = try SocketTransport()
        async let played: Void = onThread {
            let socket = try listener.accept()
            _ = try socket.receive(upTo: "\r\n\r\n")
            try socket.send(Self.ok + "a")
        }
        // The name may have an IPv6 address first, where nobody listens: the next is tried.
        let origin = PeerOrigin(host: "localhost", port: listener.port)
        let response = try await transport.send(PeerRequest(.get, origin, "/"))
        #expect(response.status == 200)
        try await played
    }

    @Test func cancellingClosesTheConnection() async throws {
        let listener = try RawListener()
        let transport = try SocketTransport()
        let task = Task { await Result { () async throws(TransportError) in
            try await transport.send(PeerRequest(.get, origin(listener), "/"))
        } }
        let rest = try await onThread {
            let socket = try listener.accept()
            _ = try socket.receive(upTo: "\r\n\r\n")
            task.cancel()
            return try socket.receive()
        }
        #expect(rest.isEmpty)
        #expect(await task.value == .failure(TransportError(.cancelled, mayHaveBeenReceived: true)))
    }

    @Test func cancelledBeforeItBegan() async throws {
        let transport = try SocketTransport()
        let task = Task { () -> TransportError.Cause? in
            withUnsafeCurrentTask { $0?.cancel() }
            do throws(TransportError) {
                _ = try await transport.send(PeerRequest(.get, PeerOrigin(host: "127.0.0.1", port: 1), "/"))
                return nil
            } catch {
                return error.cause
            }
        }
        #expect(await task.value == .cancelled)
    }

    @Test func anEarlyAnswerCountsThoughTheBodyWasNotRead() async throws {
        let listener = try RawListener()
        let transport = try SocketTransport()
        async let played: Void = onThread {
            let socket = try listener.accept()
            _ = try socket.receive(upTo: "\r\n\r\n")
            try socket.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n")
            _ = try? socket.receive(1)
        }
        let body = [UInt8](repeating: 0, count: 32 * 1024 * 1024)
        let response = try await transport.send(PeerRequest(.post, origin(listener), "/", body: body))
        #expect(response.status == 413)
        #expect(await transport.idleConnections == 0)
        try await played
    }

    @Test func shuttingDownEndsWhatIsUnderWay() async throws {
        let listener = try RawListener()
        let transport = try SocketTransport()
        async let result = Result { () async throws(TransportError) in
            try await transport.send(PeerRequest(.get, origin(listener), "/"))
        }
        let socket = try await onThread {
            let socket = try listener.accept()
            _ = try socket.receive(upTo: "\r\n\r\n")
            return socket
        }
        transport.shutDown()
        #expect(await result == .failure(TransportError(.shutDown, mayHaveBeenReceived: true)))
        socket.close()
        let late = await Result { () async throws(TransportError) in
            try await transport.send(PeerRequest(.get, origin(listener), "/"))
        }
        #expect(late == .failure(TransportError(.shutDown, mayHaveBeenReceived: false)))
    }

    @Test(arguments: [
        ("http://a", "http://a:80"), ("http://a:8/", "http://a:8"), ("http://[::1]:8", "http://[::1]:8"),
        ("https://a", "https://a:443"), ("https://[::1]:8/", "https://[::1]:8"), ("https://", nil), ("http://", nil),
        ("ftp://a", nil), ("http://a:0", nil), ("http://a:x", nil), ("http://a/b", nil),
        ("http://u@a", nil), ("a:80", nil),
    ] as [(String, String?)])
    func origins(_ url: String, _ expected: String?) {
        #expect(PeerOrigin(url)?.description == expected)
    }
}
