import Crypto

/// A node's key for signatures, as configurations name its two halves.
package struct KeyPair: Sendable, Equatable {
    /// ``NodeConfiguration/signingKey`` of the node itself.
    package let privateKey: String
    /// What ``NodeConfiguration/Peer/keys`` of its neighbours holds.
    package let publicKey: String

    /// A pair of fresh chance.
    package static func generate() -> KeyPair { KeyPair(.generate()) }

    /// The pair that follows from a secret, always the same: a network that is started again in its folder has the keys
    /// that it had.
    package init(from secret: String) {
        let seed = SHA256.hash("hotline signing key\n\(secret)").withUnsafeBytes { Array($0) }
        guard let key = SigningKey(rawValue: seed) else { preconditionFailure("32 bytes are a private key") }
        self.init(key)
    }

    private init(_ key: SigningKey) {
        privateKey = key.text
        publicKey = key.publicKey.description
    }
}
