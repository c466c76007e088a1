import COpenSSL

/// A public key of ``SigningKey``.
package struct VerifyingKey: Sendable, Hashable {
    /// The 32 bytes of the key.
    package let rawValue: [UInt8]
    private let key: KeyHandle

    /// Takes the 32 bytes of a public key (RFC 8032, section 5.1.5); nil where they are none.
    package init?(rawValue: [UInt8]) {
        guard rawValue.count == SigningKey.byteCount,
            let pointer = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, rawValue, rawValue.count)
        else { return nil }
        self.rawValue = rawValue
        key = KeyHandle(owning: pointer)
    }

    /// Reads the text form, ``description``; nil for anything else.
    package init?(_ text: String) {
        guard text.hasPrefix(Self.prefix), let bytes = Base64URL.decode(String(text.dropFirst(Self.prefix.count)))
        else { return nil }
        self.init(rawValue: bytes)
    }

    /// Whether `signature` is this key's for `message`.
    package func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard signature.count == SigningKey.signatureByteCount, let context = EVP_MD_CTX_new() else { return false }
        defer { EVP_MD_CTX_free(context) }
        let holds = EVP_DigestVerifyInit(context, nil, nil, nil, key.pointer) == 1
            && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
        if !holds { ERR_clear_error() }
        return holds
    }

    package static func == (left: VerifyingKey, right: VerifyingKey) -> Bool { left.rawValue == right.rawValue }

    package func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }

    private static let prefix = "ed25519:"
}

extension VerifyingKey: CustomStringConvertible {
    /// `ed25519:` and 43 characters of base64url: what people hand each other.
    package var description: String { Self.prefix + Base64URL.encode(rawValue) }

    /// Names the key in `keyid`: the first 16 characters of the base64url of its SHA-256.
    package var id: String { String(Base64URL.encode(SHA256.hash(rawValue).bytes).prefix(16)) }
}
