import COpenSSL

/// One TLS connection as a machine of octets, without a socket: wire octets are filled in and drained, plain octets
/// read and written. Both ways hold a few records at most; whoever calls waits where there is no room. For one thread.
package final class TLSSession {
    /// How far the session is.
    package enum State: Sendable, Equatable {
        /// No plain octets are taken yet.
        case handshaking
        case open
        /// The peer has ended its side by a `close_notify`.
        case ended
        case failed(TLSError)
    }

    /// Which side this is.
    package enum Side: Sendable, Equatable {
        case server
        /// A client of the server with this name, or address in figures, which its certificate must bear.
        case client(host: String)
    }

    /// The largest record (RFC 8446 section 5.2), and what libssl needs beside it.
    private static let recordOctets = 17 * 1024
    private static let plainOctetsInRecord = 16 * 1024

    /// How far the session is now.
    package private(set) var state = State.handshaking
    private let pointer: OpaquePointer
    /// Our end of the pipe whose other end is libssl's.
    private let wire: OpaquePointer
    private let host: String
    private let isServer: Bool
    private var hasInput = false
    private var hasClosed = false
    private var rejected: RejectedCertificate?

    /// A session that has not begun.
    package init(_ context: TLSContext, _ side: Side) {
        guard let pointer = SSL_new(context.pointer) else { preconditionFailure("out of memory") }
        var (inner, outer): (OpaquePointer?, OpaquePointer?)
        let made = BIO_new_bio_pair(&inner, 2 * Self.recordOctets, &outer, Self.recordOctets)
        guard made == 1, let inner, let outer else { preconditionFailure("out of memory") }
        SSL_set_bio(pointer, inner, inner)
        self.pointer = pointer
        wire = outer
        switch side {
        case .server:
            (host, isServer) = ("", true)
            SSL_set_accept_state(pointer)
        case .client(let name):
            (host, isServer) = (name, false)
            SSL_set_connect_state(pointer)
            require(name)
        }
        noteRejections()
    }

    deinit {
        SSL_free(pointer)
        BIO_free(wire)
    }

    /// Why the session has failed.
    package var failure: TLSError? {
        if case .failed(let error) = state { return error }
        return nil
    }

    /// Whether it can do no more.
    package var hasFailed: Bool { failure != nil }
    /// Whether there are wire octets to be drained.
    package var hasOutput: Bool { BIO_ctrl_pending(wire) > 0 }
}

// MARK: - Wire octets

extension TLSSession {
    /// Lends room for octets that came from the peer; `body` returns how many it put there. Nothing is lent while what
    /// came before has not been read.
    package func fill(_ body: (UnsafeMutableRawBufferPointer) -> Int) {
        var start: UnsafeMutablePointer<CChar>?
        let room = Int(BIO_nwrite0(wire, &start))
        guard room > 0, let start, !hasFailed else { return }
        let count = body(UnsafeMutableRawBufferPointer(start: start, count: room))
        precondition((0...room).contains(count), "more octets than there was room")
        guard count > 0 else { return }
        let first = UInt8(bitPattern: start[0])
        var taken: UnsafeMutablePointer<CChar>?
        BIO_nwrite(wire, &taken, Int32(count))
        if isServer, !hasInput, Self.isLetter(first) { state = .failed(.plainHTTP) }
        hasInput = true
    }

    /// No more octets will come.
    package func fillEnd() { BIO_ctrl(wire, BIO_C_SHUTDOWN_WR, 0, nil) }

    /// Lends the octets that the peer is to get; `body` returns how many have left.
    package func drain(_ body: (UnsafeRawBufferPointer) -> Int) {
        var start: UnsafeMutablePointer<CChar>?
        let held = Int(BIO_nread0(wire, &start))
        guard held > 0, let start else { return }
        let count = body(UnsafeRawBufferPointer(start: start, count: held))
        precondition((0...held).contains(count), "more octets than there were")
        guard count > 0 else { return }
        var taken: UnsafeMutablePointer<CChar>?
        BIO_nread(wire, &taken, Int32(count))
    }

