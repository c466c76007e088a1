package import WorkCalendar

/// 工单编号, the number that people read over the telephone: `20261121-0042-7` = day of registration, running number
/// of that day, check digit. Unique within one node.
///
/// The check digit is GB/T 17710 (ISO/IEC 7064) MOD 11,10 over day and counter: it catches every single wrong digit.
package struct TicketNumber: Identifier {
    package let rawValue: String

    /// The most tickets of a day that have a number: nine digits.
    package static let mostADay = 999_999_999

    /// Reads a number as it was written or spoken: spaces and missing hyphens do not matter. Nil where a digit is
    /// missing, the date does not exist, or the check digit does not fit.
    package init?(rawValue: String) {
        var digits: [UInt8] = []
        for scalar in rawValue.unicodeScalars {
            switch scalar {
            case "0"..."9": digits.append(UInt8(scalar.value - 0x30))
            case "-", " ": continue
            default: return nil
            }
        }
        guard (13...18).contains(digits.count), let check = digits.popLast(),
            TicketNumber.checkDigit(digits[...]) == check
        else { return nil }
        func value(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + Int($1) } }
        guard let day = Day(year: value(0..<4), month: value(4..<6), day: value(6..<8)), value(8..<digits.count) > 0
        else { return nil }
        self.init(day: day, counter: value(8..<digits.count))
    }

    /// The `counter`-th ticket of a day, from 1.
    package init(day: Day, counter: Int) {
        let (year, month, dayOfMonth) = day.civil
        let date = TicketNumber.padded(year, 4) + TicketNumber.padded(month, 2) + TicketNumber.padded(dayOfMonth, 2)
        let running = TicketNumber.padded(counter, 4)
        let check = TicketNumber.checkDigit((date + running).utf8.map { $0 - 0x30 }[...])
        rawValue = "\(date)-\(running)-\(check)"
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }

    private static func checkDigit(_ digits: ArraySlice<UInt8>) -> UInt8 {
        var product = 10
        for digit in digits {
            let sum = (product + Int(digit)) % 10
            product = (sum == 0 ? 10 : sum) * 2 % 11
        }
        return UInt8((11 - product) % 10)
    }
}
