/// A civil day as seen at UTC+8, counted from 1970-01-01 (day 0).
///
/// All rules of the regulations speak of Chinese civil days; China has one zone and no summer time, so a day is an
/// integer and needs no time zone data. Its text form is `yyyy-MM-dd`.
package struct Day: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01 at UTC+8.
    package let number: Int32

    package init(number: Int32) {
        self.number = number
    }

    /// The day of a civil date, or nil where that date does not exist.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Day.length(ofMonth: month, year: year)
        else { return nil }
        number = Int32(Day.count(year: year, month: month, day: day))
    }

    /// 0 = Monday … 6 = Sunday.
    package var weekday: Int {
        // 1970-01-01 was a Thursday.
        (Int(number) + 3).quotient(dividingBy: 7).remainder
    }

    /// Saturday or Sunday.
    package var isWeekend: Bool { weekday >= 5 }

    /// The moment at which the day begins (00:00 at UTC+8).
    package var start: Moment {
        Moment(milliseconds: Int64(number) * Moment.millisecondsPerDay - Moment.offsetMilliseconds)
    }

    /// The last millisecond of the day, 23:59:59.999.
    package var end: Moment {
        Moment(milliseconds: start.milliseconds + Moment.millisecondsPerDay - 1)
    }

    package static func + (day: Day, days: Int) -> Day { Day(number: day.number + Int32(days)) }
    package static func - (day: Day, days: Int) -> Day { Day(number: day.number - Int32(days)) }
    /// The days from the right day to the left one.
    package static func - (left: Day, right: Day) -> Int { Int(left.number) - Int(right.number) }
    package static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

// MARK: - Civil date

extension Day {
    /// Year, month and day of month in the Gregorian calendar.
    package var civil: (year: Int, month: Int, day: Int) {
        // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": civil_from_days.
        let shifted = Int(number) + 719_468
        let (era, dayOfEra) = shifted.quotient(dividingBy: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    package var year: Int { civil.year }

    /// The same day of month `months` later; where that month is shorter, its last day (Civil Code art. 202).
    package func adding(months: Int) -> Day {
        let (year, month, day) = civil
        let (years, index) = (year * 12 + month - 1 + months).quotient(dividingBy: 12)
        let length = Day.length(ofMonth: index + 1, year: years)
        return Day(number: Int32(Day.count(year: years, month: index + 1, day: min(day, length))))
    }

    /// The days of a month.
    package static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    /// days_from_civil of the same source; the date is known to exist.
    private static func count(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = marchYear.quotient(dividingBy: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}

// MARK: - Text

extension Day: LosslessStringConvertible, Codable {
    /// Reads `yyyy-MM-dd`; nil for anything else.
    package init?(_ text: String) {
        var scanner = DateScanner(text)
        guard let day = scanner.day(), scanner.isAtEnd else { return nil }
        self = day
    }

    package var description: String {
        let (year, month, day) = civil
        var text = DateText(capacity: 10)
        text.append(year, width: 4)
        text.append("-")
        text.append(month, width: 2)
        text.append("-")
        text.append(day, width: 2)
        return text.string
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let day = Day(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "“\(text)” is no date yyyy-MM-dd")
        }
        self = day
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Int {
    /// Division that rounds towards minus infinity, so that days before 1970 count right.
    func quotient(dividingBy divisor: Int) -> (quotient: Int, remainder: Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
