import COpenSSL

/// A private key for signatures: Ed25519 (RFC 8032). Another algorithm, such as SM2 with SM3, would stand beside it.
package struct SigningKey: Sendable {
    /// Bytes of a key, private or public.
    package static let byteCount = 32
    /// Bytes of a signature.
    package static let signatureByteCount = 64

    private let key: KeyHandle
    /// What others know of it.
    package let publicKey: VerifyingKey

    /// A key of fresh chance.
    package static func generate() -> SigningKey {
        guard let key = SigningKey(rawValue: SecureRandom.bytes(byteCount)) else {
            preconditionFailure("libcrypto offers no Ed25519")
        }
        return key
    }

    /// Takes the 32 bytes of a private key (RFC 8032, section 5.1.5); nil for any other length.
    package init?(rawValue: [UInt8]) {
        guard rawValue.count == Self.byteCount,
            let pointer = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, rawValue, rawValue.count)
        else { return nil }
        self.init(KeyHandle(owning: pointer))
    }

    /// Reads a key in PEM, `-----BEGIN PRIVATE KEY-----` (RFC 8410); nil where it is none or of another algorithm.
    package init?(pem: String) {
        let read = pem.withCString { text -> OpaquePointer? in
            guard let memory = BIO_new_mem_buf(text, -1) else { return nil }
            defer { BIO_free(memory) }
            return PEM_read_bio_PrivateKey(memory, nil, nil, nil)
        }
        guard let read else {
            ERR_clear_error()
            return nil
        }
        let handle = KeyHandle(owning: read)
        guard EVP_PKEY_get_id(handle.pointer) == EVP_PKEY_ED25519 else { return nil }
        self.init(handle)
    }

    private init?(_ key: KeyHandle) {
        var bytes = [UInt8](repeating: 0, count: Self.byteCount)
        var count = bytes.count
        guard EVP_PKEY_get_raw_public_key(key.pointer, &bytes, &count) == 1,
            let publicKey = VerifyingKey(rawValue: bytes)
        else { return nil }
        self.key = key
        self.publicKey = publicKey
    }

    /// The 32 bytes of the private key: to be written to a file that only its owner reads, and nowhere else.
    package var rawValue: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Self.byteCount)
        var count = bytes.count
        precondition(
            EVP_PKEY_get_raw_private_key(key.pointer, &bytes, &count) == 1, "libcrypto gives no private key")
        return bytes
    }

    /// The signature of `message`, the same each time.
    package func sign(_ message: [UInt8]) -> [UInt8] {
        guard let context = EVP_MD_CTX_new() else { preconditionFailure("out of memory") }
        defer { EVP_MD_CTX_free(context) }
        var signature = [UInt8](repeating: 0, count: Self.signatureByteCount)
        var count = signature.count
        let made = EVP_DigestSignInit(context, nil, nil, nil, key.pointer) == 1
            && EVP_DigestSign(context, &signature, &count, message, message.count) == 1
        precondition(made && count == signature.count, "libcrypto made no signature")
        return signature
    }
}

/// A key of libcrypto, which is read by any thread and changed by none.
final class KeyHandle: Sendable {
    // Safe: set once, read by libcrypto alone, which may do so from several threads, and freed with this object.
    nonisolated(unsafe) let pointer: OpaquePointer

    init(owning pointer: OpaquePointer) { self.pointer = pointer }

    deinit { EVP_PKEY_free(pointer) }
}
