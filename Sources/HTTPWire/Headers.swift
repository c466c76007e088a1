/// The fields of one message in the order they came: names compared without case, a name may repeat.
///
/// One buffer holds all octets and one array says where each field lies, so that a parsed head of ten fields costs two
/// allocations and a lookup compares octets in place.
package struct Headers: Sendable {
    /// Where one field lies in `octets`.
    struct Field: Sendable, Equatable {
        let nameStart: UInt32
        let nameEnd: UInt32
        let valueStart: UInt32
        let valueEnd: UInt32

        var name: Range<Int> { Int(nameStart)..<Int(nameEnd) }
        var value: Range<Int> { Int(valueStart)..<Int(valueEnd) }
    }

    private(set) var octets: [UInt8]
    private(set) var fields: [Field]

    package init() {
        octets = []
        fields = []
    }

    /// What a parser found: `octets` is the head as received, `fields` lie within.
    init(octets: [UInt8], fields: [Field]) {
        self.octets = octets
        self.fields = fields
    }

    /// How many field lines there are; a repeated name counts each time.
    package var count: Int { fields.count }
    package var isEmpty: Bool { fields.isEmpty }

    /// The first value of `name`, or `nil`. Assigning replaces all of that name; `nil` removes them.
    package subscript(name: String) -> String? {
        get {
            guard let field = fields.first(where: { matches($0, name) }) else { return nil }
            return text(field.value)
        }
        set {
            remove(name)
            if let newValue { append(name, newValue) }
        }
    }

    /// Every value of `name`, in order.
    package func all(_ name: String) -> [String] {
        fields.filter { matches($0, name) }.map { text($0.value) }
    }

    /// Whether a field of that name is present.
    package func contains(_ name: String) -> Bool { fields.contains { matches($0, name) } }

    /// Adds one field. The name must be a token (a program's error otherwise); CR, LF and NUL in the value become
    /// spaces, so that no value can end its line (RFC 9110 section 5.5).
    package mutating func append(_ name: String, _ value: String) {
        precondition(!name.isEmpty && name.utf8.allSatisfy(Octet.isToken), "a header name is a token")
        let start = octets.count
        octets.append(contentsOf: name.utf8)
        let nameEnd = octets.count
        for octet in value.utf8 { octets.append(Octet.isFieldValue(octet) ? octet : Octet.space) }
        fields.append(Field(
            nameStart: UInt32(start), nameEnd: UInt32(nameEnd),
            valueStart: UInt32(nameEnd), valueEnd: UInt32(octets.count)))
    }

    /// Removes every field of that name.
    package mutating func remove(_ name: String) {
        guard contains(name) else { return }
        fields = fields.filter { !matches($0, name) }
    }

    /// Whether a comma-separated field such as `Connection` names `token`, whatever its case (RFC 9110 section 5.6.1).
    package func lists(_ token: String, in name: String) -> Bool {
        all(name).contains { value in
            value.split(separator: ",").contains { Self.equalIgnoringCase(Self.trimmed($0).utf8, token.utf8) }
        }
    }

    /// Whether a field has this name, given in octets.
    func names(_ name: ArraySlice<UInt8>) -> Bool {
        fields.contains { $0.name.count == name.count && Self.equalIgnoringCase(octets[$0.name], name) }
    }

    /// Appends `name: value CRLF` for every field but those that the framing of the message owns, and those whose name
    /// the caller does not want.
    func serialize(into output: inout [UInt8], where isWanted: (ArraySlice<UInt8>) -> Bool = { _ in true }) {
        for field in fields where !isFramingField(field) && isWanted(octets[field.name]) {
            output.append(contentsOf: octets[field.name])
            output.append(Octet.colon)
            output.append(Octet.space)
            output.append(contentsOf: octets[field.value])
            output.append(Octet.carriageReturn)
            output.append(Octet.lineFeed)
        }
    }

    private func isFramingField(_ field: Field) -> Bool {
        switch field.name.count {
        case 10: matches(field, "connection")
        case 14: matches(field, "content-length")
        case 17: matches(field, "transfer-encoding")
        default: false
        }
    }

    private func matches(_ field: Field, _ name: String) -> Bool {
        guard Int(field.nameEnd - field.nameStart) == name.utf8.count else { return false }
        return Self.equalIgnoringCase(octets[field.name], name.utf8)
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: octets[range], as: UTF8.self) }

    private static func equalIgnoringCase(_ left: some Sequence<UInt8>, _ right: some Sequence<UInt8>) -> Bool {
        left.lazy.map(Octet.lowercased).elementsEqual(right.lazy.map(Octet.lowercased))
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}

extension Headers: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, String)...) {
        self.init()
        for (name, value) in elements { append(name, value) }
    }
}

extension Headers: Sequence {
    /// The fields as texts, in order; values that are no UTF-8 are repaired.
    package func makeIterator() -> AnyIterator<(name: String, value: String)> {
        var index = 0
        return AnyIterator {
            guard index < fields.count else { return nil }
            defer { index += 1 }
            return (text(fields[index].name), text(fields[index].value))
        }
    }
}

extension Headers: Equatable {
    /// The same fields in the same order; names without regard to case.
    package static func == (left: Headers, right: Headers) -> Bool {
        left.count == right.count && zip(left.fields, right.fields).allSatisfy { mine, other in
            equalIgnoringCase(left.octets[mine.name], right.octets[other.name])
                && left.octets[mine.value] == right.octets[other.value]
        }
    }
}

extension Headers: CustomStringConvertible {
    /// The names alone: values may hold secrets and personal data, which must not reach a log.
    package var description: String { "Headers(" + map(\.name).joined(separator: ", ") + ")" }
}
