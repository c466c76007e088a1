import Foundation

/// A JSON document as far as it is looked at before its values are: keys, texts, the rest.
indirect enum JSONTree: Decodable {
    case object([String: JSONTree])
    case array([JSONTree])
    case text(String)
    case number(Int)
    case fraction
    case null
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
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .null
            } else if let number = try? container.decode(Int.self) {
                self = .number(number)
            } else if let text = try? container.decode(String.self) {
                self = .text(text)
            } else {
                self = (try? container.decode(Double.self)) == nil ? .value : .fraction
            }
        }
    }

    static func read(_ data: Data, file: String) throws(RuleBookFileError) -> JSONTree {
        do {
            return try JSONDecoder().decode(JSONTree.self, from: data)
        } catch let error as DecodingError {
            throw RuleBookFileError(error, file: file)
        } catch {
            throw RuleBookFileError(file: file, path: "$", reason: "\(error)", cure: "give one JSON object")
        }
    }

    /// What this program would write for a value that it read.
    static func written(_ value: some Encodable) -> JSONTree {
        guard let data = try? JSONEncoder().encode(value),
            let tree = try? JSONDecoder().decode(JSONTree.self, from: data)
        else { return .value }
        return tree
    }

    func checkFormat() throws(RuleBookFlaw) {
        guard case .object(let members) = self else {
            throw RuleBookFlaw("$", "no JSON object", cure: "give one JSON object")
        }
        guard case .number(let format) = members["format"], format != RuleBook.format else { return }
        throw RuleBookFlaw(
            "format", "format \(format) is not known", cure: "use format \(RuleBook.format), or a newer program")
    }

    /// No text is empty, no number has a fraction, and nothing is null: what a regulation does not set is left out.
    func checkTexts(_ path: [String] = []) throws(RuleBookFlaw) {
        switch self {
        case .object(let members):
            for (key, member) in members.sorted(by: { $0.key < $1.key }) { try member.checkTexts(path + [key]) }
        case .array(let items):
            for (index, item) in items.enumerated() { try item.checkTexts(path + [String(index)]) }
        case .text(let text) where text.allSatisfy(\.isWhitespace):
            throw RuleBookFlaw(path.joined(separator: "."), "empty", cure: "write a text, or leave the key out")
        case .null:
            throw RuleBookFlaw(
                path.joined(separator: "."), "null", cure: "leave the key out: what is absent is 未规定")
        case .fraction:
            throw RuleBookFlaw(path.joined(separator: "."), "no whole number", cure: "write it without a fraction")
        case .text, .number, .value: break
        }
    }

    func checkKeys(against understood: JSONTree, hasRules: Bool) throws(RuleBookFlaw) {
        guard let unknown = firstKey(missingFrom: understood) else { return }
        throw RuleBookFlaw(
            unknown, "unknown key",
            cure: hasRules
                ? "correct the spelling or remove it; Rule-books.md names the keys of format \(RuleBook.format)"
                : "correct the spelling or remove it; a book without the section handling holds its head alone")
    }

    /// The path of the first key, in order, that the other document does not have.
    private func firstKey(missingFrom other: JSONTree) -> String? {
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
