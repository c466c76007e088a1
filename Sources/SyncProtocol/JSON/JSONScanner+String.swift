extension JSONScanner {
    /// Scans a string or key from its opening quote, eight bytes at a time where they are plain ASCII.
    mutating func string(_ kind: JSONToken.Kind) throws(JSONFault) {
        let start = position
        var flags: JSONToken.Flags = []
        position += 1
        while true {
            skipPlain()
            guard position < bytes.count else { throw JSONFault(.unexpectedEnd, at: position) }
            let byte = bytes[position]
            if byte == 0x22 { break }
            if byte >= 0x80 {
                try multiByteRun()
            } else if byte == 0x5C {
                flags.insert(.escaped)
                try escape()
            } else {
                throw JSONFault(.controlCharacter, at: position)
            }
        }
        position += 1
        if lastDeviation < start { flags.insert(.canonical) }
        append(kind, start: start, flags: flags)
    }

    /// Moves to the next quote, backslash, control character, byte above 0x7F, or the end.
    @inline(__always)
    private mutating func skipPlain() {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        while position &+ 8 <= bytes.count {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            // The lowest set high bit marks the first special byte; higher ones may be borrowed and are not used.
            let special =
                ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
                | ((word &- (ones &* 0x20)) & ~word) | word
            let found = special & highs
            guard found == 0 else {
                position &+= found.trailingZeroBitCount >> 3
                return
            }
            position &+= 8
        }
        while position < bytes.count {
            let byte = bytes[position]
            guard byte >= 0x20, byte < 0x80, byte != 0x22, byte != 0x5C else { return }
            position &+= 1
        }
    }

    /// A run of characters above ASCII: RFC 3629, the table of section 4. Chinese text takes the first branch.
    private mutating func multiByteRun() throws(JSONFault) {
        while position < bytes.count {
            let lead = bytes[position]
            guard lead >= 0x80 else { return }
            if lead & 0xF0 == 0xE0 {
                guard position &+ 2 < bytes.count else { throw JSONFault(.invalidUTF8, at: position) }
                let second = bytes[position &+ 1]
                // E0 must not begin what fits two bytes, ED must not begin a surrogate.
                guard second & 0xC0 == 0x80, bytes[position &+ 2] & 0xC0 == 0x80,
                    lead != 0xE0 || second >= 0xA0, lead != 0xED || second < 0xA0
                else { throw JSONFault(.invalidUTF8, at: position) }
                position &+= 3
            } else {
                position += try rareSequence(lead)
            }
        }
    }

    /// The length of a sequence of two or four bytes.
    private func rareSequence(_ lead: UInt8) throws(JSONFault) -> Int {
        func continues(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            position + offset < bytes.count && range.contains(bytes[position + offset])
        }
        switch lead {
        case 0xC2...0xDF where continues(1): return 2
        case 0xF0 where continues(1, 0x90...0xBF) && continues(2) && continues(3): return 4
        case 0xF1...0xF3 where continues(1) && continues(2) && continues(3): return 4
        case 0xF4 where continues(1, 0x80...0x8F) && continues(2) && continues(3): return 4
        default: throw JSONFault(.invalidUTF8, at: position)
        }
    }

    /// RFC 8259 section 7. What the canonical form would spell otherwise is noted as a deviation.
    private mutating func escape() throws(JSONFault) {
        let start = position
        guard position + 1 < bytes.count else { throw JSONFault(.unexpectedEnd, at: bytes.count) }
        switch bytes[position + 1] {
        case 0x22, 0x5C, 0x62, 0x66, 0x6E, 0x72, 0x74:
            position += 2
        case 0x2F:
            lastDeviation = start
            position += 2
        case 0x75:
            let unit = try hexUnit(at: position + 2)
            position += 6
            if !isMinimal(unit, at: start) { lastDeviation = start }
            if unit & 0xF800 == 0xD800 { try lowSurrogate(after: unit, from: start) }
        default:
            throw JSONFault(.invalidEscape, at: start)
        }
    }

    private mutating func lowSurrogate(after high: UInt16, from start: Int) throws(JSONFault) {
        guard high < 0xDC00, position + 1 < bytes.count, bytes[position] == 0x5C, bytes[position + 1] == 0x75,
            try hexUnit(at: position + 2) & 0xFC00 == 0xDC00
        else { throw JSONFault(.loneSurrogate, at: start) }
        position += 6
    }

    private func hexUnit(at start: Int) throws(JSONFault) -> UInt16 {
        guard start + 4 <= bytes.count else { throw JSONFault(.unexpectedEnd, at: bytes.count) }
        var unit: UInt16 = 0
        for index in start..<start + 4 {
            guard let digit = HexDigit.value(bytes[index]) else { throw JSONFault(.invalidEscape, at: start - 2) }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }

    /// Only control characters without a short form are written as `\u00xx`, in lower case.
    private func isMinimal(_ unit: UInt16, at start: Int) -> Bool {
        guard unit < 0x20, ![0x08, 0x09, 0x0A, 0x0C, 0x0D].contains(unit) else { return false }
        return !(0x41...0x46).contains(bytes[start + 5])
    }
}
