import Crypto
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(3))) struct TLSHostileTests {
    private let files: TLSFiles
    private let serving: TLSContext
    private let asking: TLSContext

    init() throws {
        files = try TLSFiles()
        serving = try .server(files.save(files.authority.issue("市节点"), as: "server"))
        asking = try .client(authorities: files.authorities)
    }

    private func server() -> TLSSession { TLSSession(serving, .server) }
    private func client() -> TLSSession { TLSSession(asking, .client(host: "localhost")) }
    private func pair() -> TLSPair { TLSPair(client: asking, server: serving) }

    @Test(arguments: ["GET / HTTP/1.1\r\n", "P", "options * HTTP/1.1\r\nHost: a\r\n\r\n"])
    func `HTTP without TLS is known for what it is`(words: String) throws {
        let server = self.server()
        server.take(Array(words.utf8))
        #expect(server.readAll().isEmpty && server.failure == .plainHTTP)
    }

    @Test func `A server without TLS is known for what it is`() throws {
        let client = self.client()
        client.advance()
        client.take(Array("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".utf8))
        client.advance()
        #expect(client.failure == .notTLS)
    }

    @Test func `TLS 1.2 and older are refused by an alert`() throws {
        let server = self.server()
        server.take(Self.oldHello)
        server.advance()
        #expect(server.failure == .oldVersion)
        // Level fatal, protocol_version (RFC 8446 section 6.2).
        #expect(server.output().suffix(2) == [2, 70])
    }

    /// A ClientHello of TLS 1.2 (RFC 5246 section 7.4.1.2), without `supported_versions`.
    private static let oldHello: [UInt8] = {
        let body: [UInt8] = [3, 3] + [UInt8](repeating: 7, count: 32) + [0, 0, 2, 0xC0, 0x2F, 1, 0]
        let message: [UInt8] = [1, 0, 0, UInt8(body.count)] + body
        return [22, 3, 1, 0, UInt8(message.count)] + message
    }()

    @Test func `A handshake that is cut anywhere never opens`() throws {
        let pair = self.pair()
        pair.client.advance()
        _ = pair.carry(from: pair.client, to: pair.server)
        pair.server.advance()
        let flight = pair.server.output()
        #expect(flight.count > 500)
        for length in 0..<flight.count {
            let client = self.client()
            client.advance()
            client.take(Array(flight[..<length]))
            client.fillEnd()
            client.advance()
            #expect(client.hasFailed, "cut after \(length) octets")
            #expect(client.readAll().isEmpty)
        }
    }

    @Test func `A changed octet anywhere ends the session, in the handshake or after it`() throws {
        let random = SeededRandom(seed: 20261121)
        for _ in 0..<200 {
            let pair = self.pair()
            pair.client.advance()
            var hello = pair.client.output()
            // All but the record's version, which is ignored (RFC 8446 section 5.1).
            let index = Int(random.next() % UInt64(hello.count - 3) + 3)
            hello[index] ^= UInt8(1 + random.next() % 255)
            pair.server.take(hello)
            pair.settle()
            // A changed ClientHello may be a legal one, but then the transcripts differ.
            #expect(pair.client.state != .open, "octet \(index)")
        }
        for _ in 0..<100 {
            let pair = self.pair()
            pair.settle()
            _ = [1, 2, 3].withUnsafeBytes { pair.client.write($0) }
            var record = pair.client.output()
            let index = Int(random.next() % UInt64(record.count))
            record[index] ^= UInt8(1 + random.next() % 255)
            pair.server.take(record)
            pair.server.fillEnd()
            #expect(pair.server.readAll().isEmpty && pair.server.hasFailed, "octet \(index)")
        }
    }

    @Test func `Noise ends a session without a word of it being read`() throws {
        let random = SeededRandom(seed: 20261121)
        for session in [server(), client()] + (0..<50).map({ _ in server() }) {
            var noise = (0..<2_000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            noise[0] = 22
            while !noise.isEmpty, !session.hasFailed {
                let taken = session.take(noise)
                noise.removeFirst(taken)
                #expect(session.readAll().isEmpty)
                if taken == 0 { break }
            }
            session.fillEnd()
            #expect(session.readAll().isEmpty && session.hasFailed)
        }
    }

    @Test func `What a certificate is called cannot move a cursor`() throws {
        let stranger = TestAuthority("\u{1b}[2J清屏")
        let server = try TLSContext.server(files.save(stranger.issue("\u{1b}]0;外\u{7}"), as: "server"))
        let pair = TLSPair(client: try .client(authorities: files.authorities), server: server)
        pair.settle()
        #expect(pair.client.failure == .unknownAuthority(certificate: "]0;外", issuer: "[2J清屏"))
    }
}
