import Foundation
import HotlineCore
import Testing
import WorkCalendar

/// Rule-books.md says what the format is: its example loads, and every key of the format stands in its section.
@Suite struct RuleBookDocumentTests {
    /// Explained once for all sections.
    private static let shared = keys(LimitRule(unit: .hour, amount: 1)).union(
        ["rule", "from", "article", "reading", "code", "title"])

    private func page() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        return try String(
            contentsOf: root.appending(path: "Sources/HotlineCore/HotlineCore.docc/Rule-books.md"), encoding: .utf8)
    }

    @Test func theExampleLoads() throws {
        let blocks = try page().components(separatedBy: "```json\n").dropFirst()
        #expect(blocks.count == 1)
        for block in blocks {
            let text = try #require(block.components(separatedBy: "\n```").first)
            let book = try RuleBookFile(Data(text.utf8), file: "Rule-books.md")
            #expect(book.handling != nil && book.head.id == "example-2026")
        }
    }

    @Test(arguments: RuleBook.embeddedIDs) func everyKeyIsNamed(id: String) throws {
        let page = try page()
        let book = try RuleBook.embedded(id)
        let head = try section("Head", of: page)
        for child in Mirror(reflecting: book).children {
            let name = try #require(child.label)
            if ["format", "id", "version", "title", "document", "sections", "validity"].contains(name) {
                for key in Self.keys(child.value).union([name]) { #expect(head.contains("`\(key)`"), "\(key)") }
                continue
            }
            let text = try section("`\(name)`", of: page)
            for key in Self.keys(child.value).subtracting(Self.shared).sorted() {
                #expect(text.contains("`\(key)`"), "\(name): \(key)")
            }
        }
        let terms = try section("Terms and ways of counting", of: page)
        for key in Self.shared { #expect(terms.contains("`\(key)`"), "\(key)") }
    }

    private func section(_ heading: String, of page: String) throws -> String {
        let start = try #require(page.range(of: "\n## \(heading)\n"), "no section \(heading)")
        let rest = page[start.upperBound...]
        return String(rest[..<(rest.range(of: "\n## ")?.lowerBound ?? rest.endIndex)])
    }

    /// Every key below a value, whether it is given or left out there.
    private static func keys(_ value: Any) -> Set<String> {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .struct where !(value is Day):
            return mirror.children.reduce(into: []) { keys, child in
                keys.insert(child.label ?? "")
                keys.formUnion(Self.keys(child.value))
            }
        case .collection, .optional: return mirror.children.reduce(into: []) { $0.formUnion(Self.keys($1.value)) }
        default: return []
        }
    }
}
