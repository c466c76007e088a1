import HotlineCore
import Testing
import WorkCalendar

/// One limit as a person counted it from the article.
struct DeadlineRow: Sendable, CustomTestStringConvertible {
    let book: String
    let kind: MatterKind
    let name: LimitName
    /// Local time (+08:00).
    let from: String
    /// The last day, whose end is meant, or the last moment where the limit is in hours; nil = 未规定.
    let due: String?
    let provisional: Bool

    init(
        _ book: String, _ kind: MatterKind, _ name: LimitName, _ from: String, _ due: String?,
        provisional: Bool = false
    ) {
        self.book = book
        self.kind = kind
        self.name = name
        self.from = from
        self.due = due
        self.provisional = provisional
    }

    var testDescription: String { "\(book) \(kind) \(name) from \(from)" }

    /// The start with seconds and offset.
    var start: Moment? { Moment(from.count == 16 ? "\(from):00+08:00" : "\(from)+08:00") }

    /// The expected last moment.
    var last: String? { due.map { $0.contains("T") ? "\($0)+08:00" : "\($0)T23:59:59.999+08:00" } }
}

/// The expected limits, one list a regulation.
enum DeadlineTable {}

/// proves: ZZ23-16, ZZ20-2.3.3, JY24-13.2, YC19-7.3, each by its own list: regulation × kind × kind of day, with the
/// moments counted by hand.
@Suite struct DeadlineTableTests {
    @Test(arguments: DeadlineTable.zezhou2023) func zezhou2023(row: DeadlineRow) throws { try check(row) }
    @Test(arguments: DeadlineTable.zezhou2020) func zezhou2020(row: DeadlineRow) throws { try check(row) }
    @Test(arguments: DeadlineTable.jiyuan2024) func jiyuan2024(row: DeadlineRow) throws { try check(row) }
    @Test(arguments: DeadlineTable.yuncheng2019) func yuncheng2019(row: DeadlineRow) throws { try check(row) }

    /// The limit ends where the person found it, whether or not the days are listed, and the list ends there too.
    private func check(_ row: DeadlineRow) throws {
        let book = try RuleBook.embedded(row.book)
        let calendar = try WorkCalendar.embedded()
        let start = try #require(row.start)
        let counted = book.count(row.name, of: row.kind, from: start, in: calendar, explaining: true)
        #expect(counted?.deadline.due.description == row.last)
        #expect(counted?.deadline.provisional == (row.due == nil ? nil : row.provisional))
        guard let counted else { return }
        let days = try #require(counted.deadline.days)
        #expect(days.last?.date == counted.deadline.dueDate)
        #expect(zip(days, days.dropFirst()).allSatisfy { $0.date < $1.date })
        #expect(days.contains(where: \.provisional) == row.provisional)
        #expect(!counted.article.isEmpty)
        let quick = book.count(row.name, of: row.kind, from: start, in: calendar, explaining: false)
        #expect(quick?.deadline.due == counted.deadline.due && quick?.deadline.days == nil)
    }
}
