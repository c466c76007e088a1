import Foundation
import Testing
import WorkCalendar

@Suite struct DeadlineTests {
    let calendar: WorkCalendar

    init() throws {
        calendar = try WorkCalendar.embedded()
    }

    private func due(_ rule: LimitRule, _ from: String) throws -> String {
        calendar.deadline(rule, from: try #require(Moment(from))).due.description
    }

    /// proves: ZZ23-16; the reference dates of the operators' desk, counting from the next day.
    @Test(arguments: [
        ("2026-02-13", 2, "2026-02-24"), ("2026-02-13", 5, "2026-02-27"), ("2026-04-30", 3, "2026-05-08"),
        ("2026-09-18", 5, "2026-09-24"), ("2026-09-24", 5, "2026-10-09"), ("2026-09-30", 5, "2026-10-13"),
        ("2026-10-09", 2, "2026-10-12"),
    ])
    func workingDaysFromTheNextDay(from: String, amount: Int, expected: String) throws {
        let start = try #require(Day(from)).start.adding(hours: 16)
        let deadline = calendar.deadline(LimitRule(unit: .workingDay, amount: amount), from: start)
        #expect(deadline.dueDate.description == expected)
        #expect(deadline.due == deadline.dueDate.end)
        #expect(!deadline.provisional)
    }

    /// proves: JY24-13.2; the same, counting the first day.
    @Test(arguments: [
        ("2026-09-18", 3, "2026-09-21"), ("2026-09-18", 5, "2026-09-23"), ("2026-09-18", 7, "2026-09-28"),
        ("2026-02-13", 3, "2026-02-24"), ("2026-10-10", 7, "2026-10-19"),
    ])
    func workingDaysCountingTheFirst(from: String, amount: Int, expected: String) throws {
        let start = try #require(Day(from)).start.adding(hours: 16)
        let rule = LimitRule(unit: .workingDay, amount: amount, firstDay: .same)
        #expect(calendar.deadline(rule, from: start).dueDate.description == expected)
    }

    /// proves: JY24-13.1a; hours skip whole non-working days, nights of working days count.
    @Test(arguments: [
        ("2026-09-11T18:00:00+08:00", 24, "2026-09-14T18:00:00.000+08:00"),
        ("2026-09-14T22:00:00+08:00", 24, "2026-09-15T22:00:00.000+08:00"),
        ("2026-09-12T10:00:00+08:00", 24, "2026-09-15T00:00:00.000+08:00"),
        // 2026-09-20 is a make-up Sunday: Saturday alone is skipped.
        ("2026-09-18T18:00:00+08:00", 24, "2026-09-20T18:00:00.000+08:00"),
        ("2026-02-14T09:00:00+08:00", 24, "2026-02-24T09:00:00.000+08:00"),
        ("2026-09-30T09:00:00+08:00", 24, "2026-10-08T09:00:00.000+08:00"),
        ("2026-09-14T09:00:00+08:00", 0, "2026-09-14T09:00:00.000+08:00"),
    ])
    func hoursThatSkipDays(from: String, hours: Int, expected: String) throws {
        #expect(try due(LimitRule(unit: .hour, amount: hours, skipsNonWorkingDays: true), from) == expected)
    }

    @Test func plainHoursSkipNothing() throws {
        let rule = LimitRule(unit: .hour, amount: 12)
        #expect(try due(rule, "2026-09-11T18:00:00+08:00") == "2026-09-12T06:00:00.000+08:00")
    }

    /// proves: ZZ23-12; calendar days from the next day, the last one moved off rest days.
    @Test(arguments: [
        ("2026-09-08", 2, "2026-09-10"), ("2026-09-10", 2, "2026-09-14"), ("2026-09-29", 2, "2026-10-08"),
        ("2026-09-18", 2, "2026-09-20"),
    ])
    func calendarDaysRoll(from: String, amount: Int, expected: String) throws {
        let rule = LimitRule(unit: .calendarDay, amount: amount, rollToWorkingDay: true)
        let deadline = calendar.deadline(rule, from: try #require(Day(from)).start)
        #expect(deadline.dueDate.description == expected)
    }

    /// proves: ZZ23-18; six months end on the corresponding day, moved where it is a rest day.
    @Test func months() throws {
        let rule = LimitRule(unit: .month, amount: 6, rollToWorkingDay: true)
        #expect(try due(rule, "2025-11-15T10:00:00+08:00") == "2026-05-15T23:59:59.999+08:00")
        #expect(try due(rule, "2026-04-03T10:00:00+08:00") == "2026-10-08T23:59:59.999+08:00")
    }

    @Test func aDayMayEndEarlier() throws {
        let rule = LimitRule(unit: .workingDay, amount: 1, dayEnds: "17:30")
        #expect(try due(rule, "2026-09-14T10:00:00+08:00") == "2026-09-15T17:30:00.000+08:00")
    }

    /// A year not announced counts weekends and holidays of fixed date, and says so.
    @Test func unannouncedYearIsProvisional() throws {
        let start = try #require(Moment("2026-12-30T10:00:00+08:00"))
        let deadline = calendar.deadline(LimitRule(unit: .workingDay, amount: 3), from: start)
        #expect(deadline.dueDate.description == "2027-01-05")
        #expect(deadline.provisional)
        #expect(!calendar.deadline(LimitRule(unit: .workingDay, amount: 1), from: start).provisional)
    }

    @Test func explainsEachDay() throws {
        let start = try #require(Moment("2026-09-18T16:00:00+08:00"))
        let days = try #require(
            calendar.deadline(LimitRule(unit: .workingDay, amount: 2), from: start, explaining: true).days)
        #expect(days.map(\.date.description) == ["2026-09-18", "2026-09-19", "2026-09-20", "2026-09-21"])
        #expect(days.map(\.why) == [.startDay, .weekend, .makeUpWorkingDay, .workingDay])
        #expect(days.map(\.counted) == [false, false, true, true])
    }

    @Test func laterFileReplacesItsYear() throws {
        var amended = calendar
        amended.announce(AnnouncedYear(
            number: 2027, notices: ["甲"], holidays: [try #require(Day("2027-01-04")): "元旦"], workdays: [:]))
        let start = try #require(Moment("2026-12-30T10:00:00+08:00"))
        let deadline = amended.deadline(LimitRule(unit: .workingDay, amount: 3), from: start)
        #expect(deadline.dueDate.description == "2027-01-05" && !deadline.provisional)
        amended.announce(AnnouncedYear(number: 2027, notices: ["乙"], holidays: [:], workdays: [:]))
        let again = amended.deadline(LimitRule(unit: .workingDay, amount: 3), from: start)
        #expect(again.dueDate.description == "2027-01-04")
    }

    @Test(arguments: [
        (#"{"years":{"2027":{"holidays":{"2027-02-30":"x"},"workdays":{}}}}"#, "years.2027.holidays.2027-02-30"),
        (#"{"years":{"2027":{"holidays":{},"workdays":{"2026-01-01":"x"}}}}"#, "years.2027.workdays.2026-01-01"),
        (#"{"years":{"next":{"holidays":{},"workdays":{}}}}"#, "years.next"),
        (#"{"years":{"2027":{"holidays":{},"workdays":{"2027-01-04":"x"}}}}"#, "years.2027.workdays.2027-01-04"),
        (
            #"{"years":{"2027":{"holidays":{"2027-01-02":"x"},"workdays":{"2027-01-02":"x"}}}}"#,
            "years.2027.workdays.2027-01-02"
        ),
        (#"{"years":{"2027":{"holidays":{}}}}"#, "years.2027.workdays"),
        (#"{"years":{"2027":{"holidays":{"2027-01-01":1},"workdays":{}}}}"#, "years.2027.holidays.2027-01-01"),
        ("[]", "$"),
    ])
    func brokenFilesNameThePlace(text: String, path: String) {
        let error = #expect(throws: CalendarFileError.self) { try WorkCalendar(files: [Data(text.utf8)]) }
        #expect(error?.path == path)
    }

    /// Against a slow reference: walk the days and count.
    @Test(arguments: 1...12) func agreesWithASlowCount(amount: Int) throws {
        var day = try #require(Day("2019-01-01"))
        let end = try #require(Day("2026-11-30"))
        while day < end {
            var left = amount
            var slow = day
            while left > 0 {
                slow = slow + 1
                if calendar.isWorkingDay(slow) { left -= 1 }
            }
            #expect(calendar.deadline(LimitRule(unit: .workingDay, amount: amount), from: day.start).dueDate == slow)
            day = day + 1
        }
    }
}
