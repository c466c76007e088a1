import COpenSSL
package import struct Foundation.Data

/// SHA-256 (FIPS 180-4).
package enum SHA256 {
    /// The digest of `bytes`.
    package static func hash(_ bytes: UnsafeRawBufferPointer) -> Digest {
        withUnsafeTemporaryAllocation(byteCount: Digest.byteCount, alignment: 8) { result in
            let made = EVP_Digest(
                bytes.baseAddress, bytes.count, result.baseAddress?.assumingMemoryBound(to: UInt8.self), nil,
                SHA256Algorithm.shared.pointer, nil)
            precondition(made == 1, "libcrypto gave no digest")
            return Digest(reading: UnsafeRawBufferPointer(result))
        }
    }

    /// The digest of `bytes`.
    package static func hash(_ bytes: [UInt8]) -> Digest {
        bytes.withUnsafeBytes { hash($0) }
    }

    /// The digest of `bytes`.
    package static func hash(_ bytes: Data) -> Digest {
        bytes.withUnsafeBytes { hash($0) }
    }

    /// The digest of the text's UTF-8.
    package static func hash(_ text: String) -> Digest {
        var text = text
        return text.withUTF8 { hash(UnsafeRawBufferPointer($0)) }
    }
}

/// The system library's implementation, looked up once: OpenSSL's own one-shot `SHA256()` looks it up anew at every
/// call, which takes longer than the digest of a short message.
private final class SHA256Algorithm: Sendable {
    static let shared = SHA256Algorithm()

    /// An `EVP_MD`, which is never changed and never freed.
    nonisolated(unsafe) let pointer: OpaquePointer

    private init() {
        guard let found = EVP_MD_fetch(nil, "SHA256", nil) else {
            preconditionFailure("libcrypto offers no SHA-256")
        }
        pointer = found
    }
}

/// SHA-256 of what comes in pieces. One owner; `finish` gives the digest of all that was added.
package struct SHA256Stream: ~Copyable {
    private let context: OpaquePointer

    /// Nothing added yet.
    package init() {
        let algorithm = SHA256Algorithm.shared.pointer
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex2(context, algorithm, nil) == 1 else {
            preconditionFailure("libcrypto offers no SHA-256")
        }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Adds `bytes` at the end.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        let added = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
        precondition(added == 1, "libcrypto took no bytes")
    }

    /// Adds `bytes` at the end.
    package mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// Adds the text's UTF-8 at the end.
    package mutating func update(_ text: String) {
        var text = text
        text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
    }

    /// The digest of all that was added.
    package consuming func finish() -> Digest {
        withUnsafeTemporaryAllocation(byteCount: Digest.byteCount, alignment: 8) { result in
            let bytes = result.baseAddress?.assumingMemoryBound(to: UInt8.self)
            precondition(EVP_DigestFinal_ex(context, bytes, nil) == 1, "libcrypto gave no digest")
            return Digest(reading: UnsafeRawBufferPointer(result))
        }
    }
}
