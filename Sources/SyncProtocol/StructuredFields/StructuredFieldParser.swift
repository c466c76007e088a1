internal import Foundation

/// Reads a structured field that is a dictionary (RFC 8941, section 4.2.2). Stricter than the RFC in two points, for
/// what is signed or counted must have one reading: a repeated key is refused, not overwritten, and base64 must be
/// padded.
package struct StructuredFieldParser {
    private let field: String
    private let text: [UInt8]
    private var position = 0

    /// - Parameter field: the field's name, for faults.
    package init(_ value: String, of field: String) {
        self.field = field
        text = Array(value.utf8)
    }

    /// The field as a dictionary.
    /// - Throws: `Problem` (malformed-header) that names the field, the byte and the fault.
    package static func dictionary(
        _ value: String, of field: String
    ) throws(Problem) -> StructuredField.Dictionary {
        var parser = StructuredFieldParser(value, of: field)
        return try parser.dictionary()
    }

    private mutating func dictionary() throws(Problem) -> StructuredField.Dictionary {
        var dictionary = StructuredField.Dictionary()
        var names: Set<String> = []
        skip { $0 == 0x20 }
        while position < text.count {
            let name = try key()
            guard names.insert(name).inserted else { throw fault("the member \(name) is repeated") }
            dictionary.members.append((name, try member()))
            skip { $0 == 0x20 || $0 == 0x09 }
            guard position < text.count else { return dictionary }
            guard take(0x2C) else { throw fault("',' is missing between members") }
            skip { $0 == 0x20 || $0 == 0x09 }
            guard position < text.count else { throw fault("a comma ends the field") }
        }
        return dictionary
    }

    private mutating func member() throws(Problem) -> StructuredField.Member {
        guard take(0x3D) else { return .item(StructuredField.Item(.boolean(true), try parameters())) }
        guard take(0x28) else { return .item(try item()) }
        var items: [StructuredField.Item] = []
        while true {
            skip { $0 == 0x20 }
            if take(0x29) { return .list(items, try parameters()) }
            items.append(try item())
            guard position < text.count, [0x20, 0x29].contains(text[position]) else {
                throw fault("an inner list does not end")
            }
        }
    }

    private mutating func item() throws(Problem) -> StructuredField.Item {
        StructuredField.Item(try bare(), try parameters())
    }

    private mutating func parameters() throws(Problem) -> [StructuredField.Parameter] {
        var parameters: [StructuredField.Parameter] = []
        while take(0x3B) {
            skip { $0 == 0x20 }
            let name = try key()
            guard !parameters.contains(where: { $0.name == name }) else {
                throw fault("the parameter \(name) is repeated")
            }
            parameters.append(StructuredField.Parameter(name, take(0x3D) ? try bare() : .boolean(true)))
        }
        return parameters
    }

    /// Section 4.2.3.3.
    private mutating func key() throws(Problem) -> String {
        let start = position
        guard position < text.count, Self.isLower(text[position]) || text[position] == 0x2A else {
            throw fault("a member's name is missing")
        }
        skip { Self.isLower($0) || (0x30...0x39).contains($0) || [0x5F, 0x2D, 0x2E, 0x2A].contains($0) }
        return String(decoding: text[start..<position], as: UTF8.self)
    }

    private mutating func bare() throws(Problem) -> StructuredField.Bare {
        guard position < text.count else { throw fault("a value is missing") }
        switch text[position] {
        case 0x22: return .string(try string())
        case 0x3A: return .bytes(try byteSequence())
        case 0x3F: return .boolean(try boolean())
        case 0x2A, 0x41...0x5A, 0x61...0x7A: return .token(token())
        default: return .integer(try integer())
        }
    }

    /// Section 4.2.5: printable ASCII, `\"` and `\\` the only escapes.
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

    /// Section 4.2.7.
    private mutating func byteSequence() throws(Problem) -> [UInt8] {
        let start = position + 1
        position = start
        skip { $0 != 0x3A }
        guard take(0x3A) else { throw fault("a byte sequence does not end") }
        let base64 = String(decoding: text[start..<position - 1], as: UTF8.self)
        guard let data = Data(base64Encoded: base64), data.base64EncodedString() == base64 else {
            throw fault("a byte sequence is no base64")
        }
        return Array(data)
    }

    /// Section 4.2.8.
    private mutating func boolean() throws(Problem) -> Bool {
        position += 1
        if take(0x31) { return true }
        guard take(0x30) else { throw fault("a boolean is ?0 or ?1") }
        return false
    }

    /// Section 4.2.6; its first byte is known to be allowed.
    private mutating func token() -> String {
        let start = position
        skip { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: "!#$%&'*+-.^_`|~:/".utf8.contains(byte)
            }
        }
        return String(decoding: text[start..<position], as: UTF8.self)
    }

    /// Section 4.2.4: at most 15 digits.
    private mutating func integer() throws(Problem) -> Int64 {
        let start = position
        _ = take(0x2D)
        let digits = position
        skip { (0x30...0x39).contains($0) }
        guard (1...15).contains(position - digits),
            let value = Int64(String(decoding: text[start..<position], as: UTF8.self))
        else { throw fault("a value is neither string, integer, token, boolean nor byte sequence") }
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
        Problem(.malformedHeader, detail: "\(field), byte \(position): \(detail)")
    }
}
