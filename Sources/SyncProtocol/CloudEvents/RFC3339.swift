/// Timestamps on the wire.
package enum RFC3339 {
    /// Milliseconds since 1970 of an RFC 3339 date-time, further digits cut off; nil where it is malformed or names a
    /// moment that does not exist. A leap second counts as the second after it.
    package static func milliseconds(_ text: UnsafeRawBufferPointer) -> Int64? {
        var reader = Reader(bytes: text)
        guard let year = reader.number(digits: 4), reader.take(0x2D),
            let month = reader.number(digits: 2), reader.take(0x2D),
            let day = reader.number(digits: 2), reader.take(0x54) || reader.take(0x74),
            let hour = reader.number(digits: 2), reader.take(0x3A),
            let minute = reader.number(digits: 2), reader.take(0x3A),
            let second = reader.number(digits: 2), let fraction = reader.milliseconds(), let offset = reader.offset(),
            reader.isAtEnd, (1...12).contains(month), (1...length(of: month, in: year)).contains(day),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        let seconds = days(year: year, month: month, day: day) * 86400 + hour * 3600 + minute * 60 + second
        return (seconds - offset * 60) * 1000 + fraction
    }

    /// The same of a text.
    package static func milliseconds(_ text: String) -> Int64? {
        Array(text.utf8).withUnsafeBytes { milliseconds($0) }
    }

    private static func length(of month: Int64, in year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970-01-01 of a date of the proleptic Gregorian calendar, years counted from March.
    static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private struct Reader {
        let bytes: UnsafeRawBufferPointer
        var position = 0

        var isAtEnd: Bool { position == bytes.count }

        mutating func number(digits: Int) -> Int64? {
            guard position + digits <= bytes.count else { return nil }
            var value: Int64 = 0
            for _ in 0..<digits {
                guard (0x30...0x39).contains(bytes[position]) else { return nil }
                value = value * 10 + Int64(bytes[position] - 0x30)
                position += 1
            }
            return value
        }

        mutating func take(_ byte: UInt8) -> Bool {
            guard position < bytes.count, bytes[position] == byte else { return false }
            position += 1
            return true
        }

        mutating func milliseconds() -> Int64? {
            guard take(0x2E) else { return 0 }
            let start = position
            var value: Int64 = 0
            while let digit = number(digits: 1) {
                if position - start <= 3 { value = value * 10 + digit }
            }
            guard position > start else { return nil }
            for _ in min(position - start, 3)..<3 { value *= 10 }
            return value
        }

        /// Minutes east of Greenwich.
        mutating func offset() -> Int64? {
            if take(0x5A) || take(0x7A) { return 0 }
            let west = take(0x2D)
            guard west || take(0x2B), let hours = number(digits: 2), hours < 24, take(0x3A),
                let minutes = number(digits: 2), minutes < 60
            else { return nil }
            return (hours * 60 + minutes) * (west ? -1 : 1)
        }
    }
}
