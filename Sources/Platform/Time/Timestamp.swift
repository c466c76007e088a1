import Glibc

/// Moments as people in China and RFC 3339 write them: UTC+8 the whole year, milliseconds.
enum Timestamp {
    static func text(milliseconds: Int64) -> String {
        let (seconds, rest) = (milliseconds + 8 * 3_600_000).quotientAndRemainder(dividingBy: 1_000)
        var moment = time_t(seconds)
        var parts = tm()
        gmtime_r(&moment, &parts)
        let date = "\(parts.tm_year + 1_900)-\(padded(parts.tm_mon + 1, 2))-\(padded(parts.tm_mday, 2))"
        let time = "\(padded(parts.tm_hour, 2)):\(padded(parts.tm_min, 2)):\(padded(parts.tm_sec, 2))"
        return "\(date)T\(time).\(padded(Int32(rest), 3))+08:00"
    }

    private static func padded(_ value: Int32, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
