/// The part of RFC 8941 that `Hotline-Stream` needs: a dictionary of strings, integers and byte sequences, without
/// inner lists and parameters. Stricter than the RFC in one point: a repeated key is refused, not overwritten.
struct StructuredFieldParser {
    enum Item: Equatable {
        case string(String)
        case integer(Int64)
        /// The base64 text between the colons.
        case bytes(String)
    }

    private let text: [UInt8]
    private var position = 0

    init(_ value: String) {
        text = Array(value.utf8)
    }

    /// RFC 8941 section 4.2.2.
    mutating func dictionary() throws(Problem) -> [String: Item] {
        var members: [String: Item] = [:]
        skip { $0 == 0x20 }
        while position < text.count {
            let name = try key()
            guard members[name] == nil else { throw fault("the member \(name) is repeated") }
            guard take(0x3D) else { throw fault("'=' is missing after \(name)") }
            members[name] = try item()
            skip { $0 == 0x20 || $0 == 0x09 }
            guard position < text.count else { return members }
            guard take(0x2C) else { throw fault("',' is missing between members") }
            skip { $0 == 0x20 || $0 == 0x09 }
            guard position < text.count else { throw fault("a comma ends the field") }
        }
        return members
    }

    /// RFC 8941 section 4.2.3.3.
    private mutating func key() throws(Problem) -> String {
        let start = position
        guard position < text.count, Self.isLower(text[position]) || text[position] == 0x2A else {
            throw fault("a member's name is missing")
        }
        skip { Self.isLower($0) || (0x30...0x39).contains($0) || [0x5F, 0x2D, 0x2E, 0x2A].contains($0) }
        return String(decoding: text[start..<position], as: UTF8.self)
    }

    private mutating func item() throws(Problem) -> Item {
        guard position < text.count else { throw fault("a value is missing") }
        switch text[position] {
        case 0x22: return .string(try string())
        case 0x3A: return .bytes(try byteSequence())
        default: return .integer(try integer())
        }
    }

    /// RFC 8941 section 4.2.5: printable ASCII, `\"` and `\\` the only escapes.
    private mutating func string() throws(Problem) -> String {
        position += 1
        var content: [UInt8] = []
        while position < text.count {
            let byte = text[position]
            position += 1
            switch byte {
            case 0x22:
                return String(decoding: content, as: UTF8.self)
            case 0x5C:
                guard position < text.count, [0x22, 0x5C].contains(text[position]) else {
                    throw fault("an escape is invalid")
                }
                content.append(text[position])
                position += 1
            case 0x20...0x7E:
                content.append(byte)
            default:
                throw fault("a string holds a byte outside printable ASCII")
            }
        }
        throw fault("a string does not end")
    }

    /// RFC 8941 section 4.2.7; the base64 itself is judged by who reads it.
    private mutating func byteSequence() throws(Problem) -> String {
        let start = position + 1
        position = start
        skip { $0 != 0x3A }
        guard take(0x3A) else { throw fault("a byte sequence does not end") }
        return String(decoding: text[start..<position - 1], as: UTF8.self)
    }

    /// RFC 8941 section 4.2.4: at most 15 digits.
    private mutating func integer() throws(Problem) -> Int64 {
        let start = position
        _ = take(0x2D)
        let digits = position
        skip { (0x30...0x39).contains($0) }
        guard (1...15).contains(position - digits),
            let value = Int64(String(decoding: text[start..<position], as: UTF8.self))
        else { throw fault("a value is neither string, integer nor byte sequence") }
        return value
    }

    private mutating func skip(while matches: (UInt8) -> Bool) {
        while position < text.count, matches(text[position]) { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < text.count, text[position] == byte else { return false }
        position += 1
        return true
    }

    private static func isLower(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }

    private func fault(_ detail: String) -> Problem {
        Problem(.malformedHeader, detail: "Hotline-Stream, byte \(position): \(detail)")
    }
}
