/// A text in UTF-8, read scalar by scalar where it stands.
struct ScalarText {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// Whether escapes of JSON are read as what they stand for (RFC 8259, 7).
    private let isJSON: Bool

    init(_ bytes: UnsafeBufferPointer<UInt8>, isJSON: Bool) {
        self.bytes = bytes
        self.isJSON = isJSON
    }

    /// In bytes.
    var count: Int { bytes.count }

    /// The character that begins here where it is ASCII and no escape.
    func ascii(at index: Int) -> UInt8? {
        let byte = bytes[index]
        return byte < 0x80 && !(isJSON && byte == UInt8(ascii: "\\")) ? byte : nil
    }

    /// The scalar that begins here, and where the next one does. What is no UTF-8 is read as U+FFFD.
    func scalar(at index: Int) -> (scalar: Unicode.Scalar, next: Int) {
        let lead = bytes[index]
        if lead < 0x80 {
            return isJSON && lead == UInt8(ascii: "\\") ? escaped(at: index + 1) : (Unicode.Scalar(lead), index + 1)
        }
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard index + length <= bytes.count else { return ("\u{FFFD}", index + 1) }
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", index + length)
    }

    private func escaped(at index: Int) -> (scalar: Unicode.Scalar, next: Int) {
        guard index < bytes.count else { return ("\u{FFFD}", index) }
        switch bytes[index] {
        case UInt8(ascii: "n"): return ("\n", index + 1)
        case UInt8(ascii: "t"): return ("\t", index + 1)
        case UInt8(ascii: "r"): return ("\r", index + 1)
        case UInt8(ascii: "b"): return ("\u{8}", index + 1)
        case UInt8(ascii: "f"): return ("\u{C}", index + 1)
        case UInt8(ascii: "u"): return unit(at: index + 1)
        default: return scalarItself(at: index)
        }
    }

    /// What stands for itself behind a backslash: a quote, a slash, another backslash.
    private func scalarItself(at index: Int) -> (scalar: Unicode.Scalar, next: Int) {
        ScalarText(bytes, isJSON: false).scalar(at: index)
    }

    /// The scalar that four hexadecimal digits name, with the other half behind them where they are one half of a pair.
    private func unit(at index: Int) -> (scalar: Unicode.Scalar, next: Int) {
        guard let unit = hexadecimal(at: index) else { return ("\u{FFFD}", index) }
        if let scalar = Unicode.Scalar(unit) { return (scalar, index + 4) }
        guard unit < 0xDC00, index + 6 <= bytes.count, bytes[index + 4] == UInt8(ascii: "\\"),
            bytes[index + 5] == UInt8(ascii: "u"), let low = hexadecimal(at: index + 6),
            (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        else { return ("\u{FFFD}", index + 4) }
        return (scalar, index + 10)
    }

    private func hexadecimal(at index: Int) -> UInt32? {
        guard index + 4 <= bytes.count else { return nil }
        return UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
    }
}
