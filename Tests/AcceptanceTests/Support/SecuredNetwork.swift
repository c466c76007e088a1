import Crypto
import Foundation
import Node
import PeerTransport
import TestSupport
import Topology

@testable import HotlineCLI

/// The certificates of a network whose nodes speak TLS only, in files that a test may change while they run.
struct SecuredNetwork: Sendable {
    /// Trusted by all nodes.
    let authority = TestAuthority("山西省政务热线证书机构")
    let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    var authorities: String { folder.file("authorities.crt") }

    /// Writes whom all nodes trust.
    func trust(_ trusted: [TestAuthority]) throws {
        try trusted.map(\.pem).joined().write(toFile: authorities, atomically: true, encoding: .utf8)
    }

    /// Writes what a node shows those who connect to it.
    func save(_ certificate: TestCertificate, serving code: String) throws {
        try certificate.save(in: folder.path, as: "\(code)-server")
    }

    /// Writes what a node shows its neighbours.
    func save(_ certificate: TestCertificate, calling code: String) throws {
        try certificate.save(in: folder.path, as: "\(code)-client")
    }

    /// Both certificates of a node, by an authority.
    func issue(to code: String, by authority: TestAuthority) throws {
        try save(authority.issue(code, use: .server), serving: code)
        try save(authority.issue(code, use: .client), calling: code)
    }

    /// The network, with a certificate of the authority at either end of every link.
    func network(
        _ way: AcceptanceNetwork.Way = .services, requiring: Bool = true,
        _ adapt: @escaping @Sendable (inout NodeConfiguration) -> Void = { _ in }
    ) throws -> AcceptanceNetwork {
        try trust([authority])
        try issue(to: "desk", by: authority)
        let transport = try transport()
        var network = AcceptanceNetwork(topology: "shanxi", way: way)
        network.secure = { plan in
            for index in plan.members.indices {
                try issue(to: plan.members[index].code, by: authority)
                secure(&plan.members[index].configuration, requiring)
                adapt(&plan.members[index].configuration)
            }
            return transport
        }
        network.client = { member, account in
            guard let origin = PeerOrigin(member.address) else { throw Failure(.failed, member.address) }
            return NodeClient(origin, token: member.tokens[account], over: transport).persistent(for: .seconds(60))
        }
        return network
    }

    private func secure(_ configuration: inout NodeConfiguration, _ requiring: Bool) {
        let (server, client) = (files("\(configuration.code)-server"), files("\(configuration.code)-client"))
        configuration.tls = .init(
            certificate: server.certificate, key: server.key, clientAuthorities: authorities,
            requireClientCertificate: requiring)
        configuration.authorities = authorities
        configuration.clientCertificate = .init(certificate: client.certificate, key: client.key)
        for index in configuration.peers.indices {
            let address = configuration.peers[index].baseURL
            configuration.peers[index].baseURL = address?.replacing("http://", with: "https://")
        }
    }

    /// The files of a certificate by that name.
    func files(_ name: String) -> TLSContext.Identity {
        .init(certificate: folder.file("\(name).crt"), key: folder.file("\(name).key"))
    }

    /// A way to the nodes for somebody with a certificate, as the files are at each new connection.
    func transport(as name: String = "desk-client", trusting file: String? = nil) throws -> SocketTransport {
        let (trusted, shown) = (file ?? authorities, files(name))
        return try SocketTransport(configuration: .init { _ in
            try? TLSContext.client(authorities: trusted, identity: shown)
        })
    }
}
