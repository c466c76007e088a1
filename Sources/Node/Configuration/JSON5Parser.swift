import Foundation

/// Reads JSON5 (json5.org) into values that know their place in the text.
///
/// `JSONDecoder` reads JSON5 too, but on Linux it tells neither where a text is malformed nor that a key stands twice,
/// and it stops at the first mistake. A file that an administrator writes by hand deserves better.
struct JSON5Parser {
    /// Nesting beyond this is a mistake, not a configuration.
    private static let deepestNesting = 32

    private let text: [Character]
    private let lineStarts: [Int]
    private var position = 0
    private var nesting = 0

    /// A text that is not JSON5: the place and the reason.
    struct Malformed: Error, Equatable {
        let place: TextPlace
        let cause: String
    }

    /// Reads the one value of a document.
    static func parse(_ text: String) throws(Malformed) -> ConfigurationValue {
        var parser = JSON5Parser(text: Array(text))
        let value = try parser.value()
        try parser.skipSpace()
        guard parser.position == parser.text.count else { throw parser.malformed("text after the end of the document") }
        return value
    }

    private init(text: [Character]) {
        self.text = text
        lineStarts = [0] + text.indices.filter { text[$0].isNewline }.map { $0 + 1 }
    }

    private mutating func value() throws(Malformed) -> ConfigurationValue {
        try skipSpace()
        let place = place
        let content: ConfigurationValue.Content
        switch peek {
        case "{": content = try nested { (parser) throws(Malformed) in .object(try parser.members()) }
        case "[": content = try nested { (parser) throws(Malformed) in .array(try parser.elements()) }
        case "\"", "'": content = .string(try string())
        case nil: throw malformed("the text ends where a value should stand")
        default: content = try word()
        }
        return ConfigurationValue(content: content, place: place)
    }

    private mutating func nested(
        _ read: (inout JSON5Parser) throws(Malformed) -> ConfigurationValue.Content
    ) throws(Malformed) -> ConfigurationValue.Content {
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= Self.deepestNesting else { throw malformed("more than \(Self.deepestNesting) levels deep") }
        position += 1
        return try read(&self)
    }

    private mutating func members() throws(Malformed) -> [ConfigurationValue.Member] {
        var members: [ConfigurationValue.Member] = []
        while true {
            try skipSpace()
            if take("}") { return members }
            let place = place
            let name = try memberName()
            if members.contains(where: { $0.name == name }) {
                throw Malformed(place: place, cause: "the key \"\(name)\" stands twice in one object")
            }
            try skipSpace()
            guard take(":") else { throw malformed("a colon should follow the key \"\(name)\"") }
            members.append(.init(name: name, place: place, value: try value()))
            try skipSpace()
            guard take(",") || peek == "}" else {
                throw malformed("a comma or } should follow the value of \"\(name)\"")
            }
        }
    }

    private mutating func elements() throws(Malformed) -> [ConfigurationValue] {
        var elements: [ConfigurationValue] = []
        while true {
            try skipSpace()
            if take("]") { return elements }
            elements.append(try value())
            try skipSpace()
            guard take(",") || peek == "]" else { throw malformed("a comma or ] should follow a list's element") }
        }
    }

    private mutating func memberName() throws(Malformed) -> String {
        if peek == "\"" || peek == "'" { return try string() }
        let name = takeWhile { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$" }
        guard let first = name.first, !first.isNumber else { throw malformed("a key should stand here") }
        return name
    }

    /// `true`, `false`, `null` or a number; what JSON5 adds to numbers (hexadecimal, `Infinity`) no setting needs.
    private mutating func word() throws(Malformed) -> ConfigurationValue.Content {
        let start = position
        let word = takeWhile { $0.isLetter || $0.isNumber || "+-._".contains($0) }
        switch word {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        case "null": return .null
        default:
            let startsAsNumber = word.first.map { $0.isNumber || "+-.".contains($0) } ?? false
            if startsAsNumber, let number = Double(word), number.isFinite { return .number(number) }
            position = start
            let found = word.isEmpty ? String(text[position]) : word
            throw malformed("\(found) is no value: texts stand in quotation marks")
        }
    }
}

// MARK: - Texts

extension JSON5Parser {
    private mutating func string() throws(Malformed) -> String {
        let start = place
        let quote = text[position]
        position += 1
        var result = ""
        while let character = peek, !character.isNewline {
            position += 1
            if character == quote { return result }
            if character == "\\" { try appendEscaped(to: &result) } else { result.append(character) }
        }
        throw Malformed(place: start, cause: "the text that begins here has no closing quotation mark on its line")
    }

    private mutating func appendEscaped(to result: inout String) throws(Malformed) {
        guard let character = peek else { throw malformed("the text ends after a backslash") }
        position += 1
        switch character {
        case "n": result.append("\n")
        case "t": result.append("\t")
        case "r": result.append("\r")
        case "u": result.append(try unicodeEscape())
        case _ where character.isNewline: break  // A backslash at the end of a line continues the text.
        case _ where character.isLetter || character.isNumber:
            throw malformed("\\\(character) is no escape that is known")
        default: result.append(character)
        }
    }

    private mutating func unicodeEscape() throws(Malformed) -> Character {
        let digits = String(text[position..<min(position + 4, text.count)])
        guard digits.count == 4, let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) else {
            throw malformed("\\u should be followed by four hexadecimal digits of one character")
        }
        position += 4
        return Character(scalar)
    }
}

// MARK: - Characters

extension JSON5Parser {
    private var peek: Character? { position < text.count ? text[position] : nil }

    private var place: TextPlace {
        let line = lineStarts.partitioningIndex { $0 > position }
        return TextPlace(line: line, column: position - lineStarts[line - 1] + 1)
    }

    private func malformed(_ cause: String) -> Malformed {
        Malformed(place: place, cause: cause)
    }

    private mutating func take(_ character: Character) -> Bool {
        guard peek == character else { return false }
        position += 1
        return true
    }

    private mutating func takeWhile(_ belongs: (Character) -> Bool) -> String {
        let start = position
        while let character = peek, belongs(character) { position += 1 }
        return String(text[start..<position])
    }

    /// Steps over white space, `// …` and `/* … */`.
    private mutating func skipSpace() throws(Malformed) {
        while let character = peek {
            if character.isWhitespace || character == "\u{FEFF}" {
                position += 1
            } else if character == "/", position + 1 < text.count, text[position + 1] == "/" {
                _ = takeWhile { !$0.isNewline }
            } else if character == "/", position + 1 < text.count, text[position + 1] == "*" {
                try skipBlockComment()
            } else {
                return
            }
        }
    }

    private mutating func skipBlockComment() throws(Malformed) {
        let start = place
        position += 2
        while position + 1 < text.count {
            if text[position] == "*", text[position + 1] == "/" {
                position += 2
                return
            }
            position += 1
        }
        throw Malformed(place: start, cause: "the comment that begins here is never closed")
    }
}

extension [Int] {
    /// The first index from which `belongsAfter` holds, in numbers sorted so that it holds for a tail of them.
    fileprivate func partitioningIndex(where belongsAfter: (Int) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if belongsAfter(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
