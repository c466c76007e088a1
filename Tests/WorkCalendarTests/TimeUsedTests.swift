import Testing
import WorkCalendar

/// 用时, counted by hand on the calendar of 2026.
@Suite struct TimeUsedTests {
    private let calendar: WorkCalendar

    init() throws { calendar = try WorkCalendar.embedded() }

    // Friday 18 September; Sunday the 20th is worked; the 25th to 27th and 1 to 7 October are holidays.
    @Test(arguments: [
        ("2026-09-18T16:00:00+08:00", "2026-09-18T17:00:00+08:00", LimitRule.FirstDay.next, 0),
        ("2026-09-18T16:00:00+08:00", "2026-09-18T17:00:00+08:00", .same, 1),
        ("2026-09-18T16:00:00+08:00", "2026-09-19T12:00:00+08:00", .next, 0),
        ("2026-09-18T16:00:00+08:00", "2026-09-20T00:00:00+08:00", .next, 1),
        ("2026-09-18T16:00:00+08:00", "2026-09-24T23:59:59+08:00", .next, 5),
        ("2026-09-18T16:00:00+08:00", "2026-09-28T09:00:00+08:00", .next, 6),
        ("2026-09-18T16:00:00+08:00", "2026-09-28T09:00:00+08:00", .same, 7),
        ("2026-09-30T23:59:59+08:00", "2026-10-07T23:59:59+08:00", .next, 0),
        ("2026-12-31T10:00:00+08:00", "2026-12-30T10:00:00+08:00", .same, 0),
    ])
    func workingDays(from: String, to: String, first: LimitRule.FirstDay, days: Int) throws {
        let rule = LimitRule(unit: .workingDay, amount: 5, firstDay: first)
        let used = calendar.used(rule, from: try moment(from), to: try moment(to))
        #expect(used == TimeUsed(amount: days, unit: .workingDay))
    }

    @Test(arguments: [
        ("2026-09-18T18:00:00+08:00", "2026-09-20T18:00:00+08:00", true, 24),
        ("2026-09-18T18:00:00+08:00", "2026-09-20T17:59:59+08:00", true, 23),
        ("2026-09-18T18:00:00+08:00", "2026-09-20T18:00:00+08:00", false, 48),
        ("2026-09-19T08:00:00+08:00", "2026-09-19T20:00:00+08:00", true, 0),
        ("2026-09-30T20:00:00+08:00", "2026-10-08T02:00:00+08:00", true, 6),
    ])
    func hours(from: String, to: String, skips: Bool, hours: Int) throws {
        let rule = LimitRule(unit: .hour, amount: 24, skipsNonWorkingDays: skips)
        let used = calendar.used(rule, from: try moment(from), to: try moment(to))
        #expect(used == TimeUsed(amount: hours, unit: .hour))
    }

    @Test func naturalDays() throws {
        let (from, to) = (try moment("2026-09-18T16:00:00+08:00"), try moment("2026-10-02T09:00:00+08:00"))
        for unit in [LimitRule.Unit.calendarDay, .month] {
            let used = calendar.used(LimitRule(unit: unit, amount: 1), from: from, to: to)
            #expect(used == TimeUsed(amount: 14, unit: .calendarDay))
        }
    }

    private func moment(_ text: String) throws -> Moment { try #require(Moment(text)) }
}
