/// Reads a JSON document strictly: UTF-8, one value, no doubled keys, bounded nesting (RFC 8259).
struct JSONParser {
    /// Deeper nesting is an attack on the stack, not a form.
    static let deepest = 64

    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0

    /// Parses all of `document`.
    static func parse(_ document: [UInt8]) throws(JSONSyntaxError) -> JSONTree {
        guard document.isValidUTF8 else { throw brokenUTF8(in: document) }
        let outcome = document.withUnsafeBufferPointer { bytes -> Result<JSONTree, JSONSyntaxError> in
            var parser = JSONParser(bytes: bytes)
            return Result { () throws(JSONSyntaxError) in try parser.document() }
        }
        return try outcome.get()
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    private mutating func document() throws(JSONSyntaxError) -> JSONTree {
        let value = try value(depth: 0)
        skipSpace()
        guard index == bytes.count else { throw error(.trailing) }
        return value
    }

    private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONTree {
        guard depth < Self.deepest else { throw error(.tooDeep) }
        skipSpace()
        guard index < bytes.count else { throw error(.unexpectedEnd) }
        switch bytes[index] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "t"): return try word("true", .flag(true))
        case UInt8(ascii: "f"): return try word("false", .flag(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws(JSONSyntaxError) -> JSONTree {
        index += 1
        var members: [JSONTree.Member] = []
        skipSpace()
        if take("}") { return .object(members) }
        while true {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else { throw unexpected("a key in quotation marks") }
            let start = index
            let key = try string()
            if members.contains(where: { $0.key == key }) { throw error(.duplicateKey(key), at: start) }
            skipSpace()
            guard take(":") else { throw unexpected("a colon") }
            members.append(JSONTree.Member(key: key, value: try value(depth: depth + 1)))
            skipSpace()
            if take("}") { return .object(members) }
            guard take(",") else { throw unexpected("a comma or }") }
        }
    }

    private mutating func list(depth: Int) throws(JSONSyntaxError) -> JSONTree {
        index += 1
        var elements: [JSONTree] = []
        skipSpace()
        if take("]") { return .list(elements) }
        while true {
            elements.append(try value(depth: depth + 1))
            skipSpace()
            if take("]") { return .list(elements) }
            guard take(",") else { throw unexpected("a comma or ]") }
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONTree) throws(JSONSyntaxError) -> JSONTree {
        for offset in 0..<word.utf8CodeUnitCount {
            guard peek == word.utf8Start[offset] else { throw unexpected(word.description) }
            index += 1
        }
        return value
    }

    // MARK: - Strings

    private mutating func string() throws(JSONSyntaxError) -> String {
        index += 1
        let start = index
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                defer { index += 1 }
                return String(decoding: bytes[start..<index], as: UTF8.self)
            case UInt8(ascii: "\\"):
                return try escapedString(from: start)
            case 0..<0x20:
                throw unexpected("an escape in place of a control character")
            default:
                index += 1
            }
        }
        throw error(.unexpectedEnd)
    }

    /// The rest of a string that holds escapes; `index` stands on the first.
    private mutating func escapedString(from start: Int) throws(JSONSyntaxError) -> String {
        var text = [UInt8](bytes[start..<index])
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                index += 1
                text.append(contentsOf: String(try escape()).utf8)
            case 0..<0x20:
                throw unexpected("an escape in place of a control character")
            default:
                text.append(byte)
                index += 1
            }
        }
        throw error(.unexpectedEnd)
    }

    private mutating func escape() throws(JSONSyntaxError) -> Unicode.Scalar {
        guard let byte = peek else { throw error(.unexpectedEnd) }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default:
            index -= 1
            throw unexpected("an escape that JSON knows")
        }
    }

    /// A lone surrogate names no character and is refused.
    private mutating func unicodeEscape() throws(JSONSyntaxError) -> Unicode.Scalar {
        let high = try fourDigits()
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard high < 0xDC00, take("\\"), take("u") else { throw unexpected("a second half of the surrogate pair") }
        let low = try fourDigits()
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { throw unexpected("a second half of the surrogate pair") }
        return scalar
    }

    private mutating func fourDigits() throws(JSONSyntaxError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw unexpected("four hexadecimal digits")
            }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }

    // MARK: - Numbers

    private mutating func number() throws(JSONSyntaxError) -> JSONTree {
        let start = index
        _ = take("-")
        guard let first = peek, isDigit(first) else { throw error(.unexpected("a JSON value"), at: start) }
        skipDigits()
        guard first != UInt8(ascii: "0") || index - start <= (bytes[start] == UInt8(ascii: "-") ? 2 : 1) else {
            throw error(.unexpected("a number without leading zeros"), at: start)
        }
        if take(".") { try digits() }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits()
        }
        return .number(String(decoding: bytes[start..<index], as: UTF8.self))
    }

    private mutating func digits() throws(JSONSyntaxError) {
        guard let byte = peek, isDigit(byte) else { throw unexpected("a digit") }
        skipDigits()
    }

    private mutating func skipDigits() {
        while let byte = peek, isDigit(byte) { index += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    // MARK: - Bytes

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    private func unexpected(_ expected: String) -> JSONSyntaxError {
        index < bytes.count ? error(.unexpected(expected)) : error(.unexpectedEnd)
    }

    private func error(_ reason: JSONSyntaxError.Reason, at offset: Int? = nil) -> JSONSyntaxError {
        JSONSyntaxError(reason, at: offset ?? index, in: bytes)
    }

    private static func brokenUTF8(in document: [UInt8]) -> JSONSyntaxError {
        document.withUnsafeBufferPointer { bytes in
            JSONSyntaxError(.brokenUTF8, at: bytes.firstInvalidUTF8 ?? bytes.count, in: bytes)
        }
    }
}

extension JSONSyntaxError {
    fileprivate init(_ reason: Reason, at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        let before = bytes[..<offset]
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        self.init(
            reason: reason, offset: offset, line: 1 + before.count { $0 == UInt8(ascii: "\n") },
            column: offset - lineStart + 1)
    }
}

extension [UInt8] {
    fileprivate var isValidUTF8: Bool { withUnsafeBufferPointer { $0.firstInvalidUTF8 == nil } }
}

extension UnsafeBufferPointer<UInt8> {
    /// The offset of the first byte that no UTF-8 text has there (Unicode 15, table 3-7); nil for UTF-8.
    var firstInvalidUTF8: Int? {
        var index = 0
        while index < count {
            let byte = self[index]
            guard byte >= 0x80 else {
                index += 1
                continue
            }
            guard let length = sequenceLength(at: index) else { return index }
            index += length
        }
        return nil
    }

    private func sequenceLength(at index: Int) -> Int? {
        let (length, second): (Int, ClosedRange<UInt8>)
        switch self[index] {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return nil
        }
        guard index + length <= count, second.contains(self[index + 1]) else { return nil }
        for offset in stride(from: 2, to: length, by: 1) where !(0x80...0xBF).contains(self[index + offset]) {
            return nil
        }
        return length
    }
}
