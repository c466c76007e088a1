package import Foundation

/// A rule book file that cannot be used: which file, where in it, why, and what to do.
package struct RuleBookFileError: Error, Equatable, CustomStringConvertible {
    package var file: String
    /// The place inside the file, `limits.handling.help.rule.amount`.
    package var path: String
    package var reason: String
    package var cure: String

    package var description: String { "\(file): \(path): \(reason); \(cure)" }
}

extension RuleBook {
    /// Reads a rule book of format 1. Unknown keys are refused: a misspelt limit must not vanish silently.
    /// - Parameter file: the file's name, for errors.
    package init(_ data: Data, file: String) throws(RuleBookFileError) {
        let source: JSONTree
        do {
            source = try JSONDecoder().decode(JSONTree.self, from: data)
            self = try JSONDecoder().decode(RuleBook.self, from: data)
        } catch let error as DecodingError {
            throw RuleBookFileError(error, file: file)
        } catch {
            throw RuleBookFileError(file: file, path: "$", reason: "\(error)", cure: "give one JSON object")
        }
        try check(source, file: file)
    }

    private func check(_ source: JSONTree, file: String) throws(RuleBookFileError) {
        guard format == RuleBook.format else {
            throw RuleBookFileError(
                file: file, path: "format", reason: "format \(format) is not known",
                cure: "use format \(RuleBook.format), or a newer program")
        }
        guard version >= 1 else {
            throw RuleBookFileError(
                file: file, path: "version", reason: "\(version) is no version", cure: "count versions from 1")
        }
        if let to = validity.to, to < validity.from {
            throw RuleBookFileError(
                file: file, path: "validity.to", reason: "ends before it begins", cure: "give a day not before from")
        }
        // What a round trip loses was not understood.
        if let unknown = source.firstKey(missingFrom: written()) {
            throw RuleBookFileError(
                file: file, path: unknown, reason: "unknown key",
                cure: "correct the spelling or remove it; the keys of format 1 are documented")
        }
    }

    private func written() -> JSONTree {
        guard let data = try? JSONEncoder().encode(self), let tree = try? JSONDecoder().decode(JSONTree.self, from: data)
        else { return .value }
        return tree
    }
}

extension RuleBookFileError {
    fileprivate init(_ error: DecodingError, file: String) {
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
                cure: "give a value of the documented form")
        @unknown default:
            self.init(file: file, path: "$", reason: "\(error)", cure: "give a rule book of format \(RuleBook.format)")
        }
    }
}

/// The shape of a JSON document: only its keys matter here.
private indirect enum JSONTree: Decodable {
    case object([String: JSONTree])
    case array([JSONTree])
    case value

    init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: AnyKey.self) {
            var members: [String: JSONTree] = [:]
            for key in container.allKeys {
                members[key.stringValue] = try container.decode(JSONTree.self, forKey: key)
            }
            self = .object(members)
        } else if var container = try? decoder.unkeyedContainer() {
            var items: [JSONTree] = []
            while !container.isAtEnd { items.append(try container.decode(JSONTree.self)) }
            self = .array(items)
        } else {
            self = .value
        }
    }

    /// The path of the first key, in order, that the other document does not have.
    func firstKey(missingFrom other: JSONTree) -> String? {
        switch (self, other) {
        case (.object(let mine), .object(let theirs)):
            for key in mine.keys.sorted() {
                guard let theirMember = theirs[key] else { return key }
                if let inner = mine[key]?.firstKey(missingFrom: theirMember) { return "\(key).\(inner)" }
            }
        case (.array(let mine), .array(let theirs)):
            for (index, pair) in zip(mine, theirs).enumerated() {
                if let inner = pair.0.firstKey(missingFrom: pair.1) { return "\(index).\(inner)" }
            }
        default: break
        }
        return nil
    }
}
