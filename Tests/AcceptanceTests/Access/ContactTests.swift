import Foundation
import TestSupport
import Testing
import WorkCalendar

@testable import HotlineCLI

/// Who answers for a unit, and when a change of them was filed.
@Suite(.timeLimit(.minutes(2))) struct ContactTests {
    private static func form(_ post: String, _ name: String, changedOn: String) -> JSONValue {
        [
            "post": .string(post), "name": .string(name), "phone": "0356-2020001", "position": "热线专员",
            "changedOn": .string(changedOn),
        ]
    }

    /// A change of Friday 2026-02-27: two working days are over on Monday, three on Tuesday, since the Saturday is a
    /// make-up working day (调休) of the Spring Festival.
    // proves: ZZ23-5
    @Test(arguments: [("zezhou-2023", "2026-03-02"), ("zezhou-2020", "2026-03-03")])
    func `A change is filed within the rule book's working days, and later filing stays marked`(
        ruleBook: String, due: String
    ) async throws {
        try await AccessNode.run(ruleBook) { node in
            let inTime = try await node.client("unit").value(
                .post(["contacts", "water"], body: Self.form("A", "王工", changedOn: "2026-02-27")))
            let filed = try #require(inTime.list("contacts").first)
            #expect(filed["late"] == false && filed.text("filedBy") == "water-1")
            #expect(filed.text("due").hasPrefix(due), "\(filed)")
            #expect(filed.text("filedAt") == "2026-03-02T09:00:00.000+08:00")

            node.clock.advance(by: .seconds(5 * 86_400))
            let late = try await node.client("operator").value(
                .post(["contacts", "water"], body: Self.form("A", "赵工", changedOn: "2026-03-02")))
            let now = try #require(late.list("contacts").first)
            #expect(now.text("name") == "赵工" && now["late"] == true && now.text("changedOn") == "2026-03-02")
            #expect(late.list("history").map { $0.text("name") } == ["王工", "赵工"])
            #expect(late.text("article").contains(ruleBook == "zezhou-2023" ? "第五条" : "29号"))
            let rows = try await node.read(as: "auditor", "audit", query: ["action": "contact.filed"])
            #expect(rows.list("items").map { $0.text("person") } == ["op", "water-1"])
            let printed = try await node.hotline("contact", "list")
            #expect(printed.lines.first?.list("contacts").first?.text("name") == "赵工", "\(printed.errors)")
            let audited = try await node.hotline("audit", "list", "--action", "contact.filed")
            #expect(audited.lines.count == 3 && audited.lines.first?.text("person") == "op", "\(audited.errors)")
        }
    }

    // proves: JY24-8.2
    @Test func `Jiyuan asks for an A and a B post, and the list tells which unit lacks one`() async throws {
        try await AccessNode.run("jiyuan-2024") { node in
            let answer = try await node.client("unit").value(
                .post(["contacts", "water"], body: Self.form("B", "孙工", changedOn: "2026-01-05")))
            #expect(answer.list("missing") == ["A"] && answer.list("contacts").first?["late"] == false)
            let all = try await node.read(as: "operator", "contacts").list("items")
            #expect(all.map { $0.text("unit") } == ["water", "housing", "supply"])
            #expect(all.last?.list("missing") == ["A", "B"])
            #expect(try await node.read(as: "unit", "contacts").list("items").map { $0.text("unit") } == ["water"])
            let other = try await node.refusal(
                as: "unit", .post(["contacts", "housing"], body: Self.form("A", "王工", changedOn: "2026-03-02")))
            #expect(other?.code == "unknown-item")
            let early = try await node.refusal(
                as: "unit", .post(["contacts", "water"], body: Self.form("A", "王工", changedOn: "2026-03-03")))
            #expect(early?.fields == ["changedOn"])
            let empty = try await node.refusal(as: "unit", .post(["contacts", "water"], body: [:]))
            #expect(Set(empty?.fields ?? []) == ["post", "name", "phone", "changedOn"])
        }
    }
}
