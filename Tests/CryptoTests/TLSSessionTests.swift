import Crypto
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(3))) struct TLSSessionTests {
    private let files: TLSFiles

    init() throws { files = try TLSFiles() }

    @Test(arguments: [1, 2, 3, 5, 7, 16, 100, 1_000, .max])
    func `What is sent arrives, however the wire cuts it`(piece: Int) throws {
        var pair = try TLSPair(files)
        pair.piece = piece
        pair.settle()
        #expect(pair.client.state == .open && pair.server.state == .open)
        let octets = (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        #expect(pair.send(octets, from: pair.client, to: pair.server) == octets)
        #expect(pair.send(octets, from: pair.server, to: pair.client) == octets)
    }

    @Test func `The name or the address must be in the certificate`() throws {
        for host in ["localhost", "127.0.0.1", "::1"] {
            let pair = try TLSPair(files, host: host)
            pair.settle()
            #expect(pair.client.state == .open && pair.server.state == .open, "\(host)")
        }
        for host in ["hotline.example", "127.0.0.2", "市节点"] {
            let pair = try TLSPair(files, host: host)
            pair.settle()
            #expect(pair.client.failure == .wrongHost(certificate: "市节点", wanted: host))
            #expect(pair.server.failure?.isRefusal == true)
        }
    }

    @Test func `A server is refused for its time, its authority, its use`() throws {
        let stranger = TestAuthority("别的机构")
        let client = try TLSContext.client(authorities: files.authorities)
        func outcome(_ certificate: TestCertificate) throws -> TLSError? {
            let server = try TLSContext.server(files.save(certificate, as: "refused"))
            let pair = TLSPair(client: client, server: server)
            pair.settle()
            #expect(pair.server.failure?.isRefusal == true)
            return pair.client.failure
        }
        guard case .expired("旧", _) = try outcome(files.authority.issue("旧", days: -9 ... -2)) else {
            return #expect(Bool(false), "expired")
        }
        guard case .notYetValid("早", _) = try outcome(files.authority.issue("早", days: 2...9)) else {
            return #expect(Bool(false), "not yet valid")
        }
        let unknown = TLSError.unknownAuthority(certificate: "外", issuer: "别的机构")
        #expect(try outcome(stranger.issue("外")) == unknown)
        guard case .unfit("客", _) = try outcome(files.authority.issue("客", use: .client)) else {
            return #expect(Bool(false), "unfit")
        }
    }

    @Test func `A client shows a certificate where one is required`() throws {
        let identity = try files.save(files.authority.issue("市节点"), as: "server")
        let server = try TLSContext.server(identity, clients: .certified(authorities: files.authorities))
        func failures(_ client: TestCertificate?) throws -> (server: TLSError?, client: TLSError?) {
            let shown = try client.map { try files.save($0, as: "client") }
            let pair = TLSPair(
                client: try .client(authorities: files.authorities, identity: shown), server: server)
            pair.settle()
            // A client learns of it only after its own last message.
            _ = pair.client.readAll()
            return (pair.server.failure, pair.client.failure)
        }
        let known = try failures(files.authority.issue("县节点"))
        #expect(known.server == nil && known.client == nil)
        let none = try failures(nil)
        #expect(none.server == .noClientCertificate && none.client?.isRefusal == true)
        let stranger = try failures(TestAuthority("别的机构").issue("外"))
        #expect(stranger.server == .unknownAuthority(certificate: "外", issuer: "别的机构"))
        #expect(stranger.client?.isRefusal == true)
        let old = try failures(files.authority.issue("旧", days: -9 ... -2))
        #expect(old.client?.isRefusal == true)
        guard case .refusedByPeer(alert: 45, _) = old.client else { return #expect(Bool(false), "\(old)") }
    }

    @Test func `A client that may show a certificate need not, but a wrong one is refused`() throws {
        let identity = try files.save(files.authority.issue("市节点"), as: "server")
        let server = try TLSContext.server(identity, clients: .known(authorities: files.authorities))
        let without = TLSPair(client: try .client(authorities: files.authorities), server: server)
        without.settle()
        #expect(without.server.state == .open)
        let stranger = try files.save(TestAuthority("别的机构").issue("外"), as: "client")
        let wrong = TLSPair(client: try .client(authorities: files.authorities, identity: stranger), server: server)
        wrong.settle()
        #expect(wrong.server.failure == .unknownAuthority(certificate: "外", issuer: "别的机构"))
    }

    @Test func `Renewed certificates are for new sessions, the old go on`() throws {
        let pair = try TLSPair(files)
        pair.settle()
        let renewed = try TLSPair(files)
        renewed.settle()
        #expect(renewed.client.state == .open)
        #expect(pair.send([1, 2, 3], from: pair.client, to: pair.server) == [1, 2, 3])
    }

    @Test func `An end is told from a cut`() throws {
        let ended = try TLSPair(files)
        ended.settle()
        ended.server.close()
        ended.settle()
        #expect(ended.client.readAll().isEmpty && ended.client.state == .ended)
        // The other way goes on.
        #expect(ended.send([7], from: ended.client, to: ended.server) == [7])

        let cut = try TLSPair(files)
        cut.settle()
        cut.client.fillEnd()
        #expect(cut.client.readAll().isEmpty && cut.client.failure == .truncated)
    }

    @Test func `Neither side ever holds more than a few records`() throws {
        let pair = try TLSPair(files)
        pair.settle()
        let octets = [UInt8](repeating: 7, count: 1_000_000)
        var taken = 0
        while case let count = octets.withUnsafeBytes({ pair.client.write($0) }), count > 0 { taken += count }
        #expect((1...40_000).contains(taken))
        while pair.carry(from: pair.client, to: pair.server) {}
        #expect(pair.client.hasOutput, "the server takes no more before it is read")
        #expect(pair.server.readAll().count > 0)
    }
}
