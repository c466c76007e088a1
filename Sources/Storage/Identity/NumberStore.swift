package import Database
package import HotlineCore
package import WorkCalendar

/// The running numbers of ticket numbers (工单编号), one row a day.
package enum NumberStore {
    /// The highest running number that a peer's word moves a day's counter to: more than any hotline takes in a day,
    /// and far from where numbers end.
    package static let mostPassed = 1_000_000

    /// Draws the day's next number.
    ///
    /// - Throws: ``StorageError/noMoreNumbers(day:)`` where the day has had all that there are.
    package static func draw(day: Day, in transaction: Transaction) throws -> TicketNumber {
        let counter = try transaction.first("""
            INSERT INTO number_counter (day, last) VALUES (?, 1)
            ON CONFLICT (day) DO UPDATE SET last = last + 1 RETURNING last
            """, Int(day.number)
        ) { $0.int(0) }
        guard let counter, counter <= TicketNumber.mostADay else {
            throw StorageError.noMoreNumbers(day: day.description)
        }
        return TicketNumber(day: day, counter: counter)
    }

    /// Moves the day's counter past a number that a peer has seen, so that it is never given twice after a restore. A
    /// number beyond ``mostPassed`` moves nothing: this node never gave it.
    package static func pass(_ number: TicketNumber, in transaction: Transaction) throws {
        guard number.counter <= mostPassed else { return }
        try transaction.execute("""
            INSERT INTO number_counter (day, last) VALUES (?, ?)
            ON CONFLICT (day) DO UPDATE SET last = max(last, excluded.last)
            """, Int(number.day.number), number.counter)
    }
}
