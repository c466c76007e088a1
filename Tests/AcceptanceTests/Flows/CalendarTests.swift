import Foundation
import TestSupport
import Testing
import WorkCalendar

@testable import HotlineCLI

/// The working-day calendar of a running node: a year not announced, its announcement, its amendment.
@Suite(.timeLimit(.minutes(2))) struct CalendarTests {
    /// Wednesday, 30 December 2026, 10:00: 5 working days are 31, then 4 to 7 January 2027 as far as is known.
    private static let yearsEnd: Int64 = 1_798_596_000_000

    /// New Year 2027 as it might be announced: off to Tuesday the 5th, Saturday the 9th worked.
    private static let notice = """
        {"years":{"2027":{"notices":["国办发明电〔2026〕9号"],
          "holidays":{"2027-01-01":"元旦","2027-01-02":"元旦","2027-01-03":"元旦","2027-01-04":"元旦","2027-01-05":"元旦"},
          "workdays":{"2027-01-09":"元旦"}}}}
        """
    /// Amended: the 6th is off too.
    private static let amendment = notice.replacing("9号", with: "10号").replacing(
        #""2027-01-05":"元旦""#, with: #""2027-01-05":"元旦","2027-01-06":"元旦""#)

    private func withNode(_ test: (SingleNode, TemporaryDirectory) async throws -> Void) async throws {
        let folder = try TemporaryDirectory()
        #expect(Moment("2026-12-30T10:00:00+08:00")?.milliseconds == Self.yearsEnd)
        try await SingleNode.run(at: Self.yearsEnd, in: folder.path) { try await test($0, folder) }
    }

    private static func write(_ text: String, to path: String) throws -> String {
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    private func limit(of ticket: String, at node: SingleNode) async throws -> JSONValue {
        let items = try await node.client("operator").value(.get(["tickets", ticket, "limits"])).list("items")
        return try #require(items.first { $0.text("name") == "handling" })
    }

    // proves: ZZ23-16
    @Test func `An announced year is loaded while the node runs, and open tickets are counted anew`() async throws {
        try await withNode { node, folder in
            let open = try await node.dispatched("在办")
            let closed = try await node.dispatched("已办")
            let withdrawal = JSONValue.object(["reason": .string("诉求人撤回")])
            _ = try await node.client("operator").value(
                .post(["tickets", closed, "actions", "withdraw"], body: withdrawal))

            let before = try await limit(of: open, at: node)
            #expect(before.text("dueDate") == "2027-01-07")
            #expect(before.isTrue("provisional"))
            #expect(before.list("days").last?.text("why") == "工作日（2027年放假安排未公布，暂计）")

            let share = try await node.client("unit").value(.get(["assignments", open + ".1", "limits"])).list("items")
            #expect(share.map { $0.text("name") } == ["handling", "return"])
            #expect(share.last?.text("dueDate") == "2027-01-04")
            #expect(share.last?.list("days").last?.text("why").hasPrefix("末日顺延至此") == true)

            let file = try Self.write(Self.notice, to: folder.file("2027.json"))
            let imported = try await node.hotline("calendar", "import", file)
            #expect(imported.isSuccess, "\(imported.errors)")
            #expect(imported.lines.first?["recounted"] == .integer(1))

            // 31, 6, 7, 8, and Saturday the 9th, worked.
            let after = try await limit(of: open, at: node)
            #expect(after.text("dueDate") == "2027-01-09")
            #expect(!after.isTrue("provisional"))
            #expect(after.list("days").last?.text("why") == "调休上班：元旦（国办发明电〔2026〕9号）")
            let entry = try #require(try await node.timeline(open).last)
            #expect(entry.text("type") == "limits.recounted" && entry.text("actor", "person") == "adm")
            #expect(entry.list("data", "notices") == [.string("国办发明电〔2026〕9号")])
            #expect(try await node.timeline(closed).last?.text("type") == "ticket.withdrawn")
            #expect(try await limit(of: closed, at: node).text("dueDate") == "2027-01-07")

            // New tickets go by it at once.
            let new = try await node.dispatched("新登记")
            #expect(try await limit(of: new, at: node).text("dueDate") == "2027-01-09")
        }
    }

    // proves: ZZ23-16
    @Test func `A notice is amended in mid-year, each version is kept, and a restart forgets nothing`() async throws {
        let folder = try TemporaryDirectory()
        let first = try Self.write(Self.notice, to: folder.file("2027.json"))
        let second = try Self.write(Self.amendment, to: folder.file("2027-amended.json"))
        var ticket = ""
        try await SingleNode.run(at: Self.yearsEnd, in: folder.path) { node in
            #expect(try await node.hotline("calendar", "import", first).isSuccess)
            ticket = try await node.dispatched("在办")
            let amended = try await node.hotline("calendar", "import", second)
            #expect(amended.lines.first?["recounted"] == .integer(1))
            let again = try await node.hotline("calendar", "import", second)
            #expect(again.lines.first?.list("imported") == [] && again.lines.first?["recounted"] == .integer(0))
        }
        try await SingleNode.run(at: Self.yearsEnd, in: folder.path) { node in
            // 31, 7, 8, Saturday the 9th, then Monday the 11th.
            #expect(try await limit(of: ticket, at: node).text("dueDate") == "2027-01-11")
            #expect(try await node.timeline(ticket).filter { $0.text("type") == "limits.recounted" }.count == 1)
            let year = try #require(try await node.hotline("calendar", "show", "2027").lines.first)
            #expect(year.list("notices") == [.string("国办发明电〔2026〕10号")])
            #expect(year.list("versions").map { $0.text("importedBy") } == ["adm", "adm"])
            #expect(year.list("versions").map { $0.isTrue("inForce") } == [false, true])
            let listed = try await node.hotline("calendar", "list").lines
            #expect(listed.filter { $0.isTrue("inForce") }.map { $0.text("year") } == (2019...2027).map(String.init))
        }
    }

    @Test(arguments: [
        (#"{"years":{"2027":{"notices":["甲"],"holidays":{"2027-02-30":"春节"},"workdays":{}}}}"#, "2027-02-30"),
        (#"{"years":{"2027":{"notices":["甲"],"holidays":{},"workdays":{"2027-01-04":"元旦"}}}}"#, "workdays.2027-01-04"),
        (#"{"years":{"2027":{"holidays":{},"workdays":{}}}}"#, "years.2027.notices"),
        (#"{"years":{"2027":{"notices":["甲"],"workdays":{}}}}"#, "years.2027.holidays"),
        ("no JSON", "$"),
    ])
    func `A file with a mistake is refused with its place, and nothing changes`(
        text: String, place: String
    ) async throws {
        try await withNode { node, folder in
            let file = try Self.write(text, to: folder.file("broken.json"))
            let refused = try await node.hotline("calendar", "import", file)
            #expect(!refused.isSuccess)
            #expect(refused.errors.contains("broken.json") && refused.errors.contains(place))
            let answer = try await URLSessionClient.send(
                "POST", node.address + "/api/v1/calendar",
                headers: ["Authorization": "Bearer token-admin", "Content-Type": "application/json"], body: text)
            #expect([400, 422].contains(answer.status))
            #expect(try await node.client("admin").value(.get(["calendar"]))["total"] == .integer(8))
        }
    }

    // proves: ZZ23-47
    @Test func `Only an administrator changes the calendar`() async throws {
        try await withNode { node, _ in
            let answer = try await URLSessionClient.send(
                "POST", node.address + "/api/v1/calendar",
                headers: ["Authorization": "Bearer token-operator", "Content-Type": "application/json"],
                body: Self.notice)
            #expect(answer.status == 403)
            #expect(try await node.client("operator").value(.get(["calendar"]))["total"] == .integer(8))
        }
    }
}
