/// SHA-256, given to this target from outside: it links no cryptography of its own.
package protocol Hashing {
    /// The SHA-256 digest of `bytes`.
    static func sha256(_ bytes: UnsafeRawBufferPointer) -> Digest32
}

extension Hashing {
    /// The SHA-256 digest of an array's bytes.
    package static func sha256(_ bytes: [UInt8]) -> Digest32 {
        bytes.withUnsafeBytes { sha256($0) }
    }
}
