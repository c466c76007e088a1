import HotlineCore
import WorkCalendar

/// How many limits a second the core counts: every regulation, kind and start of a year in turn.
struct CoreDeadlines: Sendable {
    private let books: [RuleBook]
    private let calendar: WorkCalendar
    private let starts: [Moment]
    private let explaining: Bool

    init(explaining: Bool) throws {
        self.explaining = explaining
        books = try RuleBook.embeddedIDs.map { try RuleBook.embedded($0) }
        calendar = try WorkCalendar.embedded()
        guard let first = Day(year: 2026, month: 1, day: 1) else { preconditionFailure("2026 begins on 1 January") }
        starts = (0..<365).map { (first + $0).start.adding(hours: 16) }
    }

    func perSecond(for duration: Duration) -> Double {
        let watch = Stopwatch()
        var count = 0
        while watch.elapsed < duration { count += countAYear() }
        return Double(count) / watch.seconds
    }

    /// Counts the handling limits of all starts; returns how many.
    private func countAYear() -> Int {
        var count = 0
        for book in books {
            for kind in MatterKind.allCases {
                for start in starts {
                    let limit = book.count(.handling, of: kind, from: start, in: calendar, explaining: explaining)
                    if limit != nil { count += 1 }
                }
            }
        }
        return count
    }
}
