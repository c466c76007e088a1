/// A scalar as texts are compared by: full-width forms and the digits of every script as ASCII, in lower case.
enum PlainScalar {
    /// Nil for what people put between characters: in a number all that is neither digit nor letter, else spaces,
    /// hyphens, dots and what is not seen.
    static func of(_ scalar: Unicode.Scalar, inNumber: Bool) -> UInt32? {
        // Nearly all there is; the tables of Unicode cost far more.
        if ("\u{4E00}"..."\u{9FFF}").contains(scalar) { return scalar.value }
        let plain = narrow(scalar)
        switch plain {
        case 0x30...0x39, 0x61...0x7A: return plain
        case 0x41...0x5A: return plain + 0x20
        default: break
        }
        if inNumber { return scalar.properties.isAlphabetic ? plain : nil }
        return parts(scalar) ? nil : plain
    }

    private static func narrow(_ scalar: Unicode.Scalar) -> UInt32 {
        if scalar.isASCII { return scalar.value }
        if ("\u{FF01}"..."\u{FF5E}").contains(scalar) { return scalar.value - 0xFEE0 }
        guard let kind = scalar.properties.numericType, kind == .decimal || kind == .digit,
            let number = scalar.properties.numericValue, (0...9).contains(number)
        else { return scalar.value }
        return 0x30 + UInt32(number)
    }

    private static func parts(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "\t", "\n", "\r", "\u{A0}", "\u{2000}"..."\u{200D}", "\u{2010}"..."\u{2015}", "\u{2060}",
            "\u{2212}", "\u{3000}", "\u{FEFF}", "-", "－", ".", "．", "·", "・", "•":
            true
        default: !scalar.isASCII && scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
