import Crypto
import Foundation
import PeerTransport

/// The options of every command that talks to a node: which one, and as whom.
struct ClientOptions: Sendable {
    static let node = Option<NodeAddress>(
        "node", "URL", "the node's address", environment: "HOTLINE_NODE", section: .connection)
    static let token = Option<String>(
        "token", "TOKEN", "bearer token", environment: "HOTLINE_TOKEN", section: .connection)
    static let tokenFile = Option<String>(
        "token-file", "FILE", "file that holds the token, so that it stands in no process list", section: .connection)
    static let authority = Option<String>(
        "authority", "FILE", "certificates of the authorities that the node's may come from, in PEM",
        environment: "HOTLINE_AUTHORITY", section: .connection)
    static let certificate = Option<String>(
        "certificate", "FILE", "certificate to show a node that asks for one, in PEM",
        environment: "HOTLINE_CERTIFICATE", section: .connection)
    static let certificateKey = Option<String>(
        "certificate-key", "FILE", "private key of --certificate, in PEM", environment: "HOTLINE_CERTIFICATE_KEY",
        section: .connection)
    static let all: [any OptionDeclaration] = [node, token, tokenFile, authority, certificate, certificateKey]

    let node: NodeAddress
    let token: String?
    /// This side of TLS, for a node at `https://`.
    let security: TLSContext?

    init(_ arguments: Arguments) throws(Failure) {
        node = try arguments.required(Self.node)
        if let path = try arguments.value(Self.tokenFile) {
            token = try Self.token(inFile: path)
        } else {
            token = try arguments.value(Self.token)
        }
        security = node.origin.isSecure ? try Self.security(arguments) : nil
    }

    private static func security(_ arguments: Arguments) throws(Failure) -> TLSContext {
        let authority = try arguments.value(Self.authority)
        let (certificate, key) = (try arguments.value(Self.certificate), try arguments.value(Self.certificateKey))
        guard (certificate == nil) == (key == nil) else {
            throw .usage("--certificate and --certificate-key go together", cure: "give both, or neither")
        }
        var identity: TLSContext.Identity?
        if let certificate, let key { identity = TLSContext.Identity(certificate: certificate, key: key) }
        do throws(TLSFileError) {
            return try TLSContext.client(authorities: authority, identity: identity)
        } catch {
            throw .usage("\(error.file) \(error.cause)", cure: error.cure)
        }
    }

    private static func token(inFile path: String) throws(Failure) -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .usage("the token file \(path) cannot be read", cure: "check its path and permissions")
        }
        let token = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard !token.isEmpty, !token.contains(where: \.isWhitespace) else {
            throw .usage("the token file \(path) holds no token", cure: "write the token alone into it")
        }
        return token
    }
}
