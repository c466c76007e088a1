import COpenSSL

/// One side's certificate, private key and trust, read once: TLS 1.3 alone (RFC 8446), no resumption, no early data, so
/// that nothing of one connection can be replayed in another. Sessions keep the context they began with; whoever renews
/// a certificate makes another context for the sessions to come.
package final class TLSContext: Sendable {
    /// A certificate with its private key.
    package struct Identity: Sendable, Hashable {
        /// A PEM file: the certificate, then those between it and its authority.
        package let certificate: String
        /// A PEM file: the private key, without a passphrase.
        package let key: String

        /// Names the two files.
        package init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// What a server asks of its clients.
    package enum Clients: Sendable, Hashable {
        /// No certificate.
        case anyone
        /// A certificate of an authority in this PEM file, where the client has one.
        case known(authorities: String)
        /// A certificate of an authority in this PEM file.
        case certified(authorities: String)
    }

    // Safe: set up before anybody shares it, then only read by libssl, which counts references under its own lock.
    nonisolated(unsafe) let pointer: OpaquePointer
    /// When the own certificate ends, in seconds since 1970; nil where there is none.
    package let expiry: Int64?

    /// The context of a listener. Throws what is wrong with the files.
    package static func server(_ identity: Identity, clients: Clients = .anyone) throws(TLSFileError) -> TLSContext {
        let settings = Settings()
        try settings.use(identity)
        switch clients {
        case .anyone: break
        case .known(let authorities): try settings.ask(clientsOf: authorities, mode: SSL_VERIFY_PEER)
        case .certified(let authorities):
            try settings.ask(clientsOf: authorities, mode: SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT)
        }
        return TLSContext(settings)
    }

    /// The context of connections to servers whose certificates come from `authorities`, a PEM file, or from those that
    /// the machine trusts; with a certificate to show where a server asks for one. Throws what is wrong with the files.
    package static func client(
        authorities: String? = nil, identity: Identity? = nil
    ) throws(TLSFileError) -> TLSContext {
        let settings = Settings()
        if let identity { try settings.use(identity) }
        try settings.trust(authorities)
        return TLSContext(settings)
    }

    private init(_ settings: consuming Settings) {
        expiry = settings.expiry
        pointer = settings.release()
    }

    deinit { SSL_CTX_free(pointer) }
}

/// A context under construction.
private struct Settings: ~Copyable {
    private let pointer: OpaquePointer

    init() {
        guard let pointer = SSL_CTX_new(TLS_method()) else { preconditionFailure("libssl offers no TLS") }
        self.pointer = pointer
        let isSet = SSL_CTX_ctrl(pointer, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(TLS1_3_VERSION), nil) == 1
            && SSL_CTX_set_num_tickets(pointer, 0) == 1
        precondition(isSet, "libssl offers no TLS 1.3")
        SSL_CTX_ctrl(pointer, SSL_CTRL_SET_SESS_CACHE_MODE, Int(SSL_SESS_CACHE_OFF), nil)
        // An idle connection gives its record buffers back: thousands of them wait most of the time.
        SSL_CTX_ctrl(pointer, SSL_CTRL_MODE, Int(SSL_MODE_RELEASE_BUFFERS), nil)
        // Nobody is there to type a passphrase.
        SSL_CTX_set_default_passwd_cb(pointer) { _, _, _, _ in -1 }
    }

    deinit { SSL_CTX_free(pointer) }

    consuming func release() -> OpaquePointer {
        let pointer = pointer
        discard self
        return pointer
    }

    var expiry: Int64? {
        SSL_CTX_get0_certificate(pointer).flatMap { X509_get0_notAfter($0) }.flatMap { CertificateText.seconds($0) }
    }

    func use(_ identity: TLSContext.Identity) throws(TLSFileError) {
        try TLSFileError.requireReadable(identity.certificate)
        try TLSFileError.requireReadable(identity.key)
        defer { ERR_clear_error() }
        guard SSL_CTX_use_certificate_chain_file(pointer, identity.certificate) == 1 else {
            throw TLSFileError(identity.certificate, .noCertificate)
        }
        guard SSL_CTX_use_PrivateKey_file(pointer, identity.key, SSL_FILETYPE_PEM) == 1 else {
            let reason = ERR_GET_REASON(ERR_peek_last_error())
            throw TLSFileError(identity.key, reason == X509_R_KEY_VALUES_MISMATCH ? .anotherKey : .noKey)
        }
        guard SSL_CTX_check_private_key(pointer) == 1 else { throw TLSFileError(identity.key, .anotherKey) }
    }

    func trust(_ authorities: String?) throws(TLSFileError) {
        SSL_CTX_set_verify(pointer, SSL_VERIFY_PEER, nil)
        defer { ERR_clear_error() }
        guard let authorities else {
            SSL_CTX_set_default_verify_paths(pointer)
            return
        }
        try TLSFileError.requireReadable(authorities)
        guard SSL_CTX_load_verify_file(pointer, authorities) == 1 else {
            throw TLSFileError(authorities, .noCertificate)
        }
    }

    func ask(clientsOf authorities: String, mode: Int32) throws(TLSFileError) {
        try trust(authorities)
        SSL_CTX_set_verify(pointer, mode, nil)
        // Tells clients which of their certificates to show.
        SSL_CTX_set_client_CA_list(pointer, SSL_load_client_CA_file(authorities))
    }
}
