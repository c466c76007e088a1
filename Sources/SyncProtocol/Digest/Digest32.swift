internal import Foundation

/// A SHA-256 digest: 32 bytes held inline as four words, the most significant first. As a number it is the big-endian
/// reading of its bytes, so that reconciliation sums (design section 5) are additions modulo 2^256.
package struct Digest32: Hashable, Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64)

    /// 32 zero bytes: the chain before the first position and the sum of an empty day.
    package static let zero = Digest32(words: (0, 0, 0, 0))

    /// The number of bytes of a digest.
    package static let byteCount = 32

    private init(words: (UInt64, UInt64, UInt64, UInt64)) {
        self.words = words
    }

    /// Takes exactly 32 bytes; nil for any other length.
    package init?(_ bytes: [UInt8]) {
        guard let digest = bytes.withUnsafeBytes({ Digest32($0) }) else { return nil }
        self = digest
    }

    /// Takes exactly 32 bytes; nil for any other length.
    package init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count == Self.byteCount else { return nil }
        self.init(loading: bytes)
    }

    /// Takes the 32 bytes at `bytes`; calling it with fewer is a programmer's error. The way in for hot paths.
    package init(loading bytes: UnsafeRawBufferPointer) {
        precondition(bytes.count >= Self.byteCount, "a digest has 32 bytes")
        self.init(words: (
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
        ))
    }

    /// Lends the 32 bytes in the order in which SHA-256 gives them.
    package func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let ordered = (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian)
        return Swift.withUnsafeBytes(of: ordered, body)
    }

    /// The 32 bytes in the order in which SHA-256 gives them.
    package var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

    /// Addition modulo 2^256.
    package static func &+ (left: Digest32, right: Digest32) -> Digest32 {
        let (a, b) = (left.words, right.words)
        let (third, carry3) = add(a.3, b.3, carry: false)
        let (second, carry2) = add(a.2, b.2, carry: carry3)
        let (first, carry1) = add(a.1, b.1, carry: carry2)
        return Digest32(words: (add(a.0, b.0, carry: carry1).0, first, second, third))
    }

    /// Subtraction modulo 2^256, the inverse of `&+`.
    package static func &- (left: Digest32, right: Digest32) -> Digest32 {
        // Two's complement: a - b = a + ~b + 1.
        let inverted = Digest32(words: (~right.words.0, ~right.words.1, ~right.words.2, ~right.words.3))
        return left &+ inverted &+ Digest32(words: (0, 0, 0, 1))
    }

    private static func add(_ a: UInt64, _ b: UInt64, carry: Bool) -> (UInt64, Bool) {
        let (partial, first) = a.addingReportingOverflow(b)
        let (sum, second) = partial.addingReportingOverflow(carry ? 1 : 0)
        return (sum, first || second)
    }

    package static func == (left: Digest32, right: Digest32) -> Bool { left.words == right.words }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }
}

/// Text forms: lower-case hexadecimal in JSON, base64 in HTTP fields.
extension Digest32: Codable, CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    package var hex: String {
        String(unsafeUninitializedCapacity: 64) { text in
            withUnsafeBytes { bytes in
                for (index, byte) in bytes.enumerated() {
                    text[2 * index] = HexDigit.lower(byte >> 4)
                    text[2 * index + 1] = HexDigit.lower(byte & 15)
                }
            }
            return 64
        }
    }

    /// Reads 64 lower-case hexadecimal digits; nil for anything else.
    package init?(hex: String) {
        let digits = Array(hex.utf8)
        guard digits.count == 64 else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: 64, by: 2) {
            guard let high = HexDigit.value(digits[index]), let low = HexDigit.value(digits[index + 1]),
                !(0x41...0x46).contains(digits[index]), !(0x41...0x46).contains(digits[index + 1])
            else { return nil }
            bytes.append(high << 4 | low)
        }
        self.init(bytes)
    }

    /// 44 characters of padded base64 (RFC 4648 section 4).
    package var base64: String { Data(bytes).base64EncodedString() }

    /// Reads what `base64` writes; other spellings of the same bytes are refused, so that text can be compared.
    package init?(base64: String) {
        guard let data = Data(base64Encoded: base64) else { return nil }
        self.init(Array(data))
        guard self.base64 == base64 else { return nil }
    }

    package var description: String { hex }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let digest = Digest32(hex: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "a digest is 64 lower-case hexadecimal digits")
        }
        self = digest
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}
