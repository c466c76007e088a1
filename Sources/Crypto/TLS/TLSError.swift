/// Why a TLS session cannot begin or go on, with what mends it.
package enum TLSError: Error, Sendable, Equatable {
    /// The peer's certificate has ended.
    case expired(certificate: String, on: String)
    /// The peer's certificate does not hold yet.
    case notYetValid(certificate: String, before: String)
    /// Nobody that is trusted here has issued the peer's certificate.
    case unknownAuthority(certificate: String, issuer: String)
    /// The peer's certificate is another host's.
    case wrongHost(certificate: String, wanted: String)
    /// The peer's certificate may not be used so, in libcrypto's words.
    case unfit(certificate: String, reason: String)
    /// The client shows no certificate, and one is required.
    case noClientCertificate
    /// The peer ended the session by an alert (RFC 8446 section 6), such as 48 for an unknown authority.
    case refusedByPeer(alert: UInt8, words: String)
    /// The peer speaks no TLS 1.3.
    case oldVersion
    /// The client speaks HTTP without TLS.
    case plainHTTP
    /// The peer speaks something that is no TLS.
    case notTLS
    /// The peer has closed the connection before the session began.
    case closedInHandshake
    /// The peer has closed the connection without ending the session: what came may not be all.
    case truncated
    /// The peer breaks the protocol, in libssl's words.
    case malformed(String)
}

extension TLSError {
    /// Alerts of a side that has not accepted the other: nothing that came over the session has been looked at. They
    /// can come after the client's first request, which it sends with its own last message of the handshake.
    private static let refusals: Set<UInt8> = [40, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 70, 71, 109, 112, 116, 120]

    /// Whether the peer never accepted this side.
    package var isRefusal: Bool {
        if case .refusedByPeer(let alert, _) = self { return Self.refusals.contains(alert) }
        return false
    }

    /// What is wrong.
    package var cause: String {
        switch self {
        case .expired(let name, let day): "the peer's certificate (\(name)) has expired on \(day)"
        case .notYetValid(let name, let day): "the peer's certificate (\(name)) is not valid before \(day)"
        case .unknownAuthority(let name, let issuer):
            "the peer's certificate (\(name)) comes from an authority that is not trusted here (\(issuer))"
        case .wrongHost(let name, let wanted): "the peer's certificate (\(name)) is not for \(wanted)"
        case .unfit(let name, let reason): "the peer's certificate (\(name)) cannot be used: \(reason)"
        case .noClientCertificate: "the client shows no certificate"
        case .refusedByPeer(let alert, let words): "the peer refuses the connection: \(words) (TLS alert \(alert))"
        case .oldVersion: "the peer speaks no TLS 1.3"
        case .plainHTTP: "the client speaks HTTP without TLS"
        case .notTLS: "the peer speaks no TLS"
        case .closedInHandshake: "the peer closed the connection during the TLS handshake"
        case .truncated: "the connection was cut within the TLS session"
        case .malformed(let reason): "the peer breaks the TLS protocol: \(reason)"
        }
    }

    /// What mends it.
    package var cure: String {
        switch self {
        case .expired: "renew the peer's certificate, and check the clocks"
        case .notYetValid: "check the clocks of both machines"
        case .unknownAuthority: "add the certificate of the peer's authority to the authorities of the configuration"
        case .wrongHost: "reach the peer by a name of its certificate, or issue one for this name"
        case .unfit: "issue a certificate for this use, signed with a key of today's length"
        case .noClientCertificate: "configure a client certificate at the peer"
        case .refusedByPeer(let alert, _): Self.cure(ofAlert: alert)
        case .oldVersion: "update the peer's TLS library, or let it use TLS 1.3"
        case .plainHTTP: "write https:// in the client's address"
        case .notTLS: "write http:// if the peer has no TLS, or check the port"
        case .closedInHandshake: "look at the peer's log"
        case .truncated: "nothing, if the peer was stopped; otherwise look at what stands between"
        case .malformed: "check that a TLS server of today listens there"
        }
    }

    private static func cure(ofAlert alert: UInt8) -> String {
        switch alert {
        case 116: "configure a client certificate that the peer accepts"
        case 45: "renew this side's certificate, and check the clocks"
        case 48: "have this side's certificate issued by an authority that the peer trusts"
        case 42, 43, 44, 46: "show a certificate that the peer accepts for this use"
        case 70: "let the peer use TLS 1.3"
        default: "look at the peer's log"
        }
    }
}

extension TLSError: CustomStringConvertible {
    package var description: String { "\(cause); \(cure)" }
}
