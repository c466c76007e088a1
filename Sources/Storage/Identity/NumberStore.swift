package import Database
package import HotlineCore
package import WorkCalendar

/// The running numbers of ticket numbers (工单编号), one row a day.
package enum NumberStore {
    /// Draws the day's next number.
    package static func draw(day: Day, in transaction: Transaction) throws -> TicketNumber {
        let counter = try transaction.first("""
            INSERT INTO number_counter (day, last) VALUES (?, 1)
            ON CONFLICT (day) DO UPDATE SET last = last + 1 RETURNING last
            """, Int(day.number)
        ) { $0.int(0) }
        return TicketNumber(day: day, counter: counter ?? 1)
    }

    /// Moves the day's counter past a number that a peer has seen, so that it is never given twice after a restore.
    package static func pass(_ number: TicketNumber, in transaction: Transaction) throws {
        try transaction.execute("""
            INSERT INTO number_counter (day, last) VALUES (?, ?)
            ON CONFLICT (day) DO UPDATE SET last = max(last, excluded.last)
            """, Int(number.day.number), number.counter)
    }
}
