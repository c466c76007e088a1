import Foundation
import Testing

@testable import HotlineCLI

/// `hotline deadline`, run as a person runs it.
@Suite(.timeLimit(.minutes(3))) struct DeadlineCommandTests {
    private func count(_ book: String, _ kind: String, _ from: String, _ more: String...) async throws -> JSONValue {
        let words = ["deadline", "--rule-book", book, "--kind", kind, "--from", from] + more
        let outcome = try await BuiltProgram.run(words)
        #expect(outcome.isSuccess, "\(outcome.errors)")
        return try #require(outcome.lines.first)
    }

    // proves: JY24-13.2
    @Test func `A limit says its last moment, its day, its article, and each day with the reason`() async throws {
        let answer = try await count(
            "jiyuan-2024", "complaint", "2026-09-18T16:00+08:00", "--explain")
        guard case .object(let members) = answer else { return #expect(Bool(false), "\(answer)") }
        #expect(members.keys.sorted() == ["article", "days", "due", "dueDate", "provisional"])
        #expect(answer.text("due") == "2026-09-28T23:59:59.999+08:00")
        #expect(answer.text("dueDate") == "2026-09-28")
        #expect(answer["provisional"] == .bool(false))
        #expect(answer.text("article") == "济管办〔2024〕23号第十三条第二项")
        let days = answer.list("days").map { "\($0.text("date").suffix(5)) \($0.isTrue("counted")) \($0.text("why"))" }
        #expect(days == [
            "09-18 true 工作日", "09-19 false 周末", "09-20 true 调休上班：国庆节（国办发明电〔2025〕7号）",
            "09-21 true 工作日", "09-22 true 工作日", "09-23 true 工作日", "09-24 true 工作日",
            "09-25 false 法定节假日：中秋节（国办发明电〔2025〕7号）", "09-26 false 法定节假日：中秋节（国办发明电〔2025〕7号）",
            "09-27 false 法定节假日：中秋节（国办发明电〔2025〕7号）", "09-28 true 工作日",
        ])
    }

    // proves: ZZ23-16, ZZ20-2.3.3, YC19-7.3, JY24-13.1a, ZZ23-12, ZZ20-2.2.5, YC19-7.3b, JY24-13.1b, ZZ23-17, ZZ23-25
    @Test(arguments: [
        ("zezhou-2023", "help", "2026-09-30T16:00+08:00", "handling", "2026-10-13T23:59:59.999+08:00"),
        ("zezhou-2020", "complaint", "2023-04-28T16:00+08:00", "handling", "2023-05-16T23:59:59.999+08:00"),
        ("yuncheng-2019", "consultation", "2026-04-30T16:00+08:00", "handling", "2026-05-08T23:59:59.999+08:00"),
        ("jiyuan-2024", "help", "2026-09-11T18:00+08:00", "sign", "2026-09-14T18:00:00.000+08:00"),
        ("zezhou-2023", "help", "2026-09-11T18:00+08:00", "return", "2026-09-14T23:59:59.999+08:00"),
        ("zezhou-2020", "help", "2026-10-09T16:00+08:00", "return", "2026-10-12T23:59:59.999+08:00"),
        ("yuncheng-2019", "help", "2026-09-18T16:00+08:00", "return", "2026-09-20T23:59:59.999+08:00"),
        ("jiyuan-2024", "help", "2026-09-30T09:00+08:00", "return", "2026-10-01T09:00:00.000+08:00"),
        ("zezhou-2023", "help", "2026-09-11T18:00+08:00", "extension", "2026-09-24T23:59:59.999+08:00"),
        ("zezhou-2023", "complaint", "2026-09-30T16:00+08:00", "redo", "2026-10-13T23:59:59.999+08:00"),
        ("jiyuan-2024", "help", "2026-09-24T08:00Z", "revisit", "2026-09-30T23:59:59.999+08:00"),
        ("zezhou-2023", "help", "2026-09-11T18:00+08:00", "sign", ""),
    ])
    func `Every limit of every regulation can be asked for`(
        book: String, kind: String, from: String, what: String, due: String
    ) async throws {
        #expect(try await count(book, kind, from, "--what", what).text("due") == due)
    }

    @Test(arguments: [
        (["--rule-book", "jiyan-2024", "--kind", "help", "--from", "2026-09-18T16:00+08:00"], "jiyuan-2024"),
        (["--rule-book", "jiyuan-2024", "--kind", "hlep", "--from", "2026-09-18T16:00+08:00"], "consultation"),
        (["--rule-book", "jiyuan-2024", "--kind", "help", "--from", "2026-09-18T16:00"], "offset"),
        (["--rule-book", "jiyuan-2024", "--kind", "help", "--from", "2026-02-30T16:00+08:00"], "--from"),
    ])
    func `A mistake is named with what would be right`(words: [String], hint: String) async throws {
        let outcome = try await BuiltProgram.run(["deadline"] + words)
        #expect(!outcome.isSuccess && outcome.lines.isEmpty)
        #expect(outcome.errors.contains(hint))
    }
}
