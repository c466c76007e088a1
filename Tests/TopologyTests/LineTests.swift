import TestSupport
import Testing
import Topology

@Suite(.timeLimit(.minutes(3))) struct LineTests {
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
        let (received, _) = try await onThreads {
            try far.receiveAll()
        } _: {
            try near.send(body)
            near.endSending()
        }
        #expect(received == body)
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

    @Test(arguments: [
        LineFault.delays(.milliseconds(5)), .trickles(bytes: 3, every: .milliseconds(1)), .corrupts(every: 2),
        .breaks(.requests, every: 2), .breaks(.answers, every: 2), .doubles,
    ])
    func `What a fault does not strike arrives whole and in order`(fault: LineFault) async throws {
        let listener = try RawListener()
        let line = try Line(to: Int(listener.port))
        await line.disturb(by: fault)
        let (near, far) = try await connect(line, listener)
        try near.send("first\n")
        near.endSending()
        #expect(try await onThread { try far.receiveAll() } == "first\n")
    }

    @Test func `A doubled request arrives by a second connection, whose answer goes nowhere`() async throws {
        let listener = try RawListener()
        let line = try Line(to: Int(listener.port))
        await line.disturb(by: .doubles)
        let (near, far) = try await connect(line, listener)
        try near.send("ask\n")
        let double = try await onThread { try listener.accept() }
        #expect(try await onThread { try double.receive(upTo: "\n") } == "ask\n")
        #expect(try await onThread { try far.receive(upTo: "\n") } == "ask\n")
        try double.send("unheard\n")
        try far.send("heard\n")
        #expect(try await onThread { try near.receive(upTo: "\n") } == "heard\n")
        #expect(await line.strikes == 1)
    }

    @Test func `A broken answer arrives in half, and its connection is over`() async throws {
        let listener = try RawListener()
        let line = try Line(to: Int(listener.port))
        let (near, far) = try await connect(line, listener)
        await line.disturb(by: .breaks(.answers, every: 1))
        try far.send("0123456789")
        #expect(try await onThread { try near.receiveAll() } == "01234")
    }

    @Test func `Swallowed bytes are told to nobody until the line is mended`() async throws {
        let listener = try RawListener()
        let line = try Line(to: Int(listener.port))
        let (near, far) = try await connect(line, listener)
        await line.disturb(by: .swallows([.requests]))
        try near.send("lost\n")
        try far.send("answer\n")
        #expect(try await onThread { try near.receive(upTo: "\n") } == "answer\n")
        while await line.strikes == 0 { await Task.yield() }
        await line.disturb(by: nil)
        #expect(try await onThread { try far.receiveAll() } == "")
        #expect(try await onThread { try near.receiveAll() } == "")
    }

    @Test func `A corrupted piece differs in one bit`() async throws {
        let listener = try RawListener()
        let line = try Line(to: Int(listener.port))
        let (near, far) = try await connect(line, listener)
        await line.disturb(by: .corrupts(every: 1))
        try near.send("0000000000")
        near.endSending()
        let arrived = Array(try await onThread { try far.receiveAll() }.utf8)
        let differing = zip(arrived, "0000000000".utf8).map { ($0 ^ $1).nonzeroBitCount }.reduce(0, +)
        #expect(arrived.count == 10 && differing == 1)
    }
}
