import Foundation
import HotlineCore
import Node
import TestSupport
import Testing
import WorkCalendar

@testable import HotlineCLI

/// Rule books of a running node: bound by section, kept with the tickets that were taken in under them.
@Suite(.timeLimit(.minutes(2))) struct RuleBookVersionTests {
    /// A county's own book: version 1 has Zezhou's terms, version 2 gives 2 working days and one more on asking.
    private static func ownBook(_ version: Int) throws -> String {
        let text = String(decoding: try RuleBookFile.embedded("zezhou-2023").data, as: UTF8.self)
            .replacing(#""id": "zezhou-2023""#, with: #""id": "county-own""#)
            .replacing(#""version": 1"#, with: #""version": \#(version)"#)
        guard version > 1 else { return text }
        return text.replacing(#""amount": 5"#, with: #""amount": 2"#)
            .replacing("第十七条", with: "第十七条（修订）")
    }

    private func write(_ version: Int, to path: String) throws {
        try Data(Self.ownBook(version).utf8).write(to: URL(filePath: path))
    }

    private func handlingDay(_ ticket: String, at node: SingleNode) async throws -> String {
        let items = try await node.client("admin").value(.get(["tickets", ticket, "limits"])).list("items")
        return try #require(items.last { $0.text("name") == "handling" }).text("dueDate")
    }

    private func extend(_ ticket: String, until day: String, at node: SingleNode) async throws -> JSONValue? {
        let form: [String: JSONValue] = ["until": .string(day), "reason": "需协调", "petitionerTold": true]
        do {
            try await node.act("unit", "extend", ticket, share: true, form)
            return nil
        } catch let failure as Failure {
            return failure.problem
        }
    }

    // proves: ZZ23-16, ZZ23-17
    @Test func `A new version governs new tickets, and open ones keep theirs though its file is gone`() async throws {
        let folder = try TemporaryDirectory()
        let clock = VirtualClock(wallMilliseconds: try #require(Moment("2026-11-16T10:00:00+08:00")).milliseconds)
        let (first, second) = (folder.file("rules-1.json"), folder.file("rules-2.json"))
        try write(1, to: first)
        var old = ""
        try await SingleNode.run(with: clock, in: folder.path, { $0.ruleBooks.handling = first }) { node in
            old = try await node.dispatched("旧规则登记")
            #expect(try await handlingDay(old, at: node) == "2026-11-23")
        }
        try FileManager.default.removeItem(atPath: first)
        try write(2, to: second)
        try await SingleNode.run(with: clock, in: folder.path, { $0.ruleBooks.handling = second }) { node in
            let new = try await node.dispatched("新规则登记")
            #expect(try await handlingDay(old, at: node) == "2026-11-23")
            #expect(try await handlingDay(new, at: node) == "2026-11-18")
            // Five working days beyond the 23rd are the 30th; beyond the 18th the new book gives two: the 20th.
            let oldRefusal = try await extend(old, until: "2026-12-01", at: node)
            let newRefusal = try await extend(new, until: "2026-11-23", at: node)
            #expect(oldRefusal?.text("article") == "泽政办函〔2023〕11号第十七条")
            #expect(newRefusal?.text("article") == "泽政办函〔2023〕11号第十七条（修订）")
            #expect(oldRefusal?.text("type") == "urn:hotline:problem:extension-exhausted")
            #expect(try await extend(old, until: "2026-11-30", at: node) == nil)
            // A new dispatch of the older ticket is counted by its own book, too.
            try await node.act("admin", "refuse-extension", old, share: true, ["reasons": "按期办结"])
            let again = try await node.register("仍按旧规则")
            #expect(try await node.client("admin").value(.get(["tickets", again])).text("ruleBook", "version") == "2")
            #expect(try await node.client("admin").value(.get(["tickets", old])).text("ruleBook", "version") == "1")
            try await expectBooks(at: node)
        }
        try await expectSameVersionRefused(second, clock, folder)
    }

    /// Both versions are shown, and the file of the older one as it was.
    private func expectBooks(at node: SingleNode) async throws {
        let items = try await node.client("unit").value(.get(["rule-books"])).list("items")
        #expect(items.map { "\($0.text("id")) \($0.text("version"))" } == ["county-own 1", "county-own 2"])
        #expect(items.map { $0.list("boundFor") } == [[], ["handling"]])
        #expect(items.allSatisfy { $0.isTrue("inForce") && $0.text("digest").hasPrefix("sha256:") })
        let body = try await node.client("unit").value(.get(["rule-books", "county-own", "1"]))
        #expect(body == (try JSONValue(parsing: Data(Self.ownBook(1).utf8))))
    }

    /// The same version with another content would change open tickets: the node does not start.
    private func expectSameVersionRefused(
        _ path: String, _ clock: VirtualClock, _ folder: TemporaryDirectory
    ) async throws {
        let changed = try Self.ownBook(2).replacing(#""amount": 2"#, with: #""amount": 3"#)
        try Data(changed.utf8).write(to: URL(filePath: path))
        let error = await #expect(throws: NodeStartError.self) {
            try await SingleNode.run(with: clock, in: folder.path, { $0.ruleBooks.handling = path }) { _ in }
        }
        #expect("\(try #require(error))".contains("count its version up"))
    }

    // proves: ZZ23-16
    @Test func `A node binds a book for each section and says which`() async throws {
        let folder = try TemporaryDirectory()
        let books = NodeConfiguration.RuleBooks(
            handling: "zezhou-2023", assessment: "zezhou-2020", enterprise: "zezhou-enterprise-2026")
        let now = try #require(Moment("2026-11-16T10:00:00+08:00")).milliseconds
        try await SingleNode.run(at: now, in: folder.path, { $0.ruleBooks = books }) { node in
            let items = try await node.client("admin").value(.get(["rule-books"])).list("items")
            #expect(items.map { $0.text("id") } == ["zezhou-2020", "zezhou-2023", "zezhou-enterprise-2026"])
            #expect(items.map { $0.list("boundFor") } == [["assessment"], ["handling"], ["enterprise"]])
            #expect(items.map { $0.isTrue("inForce") } == [false, true, true])
            let missing = await #expect(throws: Failure.self) {
                try await node.client("admin").value(.get(["rule-books", "zezhou-2023", "9"]))
            }
            #expect(missing?.problem?.text("type") == "urn:hotline:problem:unknown-item")
        }
    }

    // proves: ZZ23-16
    @Test(arguments: [
        ("assessment", "zezhou-2023", "has no section assessment"),
        ("handling", "zezhou-enterprise-2026", "has no section handling"),
        ("enterprise", "nowhere.json", "there is no such file"),
    ])
    func `A book that lacks the section it is bound for ends the start, with the cure`(
        section: String, book: String, reason: String
    ) async throws {
        let folder = try TemporaryDirectory()
        let bound = ["handling": "zezhou-2023"].merging([section: book]) { $1 }
        let list = bound.sorted { $0.key < $1.key }.map { "\($0.key): \"\($0.value)\"" }.joined(separator: ", ")
        let file = folder.file("node.json5")
        try Data("""
            {version: 1, code: "140525", name: "泽州县", tier: "county", listen: {port: 0}, dataFolder: "data",
             ruleBooks: {\(list)}}
            """.utf8).write(to: URL(filePath: file))
        for words in [["serve", "--config", file, "--check"], ["serve", "--config", file]] {
            let outcome = try await BuiltProgram.run(words)
            #expect(!outcome.isSuccess && outcome.errors.contains("ruleBooks.\(section)"), "\(outcome.errors)")
            #expect(outcome.errors.contains(reason), "\(outcome.errors)")
        }
    }
}
