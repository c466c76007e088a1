import SyncProtocol

/// Why bytes are no JSON document, and where, as a person looks for it.
struct JSONSyntaxError: Error, Sendable, Equatable {
    /// What is wrong, with the key or the character that is meant.
    var text: String
    /// Bytes before the place.
    var offset: Int
    /// Counted from 1.
    var line: Int
    /// In bytes, counted from 1.
    var column: Int

    init(_ fault: JSONFault, in document: [UInt8]) {
        let before = document.prefix(fault.offset)
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        text = Self.text(fault, in: document)
        offset = fault.offset
        line = 1 + before.count { $0 == UInt8(ascii: "\n") }
        column = fault.offset - lineStart + 1
    }

    private static func text(_ fault: JSONFault, in document: [UInt8]) -> String {
        let rest = document.dropFirst(fault.offset)
        switch fault.cause {
        case .unexpectedByte:
            // What was read up to here is UTF-8; what follows may not be, and is then shown by its number.
            let next = String(decoding: rest.prefix(4), as: UTF8.self).unicodeScalars.first
            guard let next, next != "\u{FFFD}", next.value > 0x20 else { return fault.cause.rawValue }
            return "\"\(next)\" does not fit here"
        case .duplicateKey:
            let key = rest.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
            return "the key \"\(String(decoding: key, as: UTF8.self))\" stands twice in one object"
        case .tooDeep: return "values are nested deeper than \(JSONTree.deepest)"
        default: return fault.cause.rawValue
        }
    }
}
