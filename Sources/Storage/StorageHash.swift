import Crypto
package import SyncProtocol

/// The SHA-256 of `Crypto` as the protocol's state machines take it.
package enum StorageHash: Hashing {
    /// The digest of `bytes` (FIPS 180-4).
    package static func sha256(_ bytes: UnsafeRawBufferPointer) -> Digest32 {
        SHA256.hash(bytes).withUnsafeBytes { Digest32(loading: $0) }
    }
}
