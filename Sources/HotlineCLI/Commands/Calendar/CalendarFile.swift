import Foundation
import WorkCalendar

/// Files of announced years, as they are given on a command line.
enum CalendarFile {
    /// The years of a file. A mistake in it is refused with file, place and cure.
    static func years(of path: String) throws(Failure) -> [AnnouncedYear] {
        guard let data = contents(path) else {
            throw .usage("the file \(path) cannot be read", cure: "check its path and permissions")
        }
        do throws(CalendarFileError) {
            return try HolidayFile.read(data, name: path)
        } catch {
            throw .usage("\(error.file): \(error.path): \(error.reason)", cure: error.cure)
        }
    }

    /// The program's own calendar with the years of these files in place of its own.
    static func calendar(with paths: [String]) throws(Failure) -> WorkCalendar {
        guard var calendar = try? WorkCalendar.embedded() else {
            throw Failure(.failed, "the calendar of this program cannot be read", cure: "this program is broken")
        }
        for path in paths {
            for year in try years(of: path) { calendar.announce(year) }
        }
        return calendar
    }

    /// The bytes of a file; nil where there is none to read.
    static func contents(_ path: String) -> Data? { FileManager.default.contents(atPath: path) }
}
