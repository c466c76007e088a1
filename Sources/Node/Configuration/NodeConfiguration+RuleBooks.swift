import Foundation
package import HotlineCore

extension NodeConfiguration.RuleBooks {
    /// The books that are named, each for its section.
    /// - Throws: ``NodeStartError/configuration(_:)`` where one cannot be read, or lacks the section it is bound for.
    package func load() throws(NodeStartError) -> [RuleBookSection: RuleBookFile] {
        var books: [RuleBookSection: RuleBookFile] = [:]
        for (section, name) in [(.handling, handling), (.assessment, assessment), (.enterprise, enterprise)]
            as [(RuleBookSection, String?)] {
            guard let name else { continue }
            let book: RuleBookFile
            do throws(RuleBookFileError) {
                book = try RuleBookFile.named(name)
            } catch {
                throw .configuration("ruleBooks.\(section.rawValue): \(error)")
            }
            guard book.head.sections.contains(section) else {
                let has = book.head.sections.map(\.rawValue).joined(separator: ", ")
                throw .configuration(
                    "ruleBooks.\(section.rawValue): the rule book \(book.head.id) has no section \(section.rawValue), "
                        + "only \(has): bind a book with that section, or leave \(section.rawValue) out")
            }
            books[section] = book
        }
        return books
    }
}

extension RuleBookFile {
    /// A book that the program carries, by its id, or a file.
    package static func named(_ name: String) throws(RuleBookFileError) -> RuleBookFile {
        if embeddedIDs.contains(name) { return try embedded(name) }
        guard let data = FileManager.default.contents(atPath: name) else {
            throw RuleBookFileError(
                file: name, path: "$", reason: "there is no such file, and no rule book of that name in the program",
                cure: "name a file, or one of \(embeddedIDs.joined(separator: ", "))")
        }
        do throws(JSONSyntaxError) {
            _ = try JSONTree(reading: [UInt8](data))
        } catch {
            throw RuleBookFileError(
                file: name, path: "line \(error.line), column \(error.column)", reason: error.text,
                cure: "correct that place: a rule book is JSON in UTF-8, each key once in its object")
        }
        return try RuleBookFile(data, file: name)
    }
}
