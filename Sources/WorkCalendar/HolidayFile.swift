package import Foundation

/// A holiday file that cannot be used: which file, where in it, why, and what to do.
package struct CalendarFileError: Error, Equatable, CustomStringConvertible {
    package var file: String
    /// The place inside the file, `years.2026.holidays.2026-02-30`; `$` for the whole.
    package var path: String
    package var reason: String
    package var cure: String

    package init(file: String, path: String, reason: String, cure: String) {
        self.file = file
        self.path = path
        self.reason = reason
        self.cure = cure
    }

    package var description: String { "\(file): \(path): \(reason); \(cure)" }
}

/// A file of announced years:
/// `{"years": {"2027": {"notices": ["国办发明电〔2026〕…号"], "holidays": {"2027-01-01": "元旦"}, "workdays": {…}}}}`.
package enum HolidayFile {
    private struct Content: Decodable {
        struct Year: Decodable {
            var notices: [String]?
            var holidays: [String: String]
            var workdays: [String: String]
        }
        var years: [String: Year]
    }

    /// The years of a file, ascending.
    /// - Parameter name: the file's name, for errors.
    package static func read(_ file: Data, name: String) throws(CalendarFileError) -> [AnnouncedYear] {
        let content: Content
        do {
            content = try JSONDecoder().decode(Content.self, from: file)
        } catch {
            throw CalendarFileError(error, file: name)
        }
        var years: [AnnouncedYear] = []
        for (text, year) in content.years.sorted(by: { $0.key < $1.key }) {
            guard text.utf8.count == 4, let number = Int(text), number > 0 else {
                throw CalendarFileError(
                    file: name, path: "years.\(text)", reason: "no year", cure: "name the year in four digits")
            }
            let place = Place(file: name, path: "years.\(text)", year: number)
            let announced = AnnouncedYear(
                number: number, notices: year.notices ?? [],
                holidays: try place.in("holidays").days(year.holidays),
                workdays: try place.in("workdays").days(year.workdays))
            try place.in("workdays").check(announced)
            years.append(announced)
        }
        return years
    }

    /// Where in the file a list stands.
    private struct Place {
        var file: String
        var path: String
        var year: Int

        func `in`(_ key: String) -> Place { Place(file: file, path: "\(path).\(key)", year: year) }

        func error(_ key: String, _ reason: String, cure: String) -> CalendarFileError {
            CalendarFileError(file: file, path: "\(path).\(key)", reason: reason, cure: cure)
        }

        func days(_ entries: [String: String]) throws(CalendarFileError) -> [Day: String] {
            var days: [Day: String] = [:]
            for text in entries.keys.sorted() {
                guard let day = Day(text), day.year == year else {
                    throw error(text, "no date of \(year)", cure: "write an existing date of that year as yyyy-MM-dd")
                }
                days[day] = entries[text]
            }
            return days
        }

        /// A day worked instead is a weekend day, and cannot be off as well.
        func check(_ year: AnnouncedYear) throws(CalendarFileError) {
            for day in year.workdays.keys.sorted() {
                if year.holidays[day] != nil {
                    throw error(
                        "\(day)", "is among the holidays as well", cure: "leave it in one list, as the notice says")
                }
                guard day.isWeekend else {
                    throw error(
                        "\(day)", "is worked anyway: no Saturday or Sunday",
                        cure: "list only weekend days that the notice has worked, and check the date")
                }
            }
        }
    }
}

extension CalendarFileError {
    private static let form = """
        {"years": {"2027": {"notices": ["文号"], "holidays": {"2027-01-01": "元旦"}, "workdays": {}}}}
        """

    fileprivate init(_ error: any Error, file: String) {
        func path(_ keys: [any CodingKey]) -> String {
            keys.isEmpty ? "$" : keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
        }
        let cure = "give \(Self.form)"
        switch error as? DecodingError {
        case .keyNotFound(let key, let context):
            self.init(file: file, path: path(context.codingPath + [key]), reason: "missing", cure: cure)
        case .valueNotFound(_, let context), .typeMismatch(_, let context), .dataCorrupted(let context):
            self.init(file: file, path: path(context.codingPath), reason: context.debugDescription, cure: cure)
        default:
            self.init(file: file, path: "$", reason: "\(error)", cure: cure)
        }
    }
}
