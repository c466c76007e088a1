package import HotlineCore

/// Strikes exact occurrences of personal values out of text, however they were typed: with spaces or hyphens between
/// the characters, in full-width forms, in either case (ZZ23-8a; design section 5, "Privacy at the border").
package struct Redaction: Sendable {
    /// What stands in the place of a struck-out value.
    package static let mark = "＊＊＊"

    /// The fewest characters a value of each field must have to be struck out; shorter ones are ordinary words, and a
    /// text without them could not be read any more.
    private enum Fewest {
        /// 李雷; a family name alone stands in every other text.
        static let name = 2
        /// 110, 12345 and 95588 are lines that anybody may call; a person's number is longer.
        static let number = 6
        /// 东街3号院; what is shorter names a street or a village, where the matter itself may have happened.
        static let address = 5
        /// A confidential petitioner is not told by the village either (ZZ23-8a).
        static let confidentialAddress = 2
    }

    /// Normalised scalars of each value, longest first so that an address goes before a name inside it.
    private let values: [[UInt32]]

    /// Strikes nothing out.
    package init() {
        values = []
    }

    /// Strikes out a petitioner's values, as far as they are long enough to be theirs alone.
    package init(_ personal: PersonalFields, confidential: Bool) {
        let numbers = [personal.phone, personal.idNumber].compactMap(\.self)
        let given: [([String], fewest: Int)] = [
            (personal.name.map { [$0] } ?? [], Fewest.name),
            (numbers + numbers.flatMap(Redaction.runsOfDigits), Fewest.number),
            (personal.address.map { [$0] } ?? [], confidential ? Fewest.confidentialAddress : Fewest.address),
        ]
        values = given.flatMap { texts, fewest in
            texts.map { $0.unicodeScalars.compactMap(Redaction.normalised) }.filter { $0.count >= fewest }
        }
        .sorted { $0.count > $1.count }
    }

    /// Whether there is nothing to strike out.
    package var isEmpty: Bool { values.isEmpty }

    /// The text without any of the values.
    package func apply(to text: String) -> String { struck(text) ?? text }

    /// Whether a text of the document holds one of the values.
    package func isFound(inJSON bytes: [UInt8]) -> Bool {
        guard !isEmpty else { return false }
        var isFound = false
        _ = JSONStrings.replacing(in: bytes) { token, place in
            isFound = isFound || clean(token, at: place) != nil
            return nil
        }
        return isFound
    }

    /// The text without any of the values; nil where it holds none.
    func struck(_ text: String) -> String? {
        let scalars = text.unicodeScalars
        var result = String.UnicodeScalarView()
        var (index, copied) = (scalars.startIndex, scalars.startIndex)
        while index < scalars.endIndex {
            if let end = end(ofValueAt: index, in: scalars) {
                result.append(contentsOf: scalars[copied..<index])
                result.append(contentsOf: Redaction.mark.unicodeScalars)
                (index, copied) = (end, end)
            } else {
                index = scalars.index(after: index)
            }
        }
        guard copied > scalars.startIndex else { return nil }
        result.append(contentsOf: scalars[copied...])
        return String(result)
    }

    /// The position behind the value that begins here; nil where none does.
    private func end(ofValueAt start: String.Index, in scalars: String.UnicodeScalarView) -> String.Index? {
        guard let first = Redaction.normalised(scalars[start]) else { return nil }
        for value in values where value[0] == first {
            var matched = 0
            var index = start
            while matched < value.count, index < scalars.endIndex {
                if let scalar = Redaction.normalised(scalars[index]) {
                    guard scalar == value[matched] else { break }
                    matched += 1
                }
                index = scalars.index(after: index)
            }
            if matched == value.count, Redaction.standsAlone(value, in: scalars, start..<index) { return index }
        }
        return nil
    }

    /// Whether an occurrence is no part of a longer word: in Latin letters `Li` is no part of `line`.
    private static func standsAlone(
        _ value: [UInt32], in scalars: String.UnicodeScalarView, _ range: Range<String.Index>
    ) -> Bool {
        if isLetter(value[0]), range.lowerBound > scalars.startIndex,
            isWordPart(scalars[scalars.index(before: range.lowerBound)]) {
            return false
        }
        return !(isLetter(value[value.count - 1]) && range.upperBound < scalars.endIndex
            && isWordPart(scalars[range.upperBound]))
    }

    private static func isLetter(_ value: UInt32) -> Bool { (0x61...0x7A).contains(value) }

    private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        normalised(scalar).map { isLetter($0) || (0x30...0x39).contains($0) } ?? false
    }

    /// The numbers inside a field that holds more than one, or one with its country: `+86 138…`, `138…转8001`.
    private static func runsOfDigits(_ text: String) -> [String] {
        let scalars = text.unicodeScalars.compactMap(normalised)
        let runs = scalars.split { !(0x30...0x39).contains($0) }.map { run in
            String(String.UnicodeScalarView(run.compactMap(Unicode.Scalar.init)))
        }
        return runs.map { $0.count == 13 && $0.hasPrefix("86") ? String($0.dropFirst(2)) : $0 }
    }

    /// The scalar as it is compared, or nil for one that people put between characters: spaces, hyphens, dots.
    private static func normalised(_ scalar: Unicode.Scalar) -> UInt32? {
        switch scalar {
        case " ", "\t", "\n", "\r", "\u{A0}", "\u{2000}"..."\u{200D}", "\u{2010}"..."\u{2015}", "\u{2060}",
            "\u{2212}", "\u{3000}", "\u{FEFF}", "-", "－", ".", "．", "·", "・", "•":
            nil
        case "\u{FF01}"..."\u{FF5E}": lowercased(scalar.value - 0xFEE0)
        default: lowercased(scalar.value)
        }
    }

    private static func lowercased(_ value: UInt32) -> UInt32 {
        (0x41...0x5A).contains(value) ? value + 0x20 : value
    }
}
