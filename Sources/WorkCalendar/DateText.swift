/// Reads the fixed-width fields of dates and times from UTF-8, without Foundation.
struct DateScanner {
    // Bytes: every mirrored ticket has a date, and a view over the text costs several times as much.
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    var isAtEnd: Bool { position == bytes.count }

    /// `yyyy-MM-dd`, a date that exists.
    mutating func day() -> Day? {
        guard let year = digits(4), skip("-"), let month = digits(2), skip("-"), let day = digits(2) else { return nil }
        return Day(year: year, month: month, day: day)
    }

    /// RFC 3339 `date-time`. A leap second (60) counts as the first moment of the next minute.
    mutating func moment() -> Moment? {
        guard let day = day(), skip("T") || skip("t") || skip(" "),
            let hour = digits(2), hour < 24, skip(":"),
            let minute = digits(2), minute < 60, skip(":"),
            let second = digits(2), second <= 60,
            let fraction = fraction(), let offset = offsetMinutes()
        else { return nil }
        let seconds = (hour * 60 + minute) * 60 + second
        let utc = Int64(day.number) * Moment.millisecondsPerDay + Int64(seconds) * 1_000 + Int64(fraction)
        return Moment(milliseconds: utc - Int64(offset) * 60_000)
    }

    /// Milliseconds of an optional fraction; nil where a point has no digits after it.
    private mutating func fraction() -> Int? {
        guard skip(".") else { return 0 }
        var value = 0
        var count = 0
        while let digit = digits(1) {
            if count < 3 { value = value * 10 + digit }
            count += 1
        }
        guard count > 0 else { return nil }
        return count < 3 ? value * (count == 1 ? 100 : 10) : value
    }

    /// `Z` or `±hh:mm`, in minutes.
    private mutating func offsetMinutes() -> Int? {
        if skip("Z") || skip("z") { return 0 }
        let negative: Bool
        if skip("+") { negative = false } else if skip("-") { negative = true } else { return nil }
        guard let hours = digits(2), hours < 24, skip(":"), let minutes = digits(2), minutes < 60 else { return nil }
        return (negative ? -1 : 1) * (hours * 60 + minutes)
    }

    private mutating func digits(_ count: Int) -> Int? {
        guard bytes.count - position >= count else { return nil }
        var value = 0
        for byte in bytes[position..<position + count] {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        position += count
        return value
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, UInt32(bytes[position]) == character.value else { return false }
        position += 1
        return true
    }
}

/// Builds the fixed-width fields of dates and times as ASCII.
struct DateText {
    private var bytes: [UInt8] = []

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    var string: String { String(decoding: bytes, as: UTF8.self) }

    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// The decimal digits of a number that is not negative, padded with zeros.
    mutating func append(_ value: Int, width: Int) {
        var divisor = 1
        for _ in 1..<width { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(0x30 + value / divisor % 10))
            divisor /= 10
        }
    }
}
