import COpenSSL

/// Comparison whose duration tells nothing of where two secrets differ.
package enum ConstantTime {
    /// Whether both are the same bytes. That their lengths differ may show.
    package static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
    }

    /// Whether both are the same digest.
    package static func equal(_ left: Digest, _ right: Digest) -> Bool {
        left.withUnsafeBytes { left in
            right.withUnsafeBytes { CRYPTO_memcmp(left.baseAddress, $0.baseAddress, Digest.byteCount) == 0 }
        }
    }
}
