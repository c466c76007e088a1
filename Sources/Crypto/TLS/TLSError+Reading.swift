import COpenSSL

extension TLSError {
    /// Alerts stand among libssl's reasons with their number added to this.
    private static let alertOffset = SSL_AD_REASON_OFFSET

    /// What libssl has put on this thread's queue, which is emptied.
    init(handshaking: Bool, rejected: RejectedCertificate?) {
        let code = ERR_get_error()
        ERR_clear_error()
        let reason = ERR_GET_REASON(code)
        switch reason {
        case SSL_R_CERTIFICATE_VERIFY_FAILED:
            self = rejected?.error ?? .unfit(certificate: "?", reason: "it was not verified")
        case SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE: self = .noClientCertificate
        case SSL_R_UNSUPPORTED_PROTOCOL, SSL_R_VERSION_TOO_LOW: self = .oldVersion
        case SSL_R_HTTP_REQUEST: self = .plainHTTP
        case SSL_R_WRONG_VERSION_NUMBER where handshaking: self = .notTLS
        case SSL_R_UNEXPECTED_EOF_WHILE_READING: self = handshaking ? .closedInHandshake : .truncated
        case Self.alertOffset...(Self.alertOffset + 255):
            self = .refusedByPeer(alert: UInt8(reason - Self.alertOffset), words: Self.words(ofAlert: code))
        default:
            // No reason at all: the connection ended.
            guard code != 0 else {
                self = handshaking ? .closedInHandshake : .truncated
                return
            }
            self = .malformed(Self.words(of: code))
        }
    }

    private static func words(of code: UInt) -> String {
        ERR_reason_error_string(code).map { String(cString: $0) } ?? "error \(code)"
    }

    /// `certificate required` of `tlsv13 alert certificate required`.
    private static func words(ofAlert code: UInt) -> String {
        let words = words(of: code)
        return words.firstRange(of: " alert ").map { String(words[$0.upperBound...]) } ?? words
    }
}

/// What was wrong with a peer's certificate, noted while libcrypto still holds it.
struct RejectedCertificate {
    private let name: String
    private let issuer: String
    private let begin: String
    private let end: String
    private let code: Int32
    private let wanted: String

    /// Notes why `verification` fails; `wanted` is the host that the certificate should be for.
    init(_ verification: OpaquePointer, wanted: String) {
        code = X509_STORE_CTX_get_error(verification)
        self.wanted = wanted
        let certificate = X509_STORE_CTX_get_current_cert(verification)
        name = certificate.map { CertificateText.subject($0) } ?? "?"
        issuer = certificate.map { CertificateText.issuer($0) } ?? "?"
        begin = CertificateText.day(certificate.flatMap { X509_get0_notBefore($0) })
        end = CertificateText.day(certificate.flatMap { X509_get0_notAfter($0) })
    }

    var error: TLSError {
        switch code {
        case X509_V_ERR_CERT_HAS_EXPIRED: .expired(certificate: name, on: end)
        case X509_V_ERR_CERT_NOT_YET_VALID: .notYetValid(certificate: name, before: begin)
        case X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH:
            .wrongHost(certificate: name, wanted: wanted)
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
            X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN,
            X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_CERT_UNTRUSTED:
            .unknownAuthority(certificate: name, issuer: issuer)
        default: .unfit(certificate: name, reason: String(cString: X509_verify_cert_error_string(Int(code))))
        }
    }
}
