/// A word or a single mark of the code.
struct Token: Equatable {
    let text: String
    let line: Int
}

extension SourceText {
    /// The code as words and marks, in order.
    var tokens: [Token] {
        var tokens: [Token] = []
        var line = 1
        var position = 0
        while position < code.count {
            let start = position
            let byte = code[position]
            position += 1
            if byte == UInt8(ascii: "\n") {
                line += 1
            } else if byte.isWordByte {
                while position < code.count, code[position].isWordByte { position += 1 }
                tokens.append(Token(text: String(decoding: code[start..<position], as: UTF8.self), line: line))
            } else if byte > UInt8(ascii: " ") {
                tokens.append(Token(text: String(UnicodeScalar(byte)), line: line))
            }
        }
        return tokens
    }
}
