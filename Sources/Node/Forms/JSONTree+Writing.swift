extension JSONTree: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    init(stringLiteral text: String) { self = .text(text) }
    init(integerLiteral number: Int) { self = .number(String(number)) }
    init(booleanLiteral flag: Bool) { self = .flag(flag) }
    init(arrayLiteral elements: JSONTree...) { self = .list(elements) }
    init(dictionaryLiteral members: (String, JSONTree)...) { self.init(members: members) }

    /// An object with its members in order.
    init(members: [(String, JSONTree)]) { self = .object(members.map { Member(key: $0.0, value: $0.1) }) }

    /// The object with a member set, in its place or at the end.
    func with(_ key: String, _ value: JSONTree) -> JSONTree {
        guard case .object(var members) = self else { return self }
        if let index = members.firstIndex(where: { $0.key == key }) {
            members[index].value = value
        } else {
            members.append(Member(key: key, value: value))
        }
        return .object(members)
    }

    /// The document as JSON, members in their order.
    var bytes: [UInt8] {
        var writer = JSONWriter(capacity: 4_096)
        writer.value(self)
        return writer.bytes
    }
}

extension JSONWriter {
    /// Writes a document.
    mutating func value(_ tree: JSONTree) {
        switch tree {
        case .null: null()
        case .flag(let flag): value(flag)
        case .number(let text): raw(text.utf8)
        case .text(let text): value(text)
        case .list(let elements): list(elements) { $0.value($1) }
        case .object(let members):
            object { writer in
                for member in members { writer.member(named: member.key, member.value) }
            }
        }
    }
}
