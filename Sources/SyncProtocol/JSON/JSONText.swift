/// The characters behind strings and keys.
enum JSONText {
    /// Orders two keys by their unescaped UTF-8 bytes: negative, zero or positive.
    static func compare(_ left: JSONToken, _ right: JSONToken, in bytes: UnsafeRawBufferPointer) -> Int {
        if left.isEscaped || right.isEscaped {
            return compareUnescaped(left, right, in: bytes)
        }
        return compare(
            UnsafeRawBufferPointer(rebasing: bytes[left.content]),
            UnsafeRawBufferPointer(rebasing: bytes[right.content]))
    }

    private static func compareUnescaped(
        _ left: JSONToken, _ right: JSONToken, in bytes: UnsafeRawBufferPointer
    ) -> Int {
        unescaped(left, in: bytes).withUnsafeBytes { first in
            unescaped(right, in: bytes).withUnsafeBytes { second in compare(first, second) }
        }
    }

    private static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
            return left[index] < right[index] ? -1 : 1
        }
        return left.count - right.count
    }

    /// Whether a string or key reads as `text`.
    static func equals(_ token: JSONToken, _ text: StaticString, in bytes: UnsafeRawBufferPointer) -> Bool {
        let wanted = UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        if token.isEscaped { return unescaped(token, in: bytes).elementsEqual(wanted) }
        return token.content.count == wanted.count && bytes[token.content].elementsEqual(wanted)
    }

    /// The string's value.
    static func string(_ token: JSONToken, in bytes: UnsafeRawBufferPointer) -> String {
        if token.isEscaped { return String(decoding: unescaped(token, in: bytes), as: UTF8.self) }
        return String(decoding: UnsafeRawBufferPointer(rebasing: bytes[token.content]), as: UTF8.self)
    }

    /// The string's value as UTF-8.
    static func unescaped(_ token: JSONToken, in bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(token.content.count)
        forEachCharacter(of: token, in: bytes) { result.append(contentsOf: $0) }
        return result
    }

    /// Lends the value piece by piece: plain runs as they stand, escapes one by one. The token was scanned, so every
    /// escape is whole.
    static func forEachCharacter(
        of token: JSONToken, in bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void
    ) {
        var position = token.content.lowerBound
        let end = token.content.upperBound
        while position < end {
            let run = position
            while position < end, bytes[position] != 0x5C { position += 1 }
            if position > run { body(UnsafeRawBufferPointer(rebasing: bytes[run..<position])) }
            guard position < end else { return }
            let (scalar, length) = escapedScalar(at: position, in: bytes)
            position += length
            var encoded: [UInt8] = []
            encoded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            encoded.withUnsafeBytes { body($0) }
        }
    }

    private static func escapedScalar(
        at position: Int, in bytes: UnsafeRawBufferPointer
    ) -> (scalar: Unicode.Scalar, length: Int) {
        switch bytes[position + 1] {
        case 0x62: return ("\u{08}", 2)
        case 0x66: return ("\u{0C}", 2)
        case 0x6E: return ("\n", 2)
        case 0x72: return ("\r", 2)
        case 0x74: return ("\t", 2)
        case 0x75: break
        case let byte: return (Unicode.Scalar(byte), 2)
        }
        let high = unit(at: position + 2, in: bytes)
        if let scalar = Unicode.Scalar(high) { return (scalar, 6) }
        let low = unit(at: position + 8, in: bytes)
        let value = 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
        return (Unicode.Scalar(value) ?? "\u{FFFD}", 12)
    }

    private static func unit(at start: Int, in bytes: UnsafeRawBufferPointer) -> UInt32 {
        (start..<start + 4).reduce(0) { $0 << 4 | UInt32(HexDigit.value(bytes[$1]) ?? 0) }
    }
}
