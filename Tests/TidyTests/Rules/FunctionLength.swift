/// Measures functions by matching braces.
enum FunctionLength {
    /// The first lines of functions that are too long.
    static func lines(in tokens: [Token]) -> [Int] {
        tokens.indices.compactMap { index in
            guard isDeclaration(at: index, in: tokens), let body = bodyStart(after: index, in: tokens),
                let end = closingBrace(of: body, in: tokens)
            else { return nil }
            let length = tokens[end].line - tokens[index].line + 1
            return length > Shape.longestFunction ? tokens[index].line : nil
        }
    }

    private static func isDeclaration(at index: Int, in tokens: [Token]) -> Bool {
        switch tokens[index].text {
        case "func", "deinit": true
        case "init": index == 0 || tokens[index - 1].text != "."
        default: false
        }
    }

    /// The brace that opens the body; none for a protocol's requirement, which another declaration or the end of
    /// the protocol follows.
    private static func bodyStart(after declaration: Int, in tokens: [Token]) -> Int? {
        let nextDeclarations: Set = ["func", "init", "var", "let", "case", "static", "subscript", "associatedtype", "}"]
        var depth = 0
        for index in tokens.indices[(declaration + 1)...] {
            let text = tokens[index].text
            if text == "(" || text == "[" { depth += 1 }
            if text == ")" || text == "]" { depth -= 1 }
            guard depth == 0 else { continue }
            if text == "{" { return index }
            if nextDeclarations.contains(text) { return nil }
        }
        return nil
    }

    private static func closingBrace(of brace: Int, in tokens: [Token]) -> Int? {
        var depth = 0
        for index in brace..<tokens.count {
            if tokens[index].text == "{" { depth += 1 }
            if tokens[index].text == "}" { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }
}
