import TestSupport
import Testing
import Topology

@Suite(.timeLimit(.minutes(1))) struct LineTests {
    /// A connection through a line, both ends in hand.
    private func connect(_ line: Line, _ listener: RawListener) async throws -> (near: RawSocket, far: RawSocket) {
        async let far = onThread { try listener.accept() }
        let near = try await onThread { try RawSocket(port: UInt16(line.port)) }
        return (near, try await far)
    }

    @Test func `What either end sends reaches the other, and its end is passed on`() async throws {
        let listener = try RawListener()
        let line = try Line(to: Int(listener.port))
        let (near, far) = try await connect(line, listener)
        try near.send("ping\n")
        #expect(try await onThread { try far.receive(upTo: "\n") } == "ping\n")
        try far.send("pong\n")
        #expect(try await onThread { try near.receive(upTo: "\n") } == "pong\n")
        near.endSending()
        #expect(try await onThread { try far.receiveAll() } == "")
        try far.send("last")
        far.endSending()
        #expect(try await onThread { try near.receiveAll() } == "last")
    }

    @Test func `A large body arrives whole though its reader is slow to begin`() async throws {
        let listener = try RawListener()
        let line = try Line(to: Int(listener.port))
        let (near, far) = try await connect(line, listener)
        let body = String(repeating: "0123456789abcdef", count: 1 << 18)
        async let sent: Void = onThread {
            try near.send(body)
            near.endSending()
        }
        #expect(try await onThread { try far.receiveAll() } == body)
        try await sent
    }

    @Test func `A cut line breaks connections off and takes none until it is mended`() async throws {
        let listener = try RawListener()
        let line = try Line(to: Int(listener.port))
        let (near, far) = try await connect(line, listener)
        await line.cut()
        #expect(try await onThread { try near.receiveAll() } == "")
        #expect(try await onThread { try far.receiveAll() } == "")
        await #expect(throws: RawSocketError.self) { try await onThread { try RawSocket(port: UInt16(line.port)) } }
        await line.mend()
        let (again, other) = try await connect(line, listener)
        try again.send("back\n")
        #expect(try await onThread { try other.receive(upTo: "\n") } == "back\n")
    }

    @Test func `A line to nobody closes what comes in`() async throws {
        let port = try Ports.free(1)[0]
        let line = try Line(to: port)
        let near = try await onThread { try RawSocket(port: UInt16(line.port)) }
        #expect(try await onThread { try near.receiveAll() } == "")
    }
}
