/// A rule book file that cannot be used: which file, where in it, why, and what to do.
package struct RuleBookFileError: Error, Equatable, CustomStringConvertible {
    package var file: String
    /// The place inside the file, `limits.handling.help.rule.amount`; `$` for the whole.
    package var path: String
    package var reason: String
    package var cure: String

    package init(file: String, path: String, reason: String, cure: String) {
        self.file = file
        self.path = path
        self.reason = reason
        self.cure = cure
    }

    package var description: String { "\(file): \(path): \(reason); \(cure)" }
}

extension RuleBookFileError {
    /// What the decoder found, at the place in the file where it found it.
    init(_ error: DecodingError, file: String) {
        func path(_ keys: [any CodingKey]) -> String {
            keys.isEmpty ? "$" : keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
        }
        switch error {
        case .keyNotFound(let key, let context):
            self.init(
                file: file, path: path(context.codingPath + [key]), reason: "missing", cure: "add “\(key.stringValue)”")
        case .valueNotFound(_, let context), .typeMismatch(_, let context), .dataCorrupted(let context):
            self.init(
                file: file, path: path(context.codingPath), reason: context.debugDescription,
                cure: context.codingPath.isEmpty
                    ? "give one JSON object" : "give a value of the form that Rule-books.md lists for this key")
        @unknown default:
            self.init(file: file, path: "$", reason: "\(error)", cure: "give a rule book of format \(RuleBook.format)")
        }
    }
}
