/// A point in time: milliseconds since 1970-01-01T00:00Z.
///
/// On the wire and in the journal it stands as RFC 3339 at +08:00 with milliseconds,
/// `2026-09-18T16:00:00.000+08:00`; any offset is accepted when reading.
package struct Moment: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package static let millisecondsPerDay: Int64 = 86_400_000
    package static let millisecondsPerHour: Int64 = 3_600_000
    static let offsetMilliseconds: Int64 = 8 * millisecondsPerHour

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The civil day at UTC+8 that holds this moment.
    package var day: Day { Day(number: Int32(local.day)) }

    /// Milliseconds since the start of that day.
    package var millisecondOfDay: Int64 { Int64(local.rest) }

    package func adding(milliseconds more: Int64) -> Moment { Moment(milliseconds: milliseconds + more) }
    package func adding(hours: Int) -> Moment { adding(milliseconds: Int64(hours) * Moment.millisecondsPerHour) }

    package static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }
    /// Milliseconds from the right moment to the left one.
    package static func - (left: Moment, right: Moment) -> Int64 { left.milliseconds - right.milliseconds }

    private var local: (day: Int, rest: Int) {
        let (day, rest) = Int(milliseconds + Moment.offsetMilliseconds)
            .quotient(dividingBy: Int(Moment.millisecondsPerDay))
        return (day, rest)
    }
}

extension Moment: LosslessStringConvertible, Codable {
    /// Reads RFC 3339 (section 5.6) with any offset; nil for anything else. Digits past milliseconds are dropped.
    package init?(_ text: String) {
        var scanner = DateScanner(text)
        guard let moment = scanner.moment(), scanner.isAtEnd else { return nil }
        self = moment
    }

    package var description: String {
        let (year, month, day) = self.day.civil
        let rest = Int(millisecondOfDay)
        var text = DateText(capacity: 29)
        text.append(year, width: 4)
        text.append("-")
        text.append(month, width: 2)
        text.append("-")
        text.append(day, width: 2)
        text.append("T")
        text.append(rest / 3_600_000, width: 2)
        text.append(":")
        text.append(rest / 60_000 % 60, width: 2)
        text.append(":")
        text.append(rest / 1_000 % 60, width: 2)
        text.append(".")
        text.append(rest % 1_000, width: 3)
        text.append("+08:00")
        return text.string
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let moment = Moment(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "“\(text)” is no RFC 3339 date and time with an offset")
        }
        self = moment
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
