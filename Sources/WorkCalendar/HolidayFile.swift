import Foundation

/// A holiday file that cannot be used: where, why, and what to do.
package struct CalendarFileError: Error, Equatable, CustomStringConvertible {
    /// The place inside the file, `years.2026.holidays.2026-02-30`.
    package var path: String
    package var reason: String
    package var cure: String

    package var description: String { "\(path): \(reason); \(cure)" }
}

/// One file of announced years: `{"years": {"2026": {"holidays": {"2026-01-01": "元旦"}, "workdays": {…}}}}`.
enum HolidayFile {
    struct Year {
        var number: Int
        var holidays: [Day]
        var workdays: [Day]
    }

    private struct Content: Decodable {
        struct Year: Decodable {
            var holidays: [String: String]
            var workdays: [String: String]
        }
        var years: [String: Year]
    }

    static func read(_ file: Data) throws(CalendarFileError) -> [Year] {
        let content: Content
        do {
            content = try JSONDecoder().decode(Content.self, from: file)
        } catch {
            throw CalendarFileError(
                path: "$", reason: "not a holiday file: \(error)",
                cure: "give {\"years\": {\"2026\": {\"holidays\": {…}, \"workdays\": {…}}}}")
        }
        var years: [Year] = []
        for (text, year) in content.years.sorted(by: { $0.key < $1.key }) {
            guard let number = Int(text), (1...9999).contains(number) else {
                throw CalendarFileError(path: "years.\(text)", reason: "no year", cure: "name the year in four digits")
            }
            years.append(Year(
                number: number,
                holidays: try days(year.holidays, of: number, path: "years.\(text).holidays"),
                workdays: try days(year.workdays, of: number, path: "years.\(text).workdays")))
        }
        return years
    }

    private static func days(
        _ entries: [String: String], of year: Int, path: String
    ) throws(CalendarFileError) -> [Day] {
        var days: [Day] = []
        for text in entries.keys.sorted() {
            guard let day = Day(text), day.year == year else {
                throw CalendarFileError(
                    path: "\(path).\(text)", reason: "no date of \(year)", cure: "write an existing date as yyyy-MM-dd")
            }
            days.append(day)
        }
        return days
    }
}
