import Foundation
import HotlineCore
import WorkCalendar

/// Rule books: a refusal names file, place, cause and cure; an accepted book written again says the same; every limit
/// that it sets can be counted and ends after it began.
enum RuleBookTarget {
    static func run(_ input: [UInt8]) {
        do throws(RuleBookFileError) {
            let file = try RuleBookFile(Data(input), file: "fuzz.json")
            guard let book = file.handling else { return }
            writeAgain(book, as: file)
            count(book)
        } catch {
            require(error.file == "fuzz.json" && !error.path.isEmpty, "a refusal names the place: \(error)")
            require(!error.reason.isEmpty && !error.cure.isEmpty, "a refusal names cause and cure: \(error)")
        }
    }

    private static func writeAgain(_ book: RuleBook, as file: RuleBookFile) {
        guard let data = try? JSONEncoder().encode(book) else { return require(false, "a book can be written") }
        do throws(RuleBookFileError) {
            let again = try RuleBookFile(data, file: "written.json")
            require(again.saysTheSame(as: file), "written again it says the same")
        } catch {
            require(false, "what was written is read: \(error)")
        }
    }

    private static func count(_ book: RuleBook) {
        guard let calendar, let start = Moment("2026-09-18T16:00:00.000+08:00") else {
            return require(false, "the calendar and the moment are there")
        }
        for kind in MatterKind.allCases {
            for name in LimitName.allCases {
                guard let limit = book.count(name, of: kind, from: start, in: calendar, explaining: false) else {
                    continue
                }
                require(limit.deadline.due >= start, "\(name) of \(kind) ends after it began")
                require(!limit.article.isEmpty, "\(name) of \(kind) names its article")
            }
        }
    }

    private static let calendar = try? WorkCalendar.embedded()
}
