/// The name of an attachment as people see it: never a path, never more than a line.
enum FileName {
    private static let mostBytes = 200

    /// What a sender calls a file, without path, control and direction characters; nil where nothing is left.
    static func clean(_ name: String) -> String? {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        var scalars = String.UnicodeScalarView()
        for scalar in last.unicodeScalars where !isHarmful(scalar) { scalars.append(scalar) }
        var text = String(scalars)
        while text.hasPrefix(".") || text.hasPrefix(" ") { text.removeFirst() }
        while text.utf8.count > mostBytes { text.removeLast() }
        while text.hasSuffix(" ") { text.removeLast() }
        return text.isEmpty ? nil : text
    }

    /// `attachment` with the name in ASCII and in UTF-8 (RFC 6266, RFC 8187).
    static func disposition(_ name: String) -> String {
        let name = clean(name) ?? "attachment"
        let plain = String(name.unicodeScalars.map { scalar in
            scalar.isASCII && scalar != "\"" && scalar != "%" && scalar != ";" ? Character(scalar) : "_"
        })
        let coded = name.utf8.map { isPlain($0) ? String(UnicodeScalar($0)) : escaped($0) }.joined()
        return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(coded)"
    }

    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        // Control, format (direction marks among them), line and paragraph separators, half characters.
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
        default: false
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
        default: false
        }
    }

    private static func escaped(_ byte: UInt8) -> String {
        "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
}
