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

    let values: PersonalValues

    /// Strikes nothing out.
    package init() {
        values = PersonalValues([])
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
        values = PersonalValues(given.flatMap { texts, isNumber, fewest in
            texts.map { text in
                let scalars = text.unicodeScalars.compactMap { PlainScalar.of($0, inNumber: isNumber) }
                return PersonalValues.Value(scalars: scalars, isNumber: isNumber)
            }
            .filter { $0.scalars.count >= fewest }
        })
    }

    /// Whether there is nothing to strike out.
    package var isEmpty: Bool { values.isEmpty }

    /// The text without any of the values.
    package func apply(to text: String) -> String { struck(text) ?? text }

    /// The text without any of the values; nil where it holds none.
    func struck(_ text: String) -> String? {
        var text = text
        let clean: [UInt8]? = text.withUTF8 { bytes in
            struck(bytes, values.ranges(in: ScalarText(bytes, isJSON: false)))
        }
        return clean.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The text with the mark in the place of each range; nil where there is none.
    func struck(_ bytes: UnsafeBufferPointer<UInt8>, _ ranges: [Range<Int>]) -> [UInt8]? {
        guard let last = ranges.last else { return nil }
        var result: [UInt8] = []
        var copied = 0
        for range in ranges {
            result += bytes[copied..<range.lowerBound]
            result += Redaction.mark.utf8
            copied = range.upperBound
        }
        return result + bytes[last.upperBound...]
    }
}
