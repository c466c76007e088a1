import Foundation
import Testing
import WorkCalendar

@Suite struct MomentTests {
    @Test(arguments: [
        ("2026-09-18T16:00:00.000+08:00", "2026-09-18T16:00:00.000+08:00"),
        ("2026-09-18T08:00:00Z", "2026-09-18T16:00:00.000+08:00"),
        ("2026-09-18T16:00+08:00", nil),
        ("2026-09-18t03:00:00.5-05:00", "2026-09-18T16:00:00.500+08:00"),
        ("2026-12-31T23:59:59.9999+08:00", "2026-12-31T23:59:59.999+08:00"),
        ("1969-12-31T16:00:00Z", "1970-01-01T00:00:00.000+08:00"),
        ("1950-03-01T00:00:00.001+08:00", "1950-03-01T00:00:00.001+08:00"),
        ("2026-02-29T00:00:00Z", nil), ("2026-09-18 16:00:00", nil), ("2026-09-18T16:00:00.+08:00", nil),
        ("2026-09-18T24:00:00Z", nil), ("2026-09-18T16:00:00+0800", nil), ("", nil), ("明天", nil),
    ])
    func readsAndWrites(text: String, expected: String?) {
        #expect(Moment(text)?.description == expected)
    }

    @Test func everyDayOfAHundredYearsRoundTrips() throws {
        var day = try #require(Day(year: 1960, month: 1, day: 1))
        let end = try #require(Day(year: 2060, month: 1, day: 1))
        while day < end {
            #expect(Day(day.description) == day)
            #expect(day.start.day == day && day.end.day == day)
            day = day + 1
        }
    }

    @Test(arguments: [("2026-11-21", 5), ("2026-11-23", 0), ("1970-01-01", 3), ("1969-12-31", 2), ("2000-02-29", 1)])
    func weekday(text: String, expected: Int) throws {
        #expect(try #require(Day(text)).weekday == expected)
    }

    @Test(arguments: [
        ("2026-08-31", 6, "2027-02-28"), ("2023-08-31", 6, "2024-02-29"), ("2026-12-15", 1, "2027-01-15"),
    ])
    func months(from: String, months: Int, to: String) throws {
        #expect(try #require(Day(from)).adding(months: months).description == to)
    }

    @Test func codesAsText() throws {
        let moment = try #require(Moment("2026-09-18T16:00:00Z"))
        let data = try JSONEncoder().encode([moment])
        #expect(String(decoding: data, as: UTF8.self) == "[\"2026-09-19T00:00:00.000+08:00\"]")
        #expect(try JSONDecoder().decode([Moment].self, from: data) == [moment])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Moment].self, from: Data("[\"x\"]".utf8)) }
        let noDay = Data("[\"2026-02-30\"]".utf8)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Day].self, from: noDay) }
    }
}
