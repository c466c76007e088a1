/// Finds `for … in` over names that are declared as dictionaries or sets, file by file and across a target.
enum UnsortedIteration {
    static let name = "determinism unsorted iteration"
    static let cure = "iterate over .sorted(by:), or keep an array: this order differs from run to run"

    /// The findings in the files of one target.
    static func findings(in target: [SourceText]) -> [Finding] {
        let tokens = target.map(\.tokens)
        let declared = tokens.map(declarations)
        let elsewhere = Set(declared.flatMap(\.unsorted)).subtracting(declared.flatMap(\.others))
        return zip(target, zip(tokens, declared)).flatMap { file, found in
            let names = Set(found.1.unsorted).union(elsewhere)
            return loops(in: found.0, over: names).map { line in
                Finding(rule: name, path: file.path, line: line, cure: cure)
            }
        }
    }

    /// Names declared with `let`, `var` or as parameters: those of an unsorted type, and all others.
    private static func declarations(_ tokens: [Token]) -> (unsorted: [String], others: [String]) {
        var unsorted: [String] = []
        var others: [String] = []
        var isInSignature = false
        for index in tokens.indices.dropLast(3) {
            let text = tokens[index].text
            if text == "func" || text == "init" { isInSignature = true }
            if text == "{" || text == "}" { isInSignature = false }
            let isVariable = text == "let" || text == "var"
            guard isVariable || (isInSignature && tokens[index + 2].text == ":") else { continue }
            let name = tokens[index + 1].text
            if isUnsortedType(tokens[(index + 3)...]) { unsorted.append(name) } else { others.append(name) }
        }
        return (unsorted, others)
    }

    /// Whether what follows is `[K: V]`, `Set<…>` or `Dictionary<…>`.
    private static func isUnsortedType(_ tokens: ArraySlice<Token>) -> Bool {
        guard let first = tokens.first else { return false }
        if first.text == "Set" || first.text == "Dictionary" { return true }
        guard first.text == "[" else { return false }
        var depth = 0
        for token in tokens {
            if "[(<".contains(token.text) { depth += 1 }
            if "])>".contains(token.text) { depth -= 1 }
            if depth == 0 { return false }
            if depth == 1, token.text == ":" { return true }
        }
        return false
    }

    /// The lines of loops that run over one of the names, over its `keys` or `values`, or over either's `enumerated()`.
    private static func loops(in tokens: [Token], over names: Set<String>) -> [Int] {
        var lines: [Int] = []
        for (index, token) in tokens.enumerated() where token.text == "for" {
            guard let start = tokens[index...].prefix(24).firstIndex(where: { $0.text == "in" }) else { continue }
            var chain = tokens[(start + 1)...].prefix { $0.text != "{" && $0.text != "where" }.map(\.text)
            if chain.suffix(4) == [".", "enumerated", "(", ")"] { chain.removeLast(4) }
            if let last = chain.last, chain.count > 2, last == "keys" || last == "values" { chain.removeLast(2) }
            let isChain = chain.enumerated().allSatisfy { $0.offset.isMultiple(of: 2) || $0.element == "." }
            if isChain, let last = chain.last, names.contains(last) { lines.append(token.line) }
        }
        return lines
    }
}
