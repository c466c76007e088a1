import COpenSSL

/// HMAC-SHA-256 (RFC 2104): a digest that only who has the key can make, so that nobody guesses back from it.
package struct HMAC: Sendable {
    private let key: [UInt8]

    /// Digests under `key`, of at least 16 bytes.
    package init(key: [UInt8]) {
        precondition(key.count >= 16, "an HMAC key of \(key.count) bytes")
        self.key = key
    }

    /// The keyed digest of `bytes`.
    package func hash(_ bytes: UnsafeRawBufferPointer) -> Digest {
        withUnsafeTemporaryAllocation(byteCount: Digest.byteCount, alignment: 8) { result in
            let made = COpenSSL.HMAC(
                EVP_sha256(), key, Int32(key.count), bytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
                bytes.count, result.baseAddress?.assumingMemoryBound(to: UInt8.self), nil)
            precondition(made != nil, "libcrypto gave no HMAC")
            return Digest(reading: UnsafeRawBufferPointer(result))
        }
    }

    /// The keyed digest of `bytes`.
    package func hash(_ bytes: [UInt8]) -> Digest {
        bytes.withUnsafeBytes { hash($0) }
    }

    /// The keyed digest of the text's UTF-8.
    package func hash(_ text: String) -> Digest {
        var text = text
        return text.withUTF8 { hash(UnsafeRawBufferPointer($0)) }
    }
}
