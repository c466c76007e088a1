import HTTPWire
import PeerTransport
import Testing
import TestSupport

/// A peer that misbehaves in one way, and what our client must make of it.
struct HostilePeer: Sendable, CustomTestStringConvertible {
    enum Expectation: Sendable, Equatable {
        case answer(status: Int, body: String)
        case failure(TransportError.Cause)
    }

    enum FoundationVerdict: Sendable, Equatable {
        case survives
        /// Aborts the process.
        case aborts
        /// Reads without end: it has no bound on sizes, and its time limit is one on silence.
        case neverEnds
    }

    let name: String
    let expectation: Expectation
    /// Whether the connection may serve another request afterwards.
    let isReusable: Bool
    /// What URLSession on Linux is known to do with it.
    let foundation: FoundationVerdict
    let script: @Sendable (RawSocket) throws -> Void
    var testDescription: String { name }

    init(
        _ name: String, _ expectation: Expectation, isReusable: Bool = false, foundation: FoundationVerdict = .survives,
        _ script: @escaping @Sendable (RawSocket) throws -> Void
    ) {
        self.name = name
        self.expectation = expectation
        self.isReusable = isReusable
        self.foundation = foundation
        self.script = script
    }

    /// Reads the request's head, then says `answer`.
    static func saying(
        _ name: String, _ answer: String, _ expectation: Expectation, isReusable: Bool = false,
        foundation: FoundationVerdict = .survives
    ) -> HostilePeer {
        HostilePeer(name, expectation, isReusable: isReusable, foundation: foundation) { socket in
            _ = try socket.receive(upTo: "\r\n\r\n")
            try socket.send(answer)
            // Silence until the client has had enough.
            if !isReusable { _ = try? socket.receiveAll() }
        }
    }

    /// Reads the request's head, says `answer`, and closes.
    static func closing(
        _ name: String, _ answer: String, _ expectation: Expectation, foundation: FoundationVerdict = .survives
    ) -> HostilePeer {
        HostilePeer(name, expectation, foundation: foundation) { socket in
            _ = try socket.receive(upTo: "\r\n\r\n")
            try socket.send(answer)
            socket.endSending()
            _ = try? socket.receiveAll()
        }
    }
}

private let ok = "HTTP/1.1 200 OK\r\n"