    /// A TLS connection begins with the octet 22 (RFC 8446 section 5.1), an HTTP request with a letter.
    private static func isLetter(_ octet: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(octet & 0xDF)
    }
}

// MARK: - Plain octets

extension TLSSession {
    /// Begins or goes on with the handshake, as far as the octets that came allow.
    package func advance() {
        guard state == .handshaking else { return }
        ERR_clear_error()
        let result = SSL_do_handshake(pointer)
        if result == 1 { state = .open } else { settle(result) }
    }

    /// Reads plain octets. Zero where none are there: then more wire octets are needed, or ``state`` says why none will
    /// come.
    package func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        advance()
        guard state == .open, !buffer.isEmpty else { return 0 }
        ERR_clear_error()
        var count = 0
        let result = SSL_read_ex(pointer, buffer.baseAddress, buffer.count, &count)
        if result == 1 { return count }
        settle(result)
        return 0
    }

    /// Takes plain octets to send, one record's at most. Zero where the handshake is not over, or what was written
    /// before has to be drained first.
    package func write(_ bytes: UnsafeRawBufferPointer) -> Int {
        advance()
        // With room for a whole record libssl never holds one half written, which it would want to be given again.
        guard state == .open || state == .ended, !hasClosed, !bytes.isEmpty,
            BIO_ctrl_get_write_guarantee(SSL_get_wbio(pointer)) >= Self.recordOctets
        else { return 0 }
        ERR_clear_error()
        var count = 0
        let result = SSL_write_ex(pointer, bytes.baseAddress, min(bytes.count, Self.plainOctetsInRecord), &count)
        if result == 1 { return count }
        settle(result)
        return 0
    }

    /// Ends our side: the peer learns that it has got everything. Reading goes on.
    package func close() {
        guard !hasClosed, state == .open || state == .ended else { return }
        hasClosed = true
        ERR_clear_error()
        SSL_shutdown(pointer)
        ERR_clear_error()
    }

    private func settle(_ result: Int32) {
        switch SSL_get_error(pointer, result) {
        case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: break
        case SSL_ERROR_ZERO_RETURN: state = .ended
        default: state = .failed(TLSError(handshaking: state == .handshaking, rejected: rejected))
        }
    }
}

// MARK: - The peer's certificate

extension TLSSession {
    /// Asks for the server by name, and for a certificate that bears the name or the address. The subject's common name
    /// is no host name (RFC 6125).
    private func require(_ name: String) {
        let parameters = SSL_get0_param(pointer)
        let flags = X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT
        X509_VERIFY_PARAM_set_hostflags(parameters, UInt32(flags))
        defer { ERR_clear_error() }
        guard X509_VERIFY_PARAM_set1_ip_asc(parameters, name) != 1 else { return }
        SSL_set1_host(pointer, name)
        var name = [CChar](name.utf8CString)
        SSL_ctrl(pointer, SSL_CTRL_SET_TLSEXT_HOSTNAME, Int(TLSEXT_NAMETYPE_host_name), &name)
    }

    /// Notes what libcrypto finds wrong with the peer's certificate, while it can be named.
    private func noteRejections() {
        SSL_set_ex_data(pointer, 0, Unmanaged.passUnretained(self).toOpaque())
        SSL_set_verify(pointer, SSL_get_verify_mode(pointer)) { isFine, verification in
            guard isFine == 0, let verification else { return isFine }
            let index = SSL_get_ex_data_X509_STORE_CTX_idx()
            guard let found = X509_STORE_CTX_get_ex_data(verification, index),
                let owner = SSL_get_ex_data(OpaquePointer(found), 0)
            else { return isFine }
            // Safe: the session owns the pointer that libssl works on, within one of the session's own calls.
            let session = Unmanaged<TLSSession>.fromOpaque(owner).takeUnretainedValue()
            session.rejected = RejectedCertificate(verification, wanted: session.host)
            return isFine
        }
    }
}
