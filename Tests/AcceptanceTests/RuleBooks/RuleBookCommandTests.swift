import Foundation
import HotlineCore
import TestSupport
import Testing

@testable import HotlineCLI

/// `hotline rule-book`, run as a person runs it.
@Suite(.timeLimit(.minutes(3))) struct RuleBookCommandTests {
    // proves: ZZ23-16, ZZ20-2.3.3, JY24-13.2, YC19-7.3
    @Test func `A book is listed, shown, and what is shown can be checked`() async throws {
        let listed = try await BuiltProgram.run(["rule-book", "list"])
        #expect(listed.lines.map { $0.text("id") }.filter { !$0.isEmpty } == RuleBookFile.embeddedIDs)
        let folder = try TemporaryDirectory()
        for id in RuleBookFile.embeddedIDs {
            let shown = try await BuiltProgram.run(["rule-book", "show", id])
            let book = try #require(shown.lines.first)
            let path = folder.file("\(id).json")
            try Data(book.line.utf8).write(to: URL(filePath: path))
            let checked = try await BuiltProgram.run(["rule-book", "check", path])
            #expect(checked.isSuccess && checked.lines.first?.text("id") == id, "\(checked)")
        }
    }

    // proves: ZZ23-16
    @Test func `A wrong file is named with place, reason and cure, and the exit code says so`() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.file("own.json")
        let text = String(decoding: try RuleBookFile.embedded("zezhou-2023").data, as: UTF8.self)
            .replacing(#""months": 6"#, with: #""months": -6"#)
        try Data(text.utf8).write(to: URL(filePath: path))
        let outcome = try await BuiltProgram.run(["rule-book", "check", path])
        #expect(!outcome.isSuccess)
        let line = try #require(outcome.lines.first)
        #expect(line["ok"] == .bool(false) && line.text("file") == path && line.text("path") == "deferrals.months")
        #expect(line.text("reason") == "-6 cannot be" && !line.text("cure").isEmpty)
    }

    // proves: ZZ23-16
    @Test func `What is no JSON, or says a thing twice, is named by line and column`() async throws {
        let folder = try TemporaryDirectory()
        let book = String(decoding: try RuleBookFile.embedded("zezhou-2023").data, as: UTF8.self)
        let twice = book.replacing(#""version": 1,"#, with: "\"version\": 1, \"version\": 2,")
        let cut = String(book.prefix(200))
        let files: [(Data, String)] = [
            (Data(twice.utf8), "stands twice"), (Data(cut.utf8), ""),
            (try #require(book.data(using: .utf16LittleEndian)), ""),
        ]
        for (index, (data, reason)) in files.enumerated() {
            let path = folder.file("\(index).json")
            try data.write(to: URL(filePath: path))
            let outcome = try await BuiltProgram.run(["rule-book", "check", path])
            let line = try #require(outcome.lines.first)
            #expect(!outcome.isSuccess && line.text("path").hasPrefix("line "), "\(outcome)")
            #expect(reason.isEmpty || line.text("reason").contains(reason))
            #expect(line.text("cure").contains("UTF-8"))
        }
    }
}
