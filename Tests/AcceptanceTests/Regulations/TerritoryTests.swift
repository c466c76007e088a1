import Foundation
import HotlineCore
import Node
import TestSupport
import Testing
import WorkCalendar

@testable import HotlineCLI

/// Whose a matter is: 属地管理优先, 谁主管谁负责.
@Suite(.timeLimit(.minutes(2))) struct TerritoryTests {
    private static let units: [NodeConfiguration.Unit] = [
        .init(id: "bagong", name: "巴公镇", group: "乡镇人民政府", territory: ["巴公镇", "东四义村"]),
        .init(id: "dayang", name: "大阳镇", group: "乡镇人民政府", territory: ["大阳镇"]),
        .init(id: "water", name: "县水务局", group: "政府组成部门", duties: ["供水", "停水"]),
        .init(id: "police", name: "县公安局", group: "政府组成部门", duties: ["治安"]),
        .init(id: "union", name: "县总工会", kind: .linked, territory: ["巴公镇"]),
    ]

    private func withNode(_ book: String, _ body: (SingleNode) async throws -> Void) async throws {
        let folder = try TemporaryDirectory()
        let now = try #require(Moment("2026-11-16T10:00:00+08:00")).milliseconds
        try await SingleNode.run(at: now, in: folder.path, { configuration in
            configuration.ruleBooks.handling = book
            configuration.units = Self.units
        }, body)
    }

    private func dispatch(_ ticket: String, to unit: String, reason: String? = nil, _ node: SingleNode) async throws {
        var form: [String: JSONValue] = ["assignments": [["assignee": ["unit": .string(unit)]]]]
        if let reason { form["reason"] = .string(reason) }
        try await node.act("admin", "dispatch", ticket, form)
    }

    private func suggestions(_ ticket: String, _ node: SingleNode) async throws -> [JSONValue] {
        try await node.client("dispatcher").value(.get(["tickets", ticket, "suggestions"])).list("items")
    }

    private func departure(_ ticket: String, _ node: SingleNode) async throws -> JSONValue? {
        try await node.timeline(ticket).last { $0.text("type") == "ticket.dispatched" }?["data"]?["departure"]
    }

    // proves: ZZ23-11, ZZ20-2.3.2
    @Test func `The unit of the place is suggested first, then the one in charge, with its article`() async throws {
        try await withNode("zezhou-2023") { node in
            let ticket = try await node.register("村里停水", ["place": "巴公镇东四义村北街"])
            let items = try await suggestions(ticket, node)
            #expect(items.map { $0.text("assignee", "unit") } == ["bagong", "water"])
            let grounds = items.compactMap { $0.list("grounds").first }
            #expect(grounds.map { $0.text("by") } == ["territory", "duty"])
            #expect(grounds.map { $0.text("text") } == ["属地管理：巴公镇、东四义村", "谁主管谁负责：停水"])
            #expect(grounds.allSatisfy { $0.text("article") == "泽政办函〔2023〕11号第十一条" })
            // Elsewhere the department in charge is the first; a matter of neither has no suggestion.
            let town = try await node.register("停水", ["place": "凤台小区"])
            let other = try await suggestions(town, node)
            #expect(other.first?.text("assignee", "unit") == "water")
        }
    }

    // proves: ZZ23-11
    @Test func `A dispatch against it is possible and on record with the units passed over`() async throws {
        try await withNode("zezhou-2023") { node in
            let ticket = try await node.register("村里停水", ["place": "巴公镇东四义村"])
            try await dispatch(ticket, to: "police", reason: "涉嫌破坏供水设施", node)
            let departure = try #require(try await departure(ticket, node))
            #expect(departure.list("from").compactMap(\.string) == ["bagong", "water"])
            #expect(departure.text("reason") == "涉嫌破坏供水设施")
            for unit in ["bagong", "water"] {
                let kept = try await node.register("停水", ["place": "巴公镇"])
                try await dispatch(kept, to: unit, node)
                #expect(try await self.departure(kept, node)?.text("from") ?? "" == "")
            }
        }
    }

    // proves: ZZ20-2.3.2
    @Test func `Where the territory goes first, a dispatch against it takes a reason`() async throws {
        try await withNode("zezhou-2020") { node in
            let ticket = try await node.register("村里停水", ["place": "大阳镇"])
            let failure = await #expect(throws: Failure.self) { try await dispatch(ticket, to: "police", node) }
            let problem = try #require(failure?.problem)
            #expect(problem.text("type") == "urn:hotline:problem:missing-fields")
            #expect(problem.text("article") == "泽政办发〔2020〕29号二（三）2")
            #expect(problem.text("detail").contains("大阳镇（属地管理：大阳镇）"), "\(problem.line)")
            try await dispatch(ticket, to: "police", reason: "大阳镇来函，由公安机关先行处置", node)
            #expect(try await departure(ticket, node)?.text("reason") == "大阳镇来函，由公安机关先行处置")
        }
    }
}
