import Crypto
import Platform
import Storage
import SyncProtocol

/// Signs what this node says to its neighbours.
struct LinkSigner: Sendable {
    let keys: KeyRing
    let clock: any Clock

    /// A message with its signature.
    struct Signed: Sendable {
        /// What is to be added to its header.
        var fields: [(name: String, value: String)]
        /// The whole, as an answer to it is held against.
        var message: SignableMessage
    }

    /// Signs a message.
    ///
    /// - Parameters:
    ///   - message: with all fields that it will have, but lengths and digests.
    ///   - body: the body; nil where it goes out in pieces, whose contents have digests of their own.
    ///   - request: for an answer the request, and under what label that was signed.
    /// - Throws: `SignatureBase.Fault` where the request has no such signature.
    func sign(
        _ message: SignableMessage, body: [UInt8]?, to request: (message: SignableMessage, label: String)? = nil
    ) throws(SignatureBase.Fault) -> Signed {
        var signed = Signed(fields: [], message: message)
        if let body, !body.isEmpty {
            let digest = body.withUnsafeBytes { ContentDigest.value(of: $0, hashing: StorageHash.self) }
            signed.fields.append((ContentDigest.fieldName, digest))
            // The length is the transport's to write.
            signed.message.fields += signed.fields + [("content-length", "\(body.count)")]
        }
        let key = keys.own
        let parameters = NodeSignature.parameters(
            for: signed.message, to: request, keyID: key.publicKey.id, at: clock.wallMilliseconds / 1_000,
            nonce: Base64URL.encode(SecureRandom.bytes(NodeSignature.nonceBytes)))
        let base = try SignatureBase.text(parameters, of: signed.message, to: request?.message)
        let fields = NodeSignature.fields(parameters, signature: key.sign(Array(base.utf8)))
        signed.fields += fields
        signed.message.fields += fields
        return signed
    }
}
