/// The values that are looked for, and where they stand in a text. Texts are looked through as the bytes they are,
/// since every document that is shown or leaves the node is: nearly none holds a value.
struct PersonalValues: Sendable {
    /// A text that is looked for, as it is compared.
    struct Value: Hashable {
        var scalars: [UInt32]
        /// A telephone or id number: what stands between its digits does not matter.
        var isNumber: Bool
    }

    /// Longest first, so that an address goes before a name inside it. None is empty.
    private let values: [Value]
    /// Whether a value may begin with this ASCII character, in either case.
    private let beginsASCII: [Bool]

    init(_ values: [Value]) {
        // A number without prefixes is also the run of digits that was typed.
        self.values = Set(values).sorted { $0.scalars.count > $1.scalars.count }
        var begins = [Bool](repeating: false, count: 0x80)
        for first in values.compactMap(\.scalars.first) where first < 0x80 {
            begins[Int(first)] = true
            if PersonalValues.isLetter(first) { begins[Int(first - 0x20)] = true }
        }
        beginsASCII = begins
    }

    var isEmpty: Bool { values.isEmpty }

    /// Whether a value stands somewhere in the text.
    func occur(in text: ScalarText) -> Bool {
        var place = Place()
        return next(in: text, from: &place) != nil
    }

    /// Where values stand in the text, in order, none in another.
    func ranges(in text: ScalarText) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var place = Place()
        while let range = next(in: text, from: &place) { ranges.append(range) }
        return ranges
    }

    /// How far a text has been looked through.
    private struct Place {
        var index = 0
        /// The beginning of the scalar before; nil at the text's own.
        var before: Int?
    }

    private func next(in text: ScalarText, from place: inout Place) -> Range<Int>? {
        while place.index < text.count {
            let start = place.index
            if let ascii = text.ascii(at: start), !beginsASCII[Int(ascii)] {
                place = Place(index: start + 1, before: start)
                continue
            }
            let (scalar, next) = text.scalar(at: start)
            if let first = PlainScalar.of(scalar, inNumber: false),
                let found = value(beginningWith: first, at: start, after: place.before, in: text) {
                place = found
                return start..<found.index
            }
            place = Place(index: next, before: start)
        }
        return nil
    }

    /// The place behind the value that begins here; nil where none does.
    private func value(
        beginningWith first: UInt32, at start: Int, after before: Int?, in text: ScalarText
    ) -> Place? {
        let (_, second) = text.scalar(at: start)
        for value in values where value.scalars[0] == first {
            var matched = 1
            var place = Place(index: second, before: start)
            while matched < value.scalars.count, place.index < text.count {
                let (scalar, next) = text.scalar(at: place.index)
                if let plain = PlainScalar.of(scalar, inNumber: value.isNumber) {
                    guard plain == value.scalars[matched] else { break }
                    matched += 1
                }
                place = Place(index: next, before: place.index)
            }
            guard matched == value.scalars.count else { continue }
            if PersonalValues.standsAlone(value.scalars, in: text, after: before, before: place.index) { return place }
        }
        return nil
    }

    /// Whether an occurrence is no part of a longer word: in Latin letters `Li` is no part of `line`.
    private static func standsAlone(
        _ value: [UInt32], in text: ScalarText, after before: Int?, before next: Int
    ) -> Bool {
        if isLetter(value[0]), let before, isWordPart(text.scalar(at: before).scalar) { return false }
        return !(isLetter(value[value.count - 1]) && next < text.count && isWordPart(text.scalar(at: next).scalar))
    }

    private static func isLetter(_ value: UInt32) -> Bool { (0x61...0x7A).contains(value) }

    private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        PlainScalar.of(scalar, inNumber: false).map { isLetter($0) || (0x30...0x39).contains($0) } ?? false
    }
}
