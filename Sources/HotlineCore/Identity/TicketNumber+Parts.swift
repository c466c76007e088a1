package import WorkCalendar

extension TicketNumber {
    /// The day of registration.
    package var day: Day {
        let date = digits(from: 0, count: 8)
        // The initialisers admit only dates that exist.
        return Day(year: date / 10_000, month: date / 100 % 100, day: date % 100) ?? Day(number: 0)
    }

    /// The running number of that day.
    package var counter: Int { digits(from: 9, count: rawValue.utf8.count - 11) }

    /// The decimal number that stands at an offset of `20261121-0042-7`.
    private func digits(from offset: Int, count: Int) -> Int {
        rawValue.utf8.dropFirst(offset).prefix(count).reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }
}
