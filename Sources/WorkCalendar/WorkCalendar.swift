package import Foundation

/// The national working-day calendar: weekends, statutory holidays and make-up working days (调休), year by year as
/// the State Council announced them.
///
/// A year that was not announced yet is taken as weekends and the holidays of fixed date; what touches it is marked
/// provisional.
package struct WorkCalendar: Sendable {
    /// What a single day is.
    package enum Kind: String, Codable, Hashable, Sendable {
        case workingDay, makeUpWorkingDay, weekend, holiday

        /// Whether offices work on it.
        package var isWorking: Bool { self == .workingDay || self == .makeUpWorkingDay }
    }

    /// A day that differs from the plain week.
    private struct Exception {
        var kind: Kind
        /// The festival.
        var name: String
    }

    /// By day number.
    private var exceptions: [Int32: Exception] = [:]
    /// The notices of the announced years.
    private var notices: [Int: [String]] = [:]

    /// The years whose holidays were announced, ascending.
    package var announcedYears: [Int] { notices.keys.sorted() }

    /// A calendar that knows no announced year.
    package init() {}

    /// Reads and merges year files; a year in a later file replaces the whole year of an earlier one.
    /// - Throws: ``CalendarFileError`` naming the place and the cure.
    package init(files: [Data]) throws(CalendarFileError) {
        for file in files {
            for year in try HolidayFile.read(file, name: "holidays") { announce(year) }
        }
    }

    /// Takes a year as announced, in place of what was known of it.
    package mutating func announce(_ year: AnnouncedYear) {
        if notices.updateValue(year.notices, forKey: year.number) != nil {
            exceptions = exceptions.filter { Day(number: $0.key).year != year.number }
        }
        for (day, kind, name) in year.days { exceptions[day.number] = Exception(kind: kind, name: name) }
    }

    /// What the day is, and whether its year was announced.
    package func kind(of day: Day) -> (kind: Kind, announced: Bool) {
        let isAnnounced = notices[day.year] != nil
        if let exception = exceptions[day.number] { return (exception.kind, isAnnounced) }
        if !isAnnounced, WorkCalendar.isFixedHoliday(day) { return (.holiday, false) }
        return (day.isWeekend ? .weekend : .workingDay, isAnnounced)
    }

    /// The festival that makes the day a holiday or a make-up working day; nil for plain days.
    package func festival(of day: Day) -> String? { exceptions[day.number]?.name }

    /// The notices that announced a year; nil while it is not announced.
    package func notices(of year: Int) -> [String]? { notices[year] }

    /// Whether offices work on the day, make-up working days included.
    package func isWorkingDay(_ day: Day) -> Bool { kind(of: day).kind.isWorking }

    /// 《全国年节及纪念日放假办法》 (2024) art. 2, the holidays whose date does not move: New Year, Labour Day, National Day.
    private static func isFixedHoliday(_ day: Day) -> Bool {
        let (_, month, dayOfMonth) = day.civil
        switch (month, dayOfMonth) {
        case (1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3): return true
        default: return false
        }
    }
}

extension WorkCalendar {
    /// The years 2019 to 2026, embedded in the program.
    package static func embedded() throws(CalendarFileError) -> WorkCalendar {
        var calendar = WorkCalendar()
        for year in try embeddedYears() { calendar.announce(year) }
        return calendar
    }

    /// The same years one by one, with their notices.
    package static func embeddedYears() throws(CalendarFileError) -> [AnnouncedYear] {
        try HolidayFile.read(Data(PackageResources.holidays_json), name: "holidays.json")
    }
}
