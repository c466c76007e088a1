import HotlineCore
import Node
import WorkCalendar

extension RuleBookFile {
    /// A rule book of the program by its id, or a file.
    /// - Parameter place: what the command line calls it, with a space behind; empty where it stands alone.
    /// - Throws: `Failure` with file, path, cause and cure.
    static func given(_ name: String, at place: String = "") throws(Failure) -> RuleBookFile {
        do throws(RuleBookFileError) {
            return try named(name)
        } catch {
            throw .usage("\(place)\(error.file): \(error.path): \(error.reason)", cure: error.cure)
        }
    }
}

extension RuleBook {
    /// A rule book of the program by its id, or a file, that has the section handling.
    static func named(_ name: String, at place: String) throws(Failure) -> RuleBook {
        let book = try RuleBookFile.given(name, at: place)
        guard let handling = book.handling else {
            throw .usage(
                "\(place)\(name): sections: the book has no section handling", cure: "name a book with that section")
        }
        return handling
    }
}

extension RuleBookFile.Head {
    /// What `--json` prints of a book.
    func record(file: String) -> [String: JSONValue] {
        [
            "file": .string(file), "ok": .bool(true), "id": .string(id), "version": .integer(version),
            "title": .string(title), "document": .string(document),
            "sections": .array(sections.map { .string($0.rawValue) }),
            "validity": .object([
                "from": .string(validity.from.description), "article": .string(validity.article),
                "to": validity.to.map { .string($0.description) } ?? .null,
            ]),
        ]
    }

    /// `2023-08-01 至 2028-07-31`.
    var validityText: String {
        "\(validity.from) 至 \(validity.to.map(\.description) ?? "长期")"
    }

    /// `办理、考核`.
    var sectionsText: String { sections.map(\.displayName).joined(separator: "、") }
}
