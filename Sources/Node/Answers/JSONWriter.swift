/// Writes JSON straight into bytes: the answers that are made for every request, without an encoder's detours.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    init(capacity: Int = 1_024) { bytes.reserveCapacity(capacity) }

    /// Writes an object; `body` writes its members.
    mutating func object(_ body: (inout JSONWriter) -> Void) {
        open("{")
        body(&self)
        close("}")
    }

    /// A value of a document that is JSON already, by its place, and what is written there instead.
    typealias Replacement = (range: Range<Int>, write: (inout JSONWriter) -> Void)

    /// Writes an object that is JSON already, with other values in the place of some, in any order, and further
    /// members.
    mutating func object(
        _ json: ArraySlice<UInt8>, replacing values: [Replacement] = [], adding members: (inout JSONWriter) -> Void
    ) {
        separate()
        var next = json.startIndex
        for value in values.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            bytes.append(contentsOf: json[next..<value.range.lowerBound])
            needsComma = false
            value.write(&self)
            next = value.range.upperBound
        }
        bytes.append(contentsOf: json[next..<json.endIndex - 1])
        needsComma = json.count > 2
        members(&self)
        close("}")
    }

    /// Writes a list with one element for each of `elements`.
    mutating func list<Elements: Sequence>(_ elements: Elements, _ body: (inout JSONWriter, Elements.Element) -> Void) {
        open("[")
        for element in elements { body(&self, element) }
        close("]")
    }

    /// Writes a member's key; its value is to be written next.
    mutating func key(_ key: StaticString) {
        separate()
        append("\"")
        bytes.append(contentsOf: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
        append("\"")
        append(":")
        needsComma = false
    }

    /// Writes a value that is JSON already.
    mutating func raw(_ json: some Sequence<UInt8>) {
        separate()
        bytes.append(contentsOf: json)
        needsComma = true
    }

    mutating func null() { raw("null".utf8) }
    mutating func value(_ flag: Bool) { raw((flag ? "true" : "false").utf8) }
    mutating func value(_ number: some BinaryInteger) { raw(String(number).utf8) }

    /// Writes a text, or null.
    mutating func value(_ text: String?) {
        guard var text else { return null() }
        separate()
        append("\"")
        text.withUTF8 { utf8 in
            // Nearly no text holds what has to be escaped.
            if utf8.contains(where: Self.isEscaped) {
                for byte in utf8 { appendEscaped(byte) }
            } else {
                bytes.append(contentsOf: utf8)
            }
        }
        append("\"")
        needsComma = true
    }

    /// Writes a member with a text, or null.
    mutating func member(_ key: StaticString, _ text: String?) {
        self.key(key)
        value(text)
    }

    /// Writes a member whose key is not ours.
    mutating func member(named key: String, _ text: String) { member(named: key, .text(text)) }

    /// Writes a member whose key is not ours.
    mutating func member(named key: String, _ tree: JSONTree) {
        value(key)
        append(":")
        needsComma = false
        value(tree)
    }

    /// Writes a member with a number.
    mutating func member(_ key: StaticString, _ number: some BinaryInteger) {
        self.key(key)
        value(number)
    }

    /// Writes a member with `true` or `false`.
    mutating func member(_ key: StaticString, _ flag: Bool) {
        self.key(key)
        value(flag)
    }

    /// Writes a member whose value is JSON already, or null.
    mutating func member(_ key: StaticString, json: [UInt8]?) {
        self.key(key)
        if let json { raw(json) } else { null() }
    }

    private mutating func open(_ bracket: Unicode.Scalar) {
        separate()
        append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: Unicode.Scalar) {
        append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { append(",") }
    }

    private mutating func append(_ character: Unicode.Scalar) { bytes.append(UInt8(ascii: character)) }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func appendEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            append("\\")
            bytes.append(byte)
        case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
        case 0..<0x20:
            bytes.append(contentsOf: byte < 0x10 ? "\\u000".utf8 : "\\u00".utf8)
            bytes.append(contentsOf: String(byte, radix: 16).utf8)
        default: bytes.append(byte)
        }
    }
}
