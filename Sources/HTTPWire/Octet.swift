/// The character classes of RFC 9110 section 5.6 and RFC 3986, as bit tables: one shift and one mask an octet.
enum Octet {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let comma: UInt8 = 0x2C
    static let colon: UInt8 = 0x3A
    static let semicolon: UInt8 = 0x3B

    /// `tchar`, RFC 9110 section 5.6.2: what methods and field names are made of.
    @inline(__always)
    static func isToken(_ octet: UInt8) -> Bool {
        isSet(octet, low: 0x03FF_6CFA_0000_0000, high: 0x57FF_FFFF_C7FF_FFFE)
    }

    /// What a request target may hold: RFC 3986 with ``|^`{}``, which browsers leave unescaped in queries. No `#`,
    /// no quotes, no backslash, nothing outside ASCII.
    @inline(__always)
    static func isTarget(_ octet: UInt8) -> Bool {
        isSet(octet, low: 0xAFFF_FFF2_0000_0000, high: 0x7FFF_FFFF_EFFF_FFFF)
    }

    /// `uri-host [ ":" port ]`, RFC 9110 section 7.2: no user information, no path.
    @inline(__always)
    static func isHost(_ octet: UInt8) -> Bool {
        isSet(octet, low: 0x2FFF_7FF2_0000_0000, high: 0x47FF_FFFE_AFFF_FFFE)
    }

    /// `field-vchar`, space and tab, RFC 9110 section 5.5: no NUL, CR, LF or other control character.
    @inline(__always)
    static func isFieldValue(_ octet: UInt8) -> Bool {
        octet >= space ? octet != 0x7F : octet == tab
    }

    @inline(__always)
    static func isBlank(_ octet: UInt8) -> Bool { octet == space || octet == tab }

    @inline(__always)
    static func isDigit(_ octet: UInt8) -> Bool { octet &- 0x30 < 10 }

    /// The value of one hexadecimal digit, or `nil`.
    @inline(__always)
    static func hexValue(_ octet: UInt8) -> UInt8? {
        if isDigit(octet) { return octet - 0x30 }
        let letter = octet | 0x20
        return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : nil
    }

    /// ASCII lower case; other octets as they are.
    @inline(__always)
    static func lowercased(_ octet: UInt8) -> UInt8 { octet &- 0x41 < 26 ? octet | 0x20 : octet }

    @inline(__always)
    private static func isSet(_ octet: UInt8, low: UInt64, high: UInt64) -> Bool {
        if octet < 64 { return (low &>> UInt64(octet)) & 1 == 1 }
        return octet < 128 && (high &>> UInt64(octet & 63)) & 1 == 1
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether the octets in `range` spell `text`, which is ASCII in lower case, whatever their own case.
    @inline(__always)
    func matches(_ text: StaticString, in range: Range<Int>) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        let expected = text.utf8Start
        for offset in 0..<range.count where Octet.lowercased(self[range.lowerBound + offset]) != expected[offset] {
            return false
        }
        return true
    }
}
