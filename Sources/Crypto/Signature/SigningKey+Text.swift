/// The text form of a private key, for a file that only its owner reads.
extension SigningKey {
    private static let prefix = "ed25519-private:"

    /// `ed25519-private:` and 43 characters of base64url.
    package var text: String { Self.prefix + Base64URL.encode(rawValue) }

    /// Reads ``text``, or a private key in PEM; nil for anything else.
    package init?(text: String) {
        let line = String(text.split(whereSeparator: \.isWhitespace).first ?? "")
        guard line.hasPrefix(Self.prefix) else {
            self.init(pem: text)
            return
        }
        guard let bytes = Base64URL.decode(String(line.dropFirst(Self.prefix.count))) else { return nil }
        self.init(rawValue: bytes)
    }
}
