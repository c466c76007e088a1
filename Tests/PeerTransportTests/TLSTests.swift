import Crypto
import Foundation
import HTTPServer
import HTTPWire
import PeerTransport
import Platform
import TestSupport
import Testing

/// Our client and our server over TLS, and what each makes of others.
@Suite(.timeLimit(.minutes(3))) struct TLSTests {
    private let folder: TemporaryDirectory
    private let authority = TestAuthority()

    init() throws {
        folder = try TemporaryDirectory()
        try authority.pem.write(toFile: authorities, atomically: true, encoding: .utf8)
    }

    private var authorities: String { folder.file("authority.crt") }

    private func save(_ certificate: TestCertificate, as name: String) throws -> TLSContext.Identity {
        let files = try certificate.save(in: folder.path, as: name)
        return TLSContext.Identity(certificate: files.certificate, key: files.key)
    }

    /// A server that echoes, and what it complains of.
    private func serving(
        _ clients: TLSContext.Clients = .anyone, as certificate: TestCertificate? = nil, limits: Limits = Limits(),
        _ body: (PeerOrigin, Monitor<[String]>) async throws -> Void
    ) async throws {
        let complaints = Monitor<[String]>([])
        let context = try TLSContext.server(save(certificate ?? authority.issue("市节点"), as: "server"), clients: clients)
        var router = Router()
        router.onLoop(.get, "/hello") { request, reply in reply(.text(request.isSecure ? "secure" : "plain")) }
        router.on(.post, "/echo") { .bytes($0.body, type: "application/octet-stream") }
        let server = try HTTPServer(
            configuration: .init(limits: limits, security: { context }), router: router
        ) { error in complaints.withLock { $0.append("\(error)") } }
        let port = try server.start()
        try await body(PeerOrigin(host: "127.0.0.1", port: port, isSecure: true), complaints)
        await server.stop(grace: .zero)
    }

    private func transport(_ shown: TestCertificate? = nil) throws -> SocketTransport {
        let context = try TLSContext.client(
            authorities: authorities, identity: try shown.map { try save($0, as: "client") })
        var configuration = SocketTransport.Configuration(limits: MessageLimits(bodyBytes: 16 * 1024 * 1024))
        configuration.security = { _ in context }
        return try SocketTransport(configuration: configuration)
    }

    private func failure(_ transport: SocketTransport, _ origin: PeerOrigin) async -> TransportError? {
        let request = PeerRequest(.post, origin, "/echo", body: [1, 2, 3], totalTime: .seconds(10))
        do throws(TransportError) {
            _ = try await transport.send(request)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [0, 1, 16_383, 16_384, 16_385, 700_000])
    func `Bodies of any length go both ways, on a kept connection`(length: Int) async throws {
        try await serving { origin, complaints in
            let transport = try transport()
            let body = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            for _ in 0..<3 {
                let answer = try await transport.send(PeerRequest(.post, origin, "/echo", body: body))
                #expect(answer.body == body)
            }
            #expect(await transport.idleConnections == 1)
            #expect(try await transport.send(PeerRequest(.get, origin, "/hello")).body == Array("secure".utf8))
            #expect(complaints.withLock { $0 }.isEmpty)
        }
    }

    @Test func `Many at once are all answered`() async throws {
        try await serving { origin, _ in
            let transport = try transport()
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for index in 0..<64 {
                    let body = [UInt8](repeating: UInt8(index), count: 10_000 * index % 70_001)
                    group.addTask {
                        try await transport.send(PeerRequest(.post, origin, "/echo", body: body)).body == body
                    }
                }
                for try await isSame in group { #expect(isSame) }
            }
        }
    }

    @Test func `A server of another authority, of another host, or past its time gets no request`() async throws {
        let cases: [(TestCertificate, TLSError)] = [
            (TestAuthority("别的机构").issue("外"), .unknownAuthority(certificate: "外", issuer: "别的机构")),
            (authority.issue("异地", hosts: ["10.0.0.1"]), .wrongHost(certificate: "异地", wanted: "127.0.0.1")),
        ]
        for (certificate, error) in cases {
            try await serving(as: certificate) { origin, _ in
                let seen = await failure(try transport(), origin)
                #expect(seen == TransportError(.tls(error), mayHaveBeenReceived: false))
            }
        }
        try await serving(as: authority.issue("旧", days: -9 ... -2)) { origin, complaints in
            let seen = await failure(try transport(), origin)
            guard case .tls(.expired(certificate: "旧", _)) = seen?.cause else {
                return #expect(Bool(false), "\(seen as Any)")
            }
            // The client's alert reaches the server, which says so.
            try await wait { complaints.withLock { $0 }.contains { $0.contains("expired") } }
        }
    }

    @Test func `A client without a certificate, or with a stranger's, learns why and was never heard`() async throws {
        let strangers: [(TestCertificate?, alert: UInt8, complaint: String)] = [
            (nil, 116, "shows no certificate"), (TestAuthority("别的机构").issue("外"), 48, "not trusted"),
            (authority.issue("旧", days: -9 ... -2), 45, "expired"),
        ]
        for (shown, alert, complaint) in strangers {
            try await serving(.certified(authorities: authorities)) { origin, complaints in
                let transport = try transport(shown)
                for _ in 0..<20 {
                    let seen = await failure(transport, origin)
                    guard case .tls(.refusedByPeer(alert, _)) = seen?.cause, seen?.mayHaveBeenReceived == false else {
                        return #expect(Bool(false), "\(seen as Any)")
                    }
                }
                try await wait { complaints.withLock { $0 }.contains { $0.contains(complaint) } }
            }
        }
        try await serving(.certified(authorities: authorities)) { origin, _ in
            let known = try transport(authority.issue("县节点"))
            #expect(await failure(known, origin) == nil)
        }
    }

    @Test func `Plain HTTP to a TLS port is told so in the clear`() async throws {
        try await serving { origin, complaints in
            let answer = try await onThread {
                let socket = try RawSocket(port: origin.port)
                try socket.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n")
                return try socket.receiveAll()
            }
            #expect(answer.hasPrefix("HTTP/1.1 400 ") && answer.contains("https://"), "\(answer)")
            let plain = PeerOrigin(host: origin.host, port: origin.port)
            #expect(try await transport().send(PeerRequest(.get, plain, "/hello")).status == 400)
            #expect(complaints.withLock { $0 }.allSatisfy { $0.contains("without TLS") })
        }
    }

    @Test func `TLS to a plain port is told so`() async throws {
        let server = try HTTPServer(configuration: .init(), router: Router()) { _ in }
        let port = try server.start()
        let seen = try await failure(transport(), PeerOrigin(host: "127.0.0.1", port: port, isSecure: true))
        #expect(seen == TransportError(.tls(.notTLS), mayHaveBeenReceived: false))
        await server.stop(grace: .zero)
    }

    @Test func `A handshake has as long as a head`() async throws {
        try await serving(limits: Limits(headerTime: .milliseconds(100))) { origin, _ in
            for first: [UInt8] in [[], [22], [22, 3, 1, 0, 200, 1, 0]] {
                let rest = try await onThread {
                    let socket = try RawSocket(port: origin.port)
                    try socket.send(first)
                    return try socket.receive()
                }
                #expect(rest.isEmpty)
            }
        }
    }

    @Test func `A peer that never shakes hands ends the wait, not heard`() async throws {
        let listener = try RawListener()
        let origin = PeerOrigin(host: "127.0.0.1", port: listener.port, isSecure: true)
        let request = PeerRequest(.post, origin, "/echo", body: [1], connectTime: .milliseconds(200))
        let transport = try transport()
        await #expect(throws: TransportError(.timedOut(.securing), mayHaveBeenReceived: false)) {
            try await transport.send(request)
        }
        listener.stop()
    }

    @Test func `Too many connections are told so over TLS, too`() async throws {
        try await serving(limits: Limits(connections: 1)) { origin, _ in
            let transport = try transport()
            _ = try await transport.send(PeerRequest(.get, origin, "/hello"))
            // The kept connection is the one there may be.
            let other = try self.transport()
            #expect(try await other.send(PeerRequest(.get, origin, "/hello")).status == 503)
        }
    }

    private func wait(_ condition: () -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while !condition() {
            guard ContinuousClock.now < deadline else { throw CancellationError() }
            await Task.yield()
        }
    }
}
