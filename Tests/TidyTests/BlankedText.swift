/// Turns comments and the insides of string literals into spaces, keeping newlines and every byte's place.
struct BlankedText {
    private static let newline = UInt8(ascii: "\n")
    private static let space = UInt8(ascii: " ")
    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")
    private static let pound = UInt8(ascii: "#")

    private var bytes: [UInt8]
    private var position = 0

    static func blank(_ bytes: [UInt8]) -> [UInt8] {
        var text = BlankedText(bytes: bytes)
        text.skipCode(untilParenthesis: false)
        return text.bytes
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private func at(_ offset: Int) -> UInt8 {
        position + offset < bytes.count ? bytes[position + offset] : 0
    }

    /// Overwrites the next bytes and steps over them.
    private mutating func erase(_ count: Int = 1) {
        for _ in 0..<count where position < bytes.count {
            if bytes[position] != Self.newline { bytes[position] = Self.space }
            position += 1
        }
    }

    /// Steps over code to the end of the text or, inside an interpolation, over its closing parenthesis.
    private mutating func skipCode(untilParenthesis isInterpolation: Bool) {
        var depth = 0
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "/") where at(1) == UInt8(ascii: "/"):
                while position < bytes.count, bytes[position] != Self.newline { erase() }
            case UInt8(ascii: "/") where at(1) == UInt8(ascii: "*"):
                eraseBlockComment()
            case Self.quote:
                eraseString(pounds: 0)
            case Self.pound:
                skipPounds()
            case UInt8(ascii: "(") where isInterpolation:
                depth += 1
                position += 1
            case UInt8(ascii: ")") where isInterpolation:
                depth -= 1
                position += 1
                if depth == 0 { return }
            default:
                position += 1
            }
        }
    }

    /// Block comments nest.
    private mutating func eraseBlockComment() {
        var depth = 0
        repeat {
            if at(0) == UInt8(ascii: "/"), at(1) == UInt8(ascii: "*") {
                depth += 1
                erase(2)
            } else if at(0) == UInt8(ascii: "*"), at(1) == UInt8(ascii: "/") {
                depth -= 1
                erase(2)
            } else {
                erase()
            }
        } while depth > 0 && position < bytes.count
    }

    /// `#"…"#` is a raw string; any other `#` is a directive or a macro.
    private mutating func skipPounds() {
        var pounds = 0
        while at(pounds) == Self.pound { pounds += 1 }
        position += pounds
        if at(0) == Self.quote { eraseString(pounds: pounds) }
    }

    /// Keeps the quotation marks, erases what is between them but the code of interpolations.
    private mutating func eraseString(pounds: Int) {
        let isMultiline = at(1) == Self.quote && at(2) == Self.quote
        let quotes = isMultiline ? 3 : 1
        position += quotes
        while position < bytes.count {
            if closes(quotes: quotes, pounds: pounds) {
                position += quotes + pounds
                return
            }
            if bytes[position] == Self.newline, !isMultiline { return }
            guard bytes[position] == Self.backslash, hasPounds(pounds, from: 1) else {
                erase()
                continue
            }
            let isInterpolation = at(1 + pounds) == UInt8(ascii: "(")
            erase(1 + pounds)
            if isInterpolation { skipCode(untilParenthesis: true) } else { erase() }
        }
    }

    private func closes(quotes: Int, pounds: Int) -> Bool {
        (0..<quotes).allSatisfy { at($0) == Self.quote } && hasPounds(pounds, from: quotes)
    }

    private func hasPounds(_ count: Int, from offset: Int) -> Bool {
        (0..<count).allSatisfy { at(offset + $0) == Self.pound }
    }
}
