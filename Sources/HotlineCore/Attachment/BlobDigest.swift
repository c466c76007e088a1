/// What names the content of an attachment, `sha256-` and 64 lower-case hexadecimal digits: the same at every node.
package struct BlobDigest: Identifier {
    package let rawValue: String

    /// Nil for anything else, so that what is one can safely name a file and a path.
    package init?(rawValue: String) {
        guard rawValue.hasPrefix(Self.prefix) else { return nil }
        let digits = rawValue.utf8.dropFirst(Self.prefix.utf8.count)
        guard digits.count == 64, digits.allSatisfy(Self.isLowerHexadecimal) else { return nil }
        self.rawValue = rawValue
    }

    /// The digits alone.
    package var hex: String { String(rawValue.dropFirst(Self.prefix.count)) }

    /// What the text begins with.
    package static let prefix = "sha256-"

    private static func isLowerHexadecimal(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