let hostilePeers: [HostilePeer] = [
    .saying("calm", ok + "Content-Length: 2\r\n\r\nab", .answer(status: 200, body: "ab"), isReusable: true),
    .saying("calm, chunked", ok + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n",
        .answer(status: 200, body: "ab"), isReusable: true),
    .closing("delimited by closing", ok + "\r\nab", .answer(status: 200, body: "ab")),
    HostilePeer("closes at once", .failure(.closedBeforeResponse)) { $0.close() },
    HostilePeer("resets at once", .failure(.closedBeforeResponse)) { socket in
        _ = try socket.receive(upTo: "\r\n\r\n")
        socket.reset()
    },
    .closing("closes without an answer", "", .failure(.closedBeforeResponse)),
    .closing("closes in the status line", "HTTP/1.", .failure(.closedBeforeResponse)),
    .closing("closes in the head", ok + "Content-Le", .failure(.closedBeforeResponse), foundation: .aborts),
    .closing("closes in the body", ok + "Content-Length: 9\r\n\r\nabc", .failure(.closedWithinResponse)),
    .closing("closes in a chunk", ok + "Transfer-Encoding: chunked\r\n\r\n9\r\nabc", .failure(.closedWithinResponse)),
    .closing("closes before the last chunk", ok + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
        .failure(.closedWithinResponse)),
    HostilePeer("resets in the body", .failure(.closedWithinResponse)) { socket in
        _ = try socket.receive(upTo: "\r\n\r\n")
        // The first piece is taken before the reset comes: the peer waits for what cannot come until then.
        try socket.send(ok + "Content-Length: 9\r\n\r\nabc")
        socket.endSending()
        _ = try? socket.receive()
        socket.reset()
    },
    .saying("garbage", "\u{1}\u{2}\u{3}\r\n\r\n", .failure(.malformedResponse(.malformedStatusLine))),
    .saying("another protocol", "SSH-2.0-OpenSSH_9.2p1\r\n\r\n", .failure(.malformedResponse(.malformedStatusLine))),
    .saying("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", .failure(.malformedResponse(.malformedStatusLine))),
    .saying("HTTP/2 answer", "HTTP/2.0 200 OK\r\n\r\n", .failure(.malformedResponse(.unsupportedVersion))),
    .saying("both lengths", ok + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n",
        .failure(.malformedResponse(.bothLengths))),
    .saying("two lengths", ok + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nabc",
        .failure(.malformedResponse(.duplicateLength))),
    .saying("negative length", ok + "Content-Length: -2\r\n\r\nab", .failure(.malformedResponse(.malformedLength))),
    .saying("bare line feeds", "HTTP/1.1 200 OK\nContent-Length: 0\n\n", .failure(.malformedResponse(.bareLineFeed))),
    .saying("folded line", ok + "A: b\r\n c\r\nContent-Length: 0\r\n\r\n", .failure(.malformedResponse(.foldedLine))),
    .saying("wrong chunk size", ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        .failure(.malformedResponse(.malformedChunk))),
    .saying("chunk longer than said", ok + "Transfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n",
        .failure(.malformedResponse(.malformedChunk))),
    .saying("unknown coding", ok + "Transfer-Encoding: br\r\n\r\n",
        .failure(.malformedResponse(.unknownTransferCoding))),
    .saying("huge header line", ok + "A: \(String(repeating: "a", count: 40_000))\r\n\r\n",
        .failure(.responseTooLarge(.headerTooLarge))),
    HostilePeer("endless head", .failure(.responseTooLarge(.tooManyFields)), foundation: .neverEnds) { socket in
        _ = try socket.receive(upTo: "\r\n\r\n")
        try socket.send(ok)
        while (try? socket.send("A: b\r\n")) != nil {}
    },
    .saying("body beyond the limit", ok + "Content-Length: 2000\r\n\r\n", .failure(.responseTooLarge(.bodyTooLarge))),
    HostilePeer("endless body", .failure(.responseTooLarge(.bodyTooLarge)), foundation: .neverEnds) { socket in
        _ = try socket.receive(upTo: "\r\n\r\n")
        try socket.send(ok + "\r\n")
        while (try? socket.send("more and more and more")) != nil {}
    },
    .saying("interim answers first", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nA: b\r\n\r\n" + ok
        + "Content-Length: 1\r\n\r\na", .answer(status: 200, body: "a"), isReusable: true),
    HostilePeer("flood of interim answers", .failure(.malformedResponse(.tooManyInterimResponses)),
        foundation: .neverEnds) { socket in
        _ = try socket.receive(upTo: "\r\n\r\n")
        while (try? socket.send("HTTP/1.1 102 Processing\r\n\r\n")) != nil {}
    },
    .saying("upgrade unasked", "HTTP/1.1 101 Switching Protocols\r\n\r\n",
        .failure(.malformedResponse(.unexpectedUpgrade))),
    .saying("204 with a body", "HTTP/1.1 204 No Content\r\n\r\nsurprise", .answer(status: 204, body: "")),
    .saying("answers twice", ok + "Content-Length: 1\r\n\r\na" + ok + "Content-Length: 1\r\n\r\nb",
        .answer(status: 200, body: "a")),
    .saying("more than said", ok + "Content-Length: 1\r\n\r\nabc", .answer(status: 200, body: "a")),
    .saying("says close", ok + "Content-Length: 1\r\nConnection: close\r\n\r\na", .answer(status: 200, body: "a")),
    .saying("HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na", .answer(status: 200, body: "a")),
    .saying("never answers", "", .failure(.timedOut(.waiting))),
    .saying("stops in the body", ok + "Content-Length: 9\r\n\r\nabc", .failure(.timedOut(.receiving))),
    HostilePeer("trickles for ever", .failure(.timedOut(.receiving)), foundation: .neverEnds) { socket in
        _ = try socket.receive(upTo: "\r\n\r\n")
        try socket.send(ok + "Transfer-Encoding: chunked\r\n\r\n")
        // Paced by the client's own silence: each wait for octets that do not come takes the time of a small sleep.
        while (try? socket.send("1\r\na\r\n")) != nil { socket.pause(milliseconds: 20) }
    },
]
