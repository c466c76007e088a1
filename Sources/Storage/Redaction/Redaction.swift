package import HotlineCore

/// Strikes exact occurrences of personal values out of text, however they were typed: with spaces or hyphens between
/// the characters, in full-width forms, in either case; numbers with anything between the digits that is no letter
/// (ZZ23-8a; design section 5, "Privacy at the border").
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

    /// A text that is struck out, as it is compared.
    private struct Value {
        var scalars: [UInt32]
        /// A telephone or id number: what stands between its digits does not matter.
        var isNumber: Bool
    }

    /// Longest first, so that an address goes before a name inside it.
    private let values: [Value]

    /// Strikes nothing out.
    package init() {
        values = []
    }

    /// Strikes out a petitioner's values, as far as they are long enough to be theirs alone.
    package init(_ personal: PersonalFields, confidential: Bool) {
        let numbers = [personal.phone, personal.idNumber].compactMap(\.self)
        let typed = numbers + (personal.phone.map(PhoneNumbers.forms) ?? [])
            + (personal.idNumber.map(PhoneNumbers.runs) ?? [])
        let given: [([String], isNumber: Bool, fewest: Int)] = [
            (personal.name.map { [$0] } ?? [], false, Fewest.name),
            (typed, true, Fewest.number),
            (personal.address.map { [$0] } ?? [], false, confidential ? Fewest.confidentialAddress : Fewest.address),
        ]
        values = given.flatMap { texts, isNumber, fewest in
            texts.map { text in
                let scalars = text.unicodeScalars.compactMap { PlainScalar.of($0, inNumber: isNumber) }
                return Value(scalars: scalars, isNumber: isNumber)
            }
            .filter { $0.scalars.count >= fewest }
        }
        .sorted { $0.scalars.count > $1.scalars.count }
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
        guard let first = PlainScalar.of(scalars[start], inNumber: false) else { return nil }
        for value in values where value.scalars[0] == first {
            var matched = 0
            var index = start
            while matched < value.scalars.count, index < scalars.endIndex {
                if let scalar = PlainScalar.of(scalars[index], inNumber: value.isNumber) {
                    guard scalar == value.scalars[matched] else { break }
                    matched += 1
                }
                index = scalars.index(after: index)
            }
            if matched == value.scalars.count, Redaction.standsAlone(value.scalars, in: scalars, start..<index) {
                return index
            }
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
        PlainScalar.of(scalar, inNumber: false).map { isLetter($0) || (0x30...0x39).contains($0) } ?? false
    }
}
