/// Strikes exact occurrences of personal values out of text, however they were typed: with spaces or hyphens between
/// the characters, in full-width forms, in either case (ZZ23-8a; design section 5, "Privacy at the border").
package struct Redaction: Sendable {
    /// What stands in the place of a struck-out value.
    package static let mark = "＊＊＊"

    /// Normalised scalars of each value, longest first so that an address goes before a name inside it.
    private let values: [[UInt32]]

    /// Values of fewer than two characters are left out: they would strike out ordinary words.
    package init(_ personalValues: [String]) {
        values = personalValues
            .map { $0.unicodeScalars.compactMap(Redaction.normalised) }
            .filter { $0.count >= 2 }
            .sorted { $0.count > $1.count }
    }

    /// Whether there is nothing to strike out.
    package var isEmpty: Bool { values.isEmpty }

    /// The text without any of the values.
    package func apply(to text: String) -> String {
        guard !values.isEmpty else { return text }
        let scalars = Array(text.unicodeScalars)
        var kept: [UInt32] = []
        var origins: [Int] = []
        for (index, scalar) in scalars.enumerated() {
            guard let value = Redaction.normalised(scalar) else { continue }
            kept.append(value)
            origins.append(index)
        }
        let struck = ranges(in: kept, origins: origins)
        return struck.isEmpty ? text : Redaction.replace(struck, in: scalars)
    }

    /// Ranges of original scalar positions to strike out, ascending and apart.
    private func ranges(in kept: [UInt32], origins: [Int]) -> [ClosedRange<Int>] {
        var found: [ClosedRange<Int>] = []
        var position = 0
        while position < kept.count {
            if let value = values.first(where: { kept[position...].starts(with: $0) }) {
                found.append(origins[position]...origins[position + value.count - 1])
                position += value.count
            } else {
                position += 1
            }
        }
        return found
    }

    private static func replace(_ struck: [ClosedRange<Int>], in scalars: [Unicode.Scalar]) -> String {
        var result = String.UnicodeScalarView()
        var next = 0
        for range in struck {
            result.append(contentsOf: scalars[next..<range.lowerBound])
            result.append(contentsOf: mark.unicodeScalars)
            next = range.upperBound + 1
        }
        result.append(contentsOf: scalars[next...])
        return String(result)
    }

    /// The scalar as it is compared, or nil for one that people put between characters: spaces, hyphens, dots.
    private static func normalised(_ scalar: Unicode.Scalar) -> UInt32? {
        switch scalar {
        case " ", "\t", "\n", "\r", "\u{A0}", "\u{3000}", "-", "－", "–", "—", "·", ".", "\u{200B}"..."\u{200D}": nil
        case "\u{FF01}"..."\u{FF5E}": lowercased(scalar.value - 0xFEE0)
        default: lowercased(scalar.value)
        }
    }

    private static func lowercased(_ value: UInt32) -> UInt32? {
        if value == 0x2D || value == 0x2E { return nil }
        return (0x41...0x5A).contains(value) ? value + 0x20 : value
    }
}
