import Crypto
import PeerTransport

/// The node's certificates and those it trusts: towards who connects to it, and towards each neighbour over TLS.
struct Certificates: Sendable {
    /// Where the node listens with TLS.
    let listener: RenewableContext?
    private let links: [PeerOrigin: RenewableContext]

    /// Reads all files; what is wrong with them goes to `problems`.
    init(_ configuration: NodeConfiguration, problems: inout [ConfigurationProblem]) {
        listener = configuration.listenerContext(&problems)
        var links: [PeerOrigin: RenewableContext] = [:]
        for index in configuration.peers.indices {
            guard let origin = configuration.peers[index].baseURL.flatMap({ PeerOrigin($0) }), origin.isSecure
            else { continue }
            links[origin] = configuration.linkContext(index, &problems)
        }
        self.links = links
    }

    /// What the node has at a connection to `origin` now; nil where no neighbour is there.
    func context(for origin: PeerOrigin) -> TLSContext? { links[origin]?.current }

    /// All of them, each to be looked after.
    var all: [RenewableContext] {
        let inOrder = links.sorted { $0.key.description < $1.key.description }.map(\.value)
        return (listener.map { [$0] } ?? []) + inOrder
    }
}

extension NodeConfiguration {
    /// What is wrong with the files of certificates and keys that the configuration names.
    package func certificateProblems() -> [ConfigurationProblem] {
        var problems: [ConfigurationProblem] = []
        _ = Certificates(self, problems: &problems)
        return problems
    }

    fileprivate func listenerContext(_ problems: inout [ConfigurationProblem]) -> RenewableContext? {
        guard let tls else { return nil }
        let named = [
            ("tls.certificate", tls.certificate), ("tls.key", tls.key),
            ("tls.clientAuthorities", tls.clientAuthorities),
        ]
        return Self.context(named, &problems) { () throws(TLSFileError) in
            let identity = TLSContext.Identity(certificate: tls.certificate, key: tls.key)
            return try TLSContext.server(identity, clients: tls.clients)
        }
    }

    fileprivate func linkContext(_ index: Int, _ problems: inout [ConfigurationProblem]) -> RenewableContext? {
        let own = peers[index].authorities
        let named = [
            (own == nil ? "authorities" : "peers[\(index)].authorities", own ?? authorities),
            ("clientCertificate.certificate", clientCertificate?.certificate),
            ("clientCertificate.key", clientCertificate?.key),
        ]
        return Self.context(named, &problems) { [authorities, clientCertificate] () throws(TLSFileError) in
            let identity = clientCertificate.map { TLSContext.Identity(certificate: $0.certificate, key: $0.key) }
            return try TLSContext.client(authorities: own ?? authorities, identity: identity)
        }
    }

    /// A context of files, each with the key that names it in the configuration.
    private static func context(
        _ named: [(path: String, file: String?)], _ problems: inout [ConfigurationProblem],
        _ make: @escaping @Sendable () throws(TLSFileError) -> TLSContext
    ) -> RenewableContext? {
        do throws(TLSFileError) {
            return try RenewableContext(named.compactMap(\.file), make)
        } catch {
            let path = named.first { $0.file == error.file }?.path ?? ""
            let problem = ConfigurationProblem(path: path, cause: "\(error.file) \(error.cause)", cure: error.cure)
            if !problems.contains(problem) { problems.append(problem) }
            return nil
        }
    }
}

extension NodeConfiguration.TLS {
    fileprivate var clients: TLSContext.Clients {
        guard let clientAuthorities else { return .anyone }
        return requireClientCertificate
            ? .certified(authorities: clientAuthorities) : .known(authorities: clientAuthorities)
    }
}
