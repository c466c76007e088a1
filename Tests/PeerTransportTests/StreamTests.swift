import HTTPWire
import PeerTransport
import Synchronization
import Testing
import TestSupport

@Suite(.timeLimit(.minutes(3))) struct StreamTests {
    private static let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

    private func origin(_ listener: RawListener) -> PeerOrigin { PeerOrigin(host: "127.0.0.1", port: listener.port) }

    @Test func piecesArriveAsTheyAreSent() async throws {
        let listener = try RawListener()
        let transport = try SocketTransport()
        let socket = Mutex<RawSocket?>(nil)
        async let accepted: Void = onThread {
            let connection = try listener.accept()
            _ = try connection.receive(upTo: "\r\n\r\n")
            try connection.send(Self.head)
            socket.withLock { $0 = connection }
        }
        let stream = try await transport.stream(PeerRequest(.get, origin(listener), "/events"))
        try await accepted
        #expect(stream.status == 200)
        var pieces = stream.body.makeAsyncIterator()
        for text in ["one", "two"] {
            try socket.withLock { try $0?.send("3\r\n\(text)\r\n") }
            #expect(try await pieces.next() == Array(text.utf8))
        }
        try socket.withLock { try $0?.send("0\r\n\r\n") }
        #expect(try await pieces.next() == nil)
    }

    @Test func aReaderWhoLagsStopsThePeer() async throws {
        let listener = try RawListener()
        let transport = try SocketTransport()
        let sent = Mutex(0)
        let total = 32 * 1024 * 1024
        async let played: Void = onThread {
            let socket = try listener.accept()
            _ = try socket.receive(upTo: "\r\n\r\n")
            try socket.send("HTTP/1.1 200 OK\r\nContent-Length: \(total)\r\n\r\n")
            let piece = [UInt8](repeating: 0x61, count: 64 * 1024)
            for _ in 0..<total / piece.count {
                try socket.send(piece)
                sent.withLock { $0 += piece.count }
            }
        }
        let stream = try await transport.stream(PeerRequest(.get, origin(listener), "/"))
        // A few other exchanges give the peer time to run ahead, if it could.
        for peer in Array(repeating: hostilePeers[0], count: 20) { _ = try await ask(peer, through: transport) }
        #expect(sent.withLock { $0 } < total * 3 / 4)
        var received = 0
        for try await piece in stream.body { received += piece.count }
        #expect(received == total)
        try await played
    }

    @Test func lettingGoClosesTheConnection() async throws {
        let listener = try RawListener()
        let transport = try SocketTransport()
        async let rest = onThread {
            let socket = try listener.accept()
            _ = try socket.receive(upTo: "\r\n\r\n")
            try socket.send(Self.head)
            return try socket.receive()
        }
        do { _ = try await transport.stream(PeerRequest(.get, origin(listener), "/")) }
        #expect(try await rest.isEmpty)
    }

    @Test func silenceAndEarlyEndsAreErrors() async throws {
        let transport = try SocketTransport()
        func failure(_ script: @escaping @Sendable (RawSocket) throws -> Void) async throws -> TransportError? {
            let listener = try RawListener()
            async let played: Void = onThread {
                let socket = try listener.accept()
                _ = try socket.receive(upTo: "\r\n\r\n")
                try script(socket)
            }
            let request = PeerRequest(.get, origin(listener), "/", silenceTime: .milliseconds(100))
            let stream = try await transport.stream(request)
            do {
                for try await _ in stream.body {}
                try await played
                return nil
            } catch {
                try? await played
                return error as? TransportError
            }
        }
        let silent = try await failure { try $0.send(Self.head); _ = try $0.receive() }
        #expect(silent?.cause == .timedOut(.receiving))
        let closed = try await failure { try $0.send(Self.head + "3\r\nab"); $0.endSending(); _ = try $0.receive() }
        #expect(closed?.cause == .closedWithinResponse)
    }
}
