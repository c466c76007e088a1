/// A JSON document as a request brought it (RFC 8259), with members in their order.
///
/// Foundation's decoder stops at the first wrong field and takes doubled keys; a form has to name all that is wrong.
indirect enum JSONTree: Sendable, Equatable {
    /// One member of an object.
    struct Member: Sendable, Equatable {
        var key: String
        var value: JSONTree
    }

    case null
    case flag(Bool)
    /// As written; whoever needs a number says which kind.
    case number(String)
    case text(String)
    case list([JSONTree])
    case object([Member])

    /// An object's member.
    subscript(key: String) -> JSONTree? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }
}

/// Why bytes are no JSON document, and where.
struct JSONSyntaxError: Error, Sendable, Equatable {
    enum Reason: Sendable, Equatable {
        case brokenUTF8
        case unexpected(String)
        case unexpectedEnd
        case tooDeep
        case duplicateKey(String)
        case trailing
    }

    var reason: Reason
    /// Bytes before the place.
    var offset: Int
    /// Counted from 1.
    var line: Int
    /// In bytes, counted from 1.
    var column: Int

    /// The error as a sentence without its place.
    var text: String {
        switch reason {
        case .brokenUTF8: "the bytes are not UTF-8"
        case .unexpected(let expected): "\(expected) was expected"
        case .unexpectedEnd: "the document ends too early"
        case .tooDeep: "values are nested deeper than \(JSONParser.deepest)"
        case .duplicateKey(let key): "the key \"\(key)\" stands twice in one object"
        case .trailing: "something follows the document"
        }
    }
}
