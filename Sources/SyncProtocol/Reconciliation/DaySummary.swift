/// A day of registration, at +08:00 (登记日).
package struct RegistrationDay: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1970-01-01 at +08:00.
    package let ordinal: Int64

    package init(ordinal: Int64) {
        self.ordinal = ordinal
    }

    /// The day of a moment in milliseconds since 1970.
    package init(milliseconds: Int64) {
        ordinal = RegistrationHour(milliseconds: milliseconds).day.ordinal
    }

    /// `YYYY-MM-DD`
    package var description: String {
        // The inverse of RFC3339.days: eras of 400 years, years counted from March.
        let shifted = ordinal + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return Self.padded(year, 4) + "-" + Self.padded(month, 2) + "-" + Self.padded(day, 2)
    }

    /// Reads `YYYY-MM-DD`; nil for anything else.
    package init?(_ text: String) {
        guard text.utf8.count == 10, let start = RFC3339.milliseconds(text + "T00:00:00+08:00") else {
            return nil
        }
        self.init(milliseconds: start)
    }

    package static func < (left: RegistrationDay, right: RegistrationDay) -> Bool { left.ordinal < right.ordinal }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}

extension RegistrationDay: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let day = RegistrationDay(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "a day is YYYY-MM-DD")
        }
        self = day
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// An hour of registration, at +08:00.
package struct RegistrationHour: Hashable, Comparable, Sendable {
    package let day: RegistrationDay
    /// 0 to 23.
    package let hour: Int

    /// The hour of a moment in milliseconds since 1970.
    package init(milliseconds: Int64) {
        let local = milliseconds + 8 * 3_600_000
        let hours = local >= 0 ? local / 3_600_000 : (local - 3_599_999) / 3_600_000
        let days = hours >= 0 ? hours / 24 : (hours - 23) / 24
        day = RegistrationDay(ordinal: days)
        hour = Int(hours - days * 24)
    }

    package static func < (left: RegistrationHour, right: RegistrationHour) -> Bool {
        (left.day, left.hour) < (right.day, right.hour)
    }
}

/// Count and sum of the tickets of one source and day or hour, kept incrementally.
package struct ReconciliationSum: Codable, Equatable, Sendable {
    package private(set) var count: Int64
    /// The sum modulo 2^256 of `ReconciliationItem.digest`.
    package private(set) var sum: Digest32

    package init(count: Int64 = 0, sum: Digest32 = .zero) {
        self.count = count
        self.sum = sum
    }

    /// A ticket came.
    package mutating func add(_ digest: Digest32) {
        count += 1
        sum = sum &+ digest
    }

    /// A ticket went, by its last digest.
    package mutating func remove(_ digest: Digest32) {
        count -= 1
        sum = sum &- digest
    }

    /// A ticket went from one state to another.
    package mutating func replace(_ old: Digest32, with new: Digest32) {
        sum = sum &- old &+ new
    }
}

/// One day of one source.
package struct DaySummary: Codable, Equatable, Sendable {
    package let day: RegistrationDay
    package let count: Int64
    package let sum: Digest32

    package init(day: RegistrationDay, _ total: ReconciliationSum) {
        self.day = day
        count = total.count
        sum = total.sum
    }
}

/// One hour of a day.
package struct HourSummary: Codable, Equatable, Sendable {
    package let hour: Int
    package let count: Int64
    package let sum: Digest32

    package init(hour: Int, _ total: ReconciliationSum) {
        self.hour = hour
        count = total.count
        sum = total.sum
    }
}
