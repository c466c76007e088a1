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

    /// Days that differ from the plain week, by day number.
    private var exceptions: [Int32: Kind] = [:]
    private var announced: Set<Int> = []

    /// The years whose holidays were announced, ascending.
    package var announcedYears: [Int] { announced.sorted() }

    /// A calendar that knows no announced year.
    package init() {}

    /// Reads and merges year files; a year in a later file replaces the whole year of an earlier one.
    /// - Throws: ``CalendarFileError`` naming the file's path and the cure.
    package init(files: [Data]) throws(CalendarFileError) {
        for file in files { try merge(file) }
    }

    /// Adds the years of one more file.
    package mutating func merge(_ file: Data) throws(CalendarFileError) {
        for year in try HolidayFile.read(file) { replace(year) }
    }

    /// What the day is, and whether its year was announced.
    package func kind(of day: Day) -> (kind: Kind, announced: Bool) {
        let year = day.year
        let isAnnounced = announced.contains(year)
        if let exception = exceptions[day.number] { return (exception, isAnnounced) }
        if !isAnnounced, WorkCalendar.isFixedHoliday(day) { return (.holiday, false) }
        return (day.isWeekend ? .weekend : .workingDay, isAnnounced)
    }

    package func isWorkingDay(_ day: Day) -> Bool { kind(of: day).kind.isWorking }

    /// The first working day after the given one.
    package func nextWorkingDay(after day: Day) -> Day {
        var next = day + 1
        while !isWorkingDay(next) { next = next + 1 }
        return next
    }

    private mutating func replace(_ year: HolidayFile.Year) {
        if announced.contains(year.number) { exceptions = exceptions.filter { Day(number: $0.key).year != year.number } }
        announced.insert(year.number)
        for day in year.holidays { exceptions[day.number] = .holiday }
        for day in year.workdays { exceptions[day.number] = .makeUpWorkingDay }
    }

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
        try WorkCalendar(files: [Data(PackageResources.holidays_json)])
    }
}
