import Foundation
import HTTPServer
import HotlineCore
import NodeCore
import Storage
import WorkCalendar

extension RouteBuilder {
    /// `/rule-books`: the books that the node is bound to, and those that older tickets keep.
    mutating func addRuleBooks() {
        let context = context
        get("/rule-books", .everyone, .ruleBooks) { _ in try await context.ruleBooks() }
        get("/rule-books/{id}/{version}", .everyone, .ruleBook) { try await context.ruleBook($0) }
    }
}

extension NodeContext {
    fileprivate func ruleBooks() async throws -> Response {
        let kept = try await engine.read { try RuleBookStore.all(in: $0) }
        let bound = engine.settings.boundBooks.mapValues(\.head.reference)
        let today = engine.now.day
        var writer = JSONWriter(capacity: 2_048)
        writer.object { writer in
            writer.key("items")
            writer.list(kept) { writer, kept in
                let sections = RuleBookSection.allCases.filter { bound[$0] == kept.book.head.reference }
                writer.ruleBook(kept, boundFor: sections, on: today)
            }
            writer.member("total", kept.count)
        }
        return .json(writer.bytes)
    }

    /// The file as it was bound.
    fileprivate func ruleBook(_ call: Call) async throws -> Response {
        let (id, version) = (call.request.pathParameters["id"], call.request.pathParameters["version"])
        let kept = try await engine.read { try RuleBookStore.all(in: $0) }
        guard let found = kept.first(where: { $0.book.head.id == id && String($0.book.head.version) == version }) else {
            throw APIProblem(.unknownItem, "本节点没有规则 \(id) 第 \(version) 版", cure: "可用的规则见 /api/v1/rule-books")
        }
        return .json([UInt8](found.book.data))
    }
}

extension JSONWriter {
    fileprivate mutating func ruleBook(
        _ kept: RuleBookStore.Kept, boundFor sections: [RuleBookSection], on today: Day
    ) {
        let head = kept.book.head
        object { writer in
            writer.member("id", head.id)
            writer.member("version", head.version)
            writer.member("title", head.title)
            writer.member("document", head.document)
            writer.key("sections")
            writer.list(head.sections) { $0.value($1.rawValue) }
            writer.key("boundFor")
            writer.list(sections) { $0.value($1.rawValue) }
            writer.key("validity")
            writer.object { writer in
                writer.member("from", head.validity.from.description)
                writer.member("to", head.validity.to?.description)
                writer.member("article", head.validity.article)
            }
            writer.member("inForce", head.validity.holds(today))
            writer.member("digest", "sha256:\(kept.digest)")
            writer.moment("boundAt", kept.boundAt)
        }
    }
}

extension RouteDescription {
    fileprivate static let ruleBooks = RouteDescription(.ruleBooks, "Every version that the node was ever bound to 规则")
        .answers(.items(.ruleBook, .always("total", .count, "How many")))

    fileprivate static let ruleBook = RouteDescription(.ruleBooks, "The file, byte for byte as it was bound")
        .query(.path("version", JSONSchema(["type": "string"]).example("1"), "The rule book's `version`"))
        .refuses(.unknownItem)
        .answers(.object([.always("id", .text("zezhou-2023"), "Its name")]), "Every key stands in Rule-books.md")
}
