import PeerTransport

extension NodeConfiguration {
    /// A certificate and its private key, both in PEM.
    package struct Certificate: Sendable, Equatable, Codable {
        /// The file of the certificate, followed by those between it and its authority.
        package var certificate: String

        /// The file of the private key, without a passphrase.
        package var key: String

        /// Two files.
        package init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// What the node shows and asks of those who connect to it, over TLS.
    package struct TLS: Sendable, Equatable, Codable {
        /// The file of the node's certificate, followed by those between it and its authority.
        package var certificate: String

        /// The file of the private key, without a passphrase.
        package var key: String

        /// The file of the authorities whose certificates clients may show.
        package var clientAuthorities: String?

        /// Who shows no certificate of `clientAuthorities` is refused.
        package var requireClientCertificate: Bool

        /// A node's side of TLS.
        package init(
            certificate: String, key: String, clientAuthorities: String? = nil, requireClientCertificate: Bool = false
        ) {
            self.certificate = certificate
            self.key = key
            self.clientAuthorities = clientAuthorities
            self.requireClientCertificate = requireClientCertificate
        }
    }
}

extension NodeConfiguration.TLS {
    /// Reads `{certificate, key, clientAuthorities?, requireClientCertificate?}`.
    init(reading object: ConfigurationObject) {
        self.init(
            certificate: object.string("certificate"), key: object.string("key"),
            clientAuthorities: object.optionalString("clientAuthorities"),
            requireClientCertificate: object.boolean("requireClientCertificate", default: false))
        if requireClientCertificate, clientAuthorities == nil {
            object.refuse("clientAuthorities", "missing", cure: "name the file of the authorities of clients")
        }
    }
}

extension NodeConfiguration.Certificate {
    /// Reads `{certificate, key}`.
    init(reading object: ConfigurationObject) {
        self.init(certificate: object.string("certificate"), key: object.string("key"))
    }
}

extension NodeConfiguration {
    /// Without TLS a node speaks to its own machine only, unless its file says otherwise in so many words.
    func checkListening(_ file: ConfigurationObject) {
        if tls != nil, listen.plainHTTP {
            file.refuse("listen", "says plainHTTP, though there is tls", cure: "remove one of them")
        }
        guard tls == nil, !listen.plainHTTP, !PeerOrigin.isLoopback(listen.host) else { return }
        file.refuse(
            "listen", "\(listen.host) would be served without TLS to other machines",
            cure: "add tls: {certificate, key}; or plainHTTP: true in listen, where something before it speaks TLS")
    }
}

extension NodeConfiguration.Peer {
    /// The same for what the node sends.
    func checkAddress(_ object: ConfigurationObject) {
        guard let baseURL, let origin = PeerOrigin(baseURL) else { return }
        if origin.isSecure, plainHTTP {
            object.refuse("plainHTTP", "does not go with https://", cure: "remove it")
        }
        guard !origin.isSecure, !plainHTTP, !origin.isLoopback else { return }
        object.refuse(
            "baseURL", "\(baseURL) would be reached without TLS",
            cure: "write https://; or plainHTTP: true at this peer, where something between speaks TLS")
    }
}
