import struct Foundation.Data

/// A SHA-256 value: 32 bytes kept inline, cheap to copy, compare and hash.
package struct Digest: Sendable, Hashable {
    /// The size in bytes.
    package static let byteCount = 32

    /// Most significant word first, so that words order as bytes do.
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// All bytes zero: stands for nothing.
    package static let zero = Digest(words: (0, 0, 0, 0))

    private init(words: (UInt64, UInt64, UInt64, UInt64)) {
        self.words = words
    }

    /// The digest with these 32 bytes; nil for any other number of bytes.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        var all = [UInt8](bytes)
        self = all.withUnsafeMutableBytes { Digest(reading: UnsafeRawBufferPointer($0)) }
    }

    /// The digest that `bytes`, 32 of them, hold.
    package init?(bytes: UnsafeRawBufferPointer) {
        guard bytes.count == Self.byteCount else { return nil }
        self.init(reading: bytes)
    }

    /// The digest written as 64 hexadecimal digits of either case.
    package init?(hex: some StringProtocol) {
        let digits = hex.utf8
        guard digits.count == 2 * Self.byteCount else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.byteCount)
        var high: UInt8?
        for digit in digits {
            guard let value = Self.value(ofHexDigit: digit) else { return nil }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        self.init(bytes: bytes)
    }

    /// The digest written in base64 with padding (RFC 4648 section 4).
    package init?(base64: String) {
        guard let data = Data(base64Encoded: base64) else { return nil }
        self.init(bytes: data)
    }

    init(reading bytes: UnsafeRawBufferPointer) {
        words = (
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
        )
    }

    /// Lends the 32 bytes.
    package func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var inOrder = (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian)
        return try withUnsafePointer(to: &inOrder) { pointer throws(Failure) in
            try body(UnsafeRawBufferPointer(start: pointer, count: Self.byteCount))
        }
    }

    /// The 32 bytes.
    package var bytes: [UInt8] { withUnsafeBytes { [UInt8]($0) } }

    /// 64 lower-case hexadecimal digits.
    package var hex: String {
        withUnsafeBytes { bytes in
            String(unsafeUninitializedCapacity: 2 * Self.byteCount) { digits in
                for (index, byte) in bytes.enumerated() {
                    digits[2 * index] = Self.hexDigit(byte >> 4)
                    digits[2 * index + 1] = Self.hexDigit(byte & 15)
                }
                return 2 * Self.byteCount
            }
        }
    }

    /// Base64 with padding (RFC 4648 section 4).
    package var base64: String { Data(bytes).base64EncodedString() }

    package static func == (left: Digest, right: Digest) -> Bool { left.words == right.words }

    package func hash(into hasher: inout Hasher) {
        // The value is evenly spread already: any word of it does.
        hasher.combine(words.0)
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    private static func value(ofHexDigit digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
