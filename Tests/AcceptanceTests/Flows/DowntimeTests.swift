import Foundation
import HotlineCore
import Node
import TestSupport
import Testing
import WorkCalendar

@testable import HotlineCLI

/// Everything that the clock brings, while the node is down: once, late, in order, and with the true time on record.
@Suite(.timeLimit(.minutes(2))) struct DowntimeTests {
    /// Friday, 18 September 2026, 16:00.
    private static let friday = Moment("2026-09-18T16:00:00+08:00")!
    /// After the holidays.
    private static let back = Moment("2026-10-09T10:30:00+08:00")!

    private static let outage: [String: JSONValue] = ["massOutage": .bool(true)]

    /// What is overdue of each ticket, with the moment at which it became so.
    private struct Expected: Equatable {
        var of: String
        var at: String

        init(_ of: String, _ at: String) { (self.of, self.at) = (of, at) }
        init(_ mark: JSONValue) { self.init(mark.text("of"), mark.text("at")) }
    }

    // proves: JY24-12.2, JY24-13.1, JY24-14, JY24-16a, ZZ20-2.3.5
    @Test func `Jiyuan's hours, feedback, daily progress and revisits`() async throws {
        let folder = try TemporaryDirectory()
        var tickets: [String: String] = [:]
        try await run("jiyuan-2024", at: Self.friday, in: folder) { node in
            tickets["undispatched outage"] = try await node.register("全镇停水", Self.outage)
            tickets["undispatched"] = try await node.register("路灯不亮")
            tickets["unsigned"] = try await self.given("停水", node)
            let outage = try await node.register("全县停电", Self.outage)
            try await node.dispatch(outage)
            try await node.act("unit", "sign", outage, share: true)
            tickets["silent outage"] = outage
            tickets["unrevisited"] = try await self.handled(node)
        }
        let expected: [String: [Expected]] = [
            "undispatched outage": [.init("dispatch", "2026-09-18T18:00:00.001+08:00")],
            "undispatched": [.init("dispatch", "2026-09-19T04:00:00.001+08:00")],
            // Sunday the 20th is worked; the matter's limit is counted from the end of that for signing: the 24th.
            "unsigned": [
                .init("sign", "2026-09-20T16:00:00.001+08:00"), .init("handling", "2026-09-25T00:00:00.000+08:00"),
            ],
            // 3 working days: Sunday the 20th, 21, 22.
            "unrevisited": [.init("revisit", "2026-09-23T00:00:00.000+08:00")],
        ]
        try await comeBackTwice("jiyuan-2024", in: folder) { node in
            for (name, marks) in expected.sorted(by: { $0.key < $1.key }) {
                let id = try #require(tickets[name])
                let ticket = try await node.until(id) { $0.list("overdue").count == marks.count }
                #expect(ticket.list("overdue").map(Expected.init) == marks, "\(name)")
                try await Self.expectLate(ticket, at: node)
            }
            let silent = try await node.until(try #require(tickets["silent outage"])) { $0.list("overdue").count == 22 }
            #expect(silent.overdue.first == "feedback")
            // A mark for each day without a word, from the day after signing to the day before the node was back.
            let days = silent.list("overdue").filter { $0.text("of") == "progress" }.map { $0.text("due").prefix(10) }
            #expect(days == (0..<20).map { (Self.friday.day + 1 + $0).description.prefix(10) })
            try await Self.expectLate(silent, at: node)
        }
    }

    // proves: ZZ23-18, ZZ23-23, ZZ23-31.3, ZZ20-2.3.5
    @Test func `Zezhou's deferral, supervision and revisit`() async throws {
        let folder = try TemporaryDirectory()
        var tickets: [String: String] = [:]
        try await run("zezhou-2023", at: Self.friday, in: folder) { node in
            tickets["deferral"] = try await self.deferred(node)
            tickets["revisit"] = try await self.handled(node)
            let supervised = try await self.given("久拖不决", node)
            try await node.act("supervisor", "supervise", supervised, [
                "means": "letter", "assignment": .string(supervised + ".1"), "text": "限期整改", "answerDue": "2026-09-22",
            ])
            tickets["supervision"] = supervised
        }
        let expected = [
            "deferral": "2026-10-01T00:00:00.000+08:00", "revisit": "2026-09-21T00:00:00.000+08:00",
            "supervision": "2026-09-23T00:00:00.000+08:00",
        ]
        try await comeBackTwice("zezhou-2023", in: folder) { node in
            for (name, at) in expected.sorted(by: { $0.key < $1.key }) {
                let ticket = try await node.until(try #require(tickets[name])) { $0.overdue.contains(name) }
                #expect(ticket.list("overdue").filter { $0.text("of") == name }.map { $0.text("at") } == [at])
                try await Self.expectLate(ticket, at: node)
            }
        }
    }

    // proves: JY24-33
    @Test func `A restriction that ended while the node was down binds nobody any more`() async throws {
        let folder = try TemporaryDirectory()
        try await run("jiyuan-2024", at: Self.friday, in: folder) { node in
            _ = try await node.client("supervisor").value(.post(["restrictions"], body: [
                "phone": "13800005678", "reason": "多次骚扰", "decidedBy": "热线办", "until": "2026-09-30T00:00:00+08:00",
            ]))
            let refused = await #expect(throws: Failure.self) { _ = try await node.register("停水") }
            #expect(refused?.problem?.text("type") == "urn:hotline:problem:caller-restricted")
        }
        try await comeBackTwice("jiyuan-2024", in: folder) { node in
            _ = try await node.register("停水")
            let kept = try await node.client("supervisor").value(.get(["restrictions"])).list("items")
            #expect(kept.count == 1 && !kept[0].isTrue("active"))
        }
    }

    /// A matter that is with the unit.
    private func given(_ title: String, _ node: SingleNode) async throws -> String {
        let id = try await node.register(title)
        try await node.dispatch(id)
        return id
    }

    /// A matter that was completed at once, and waits for its revisit.
    private func handled(_ node: SingleNode) async throws -> String {
        let id = try await given("已办结", node)
        try await node.act("unit", "complete", id, share: true, RegulatedNode.result)
        try await node.act("reviewer", "approve-completion", id, share: true)
        return id
    }

    /// A share that is kept on the books to the end of September.
    private func deferred(_ node: SingleNode) async throws -> String {
        let id = try await given("村道硬化", node)
        try await node.act("unit", "defer", id, share: true, [
            "until": "2026-09-30", "reason": "资金未到位", "progress": "已立项", "measures": "争取资金", "plan": "分期",
            "responsible": "李镇长", "petitionerTold": true,
        ])
        try await node.act("reviewer", "approve-deferral", id, share: true)
        return id
    }

    private func run(
        _ book: String, at moment: Moment, in folder: TemporaryDirectory, _ body: (SingleNode) async throws -> Void
    ) async throws {
        try await SingleNode.run(
            at: moment.milliseconds, in: folder.path, { $0.ruleBooks.handling = book }, body)
    }

    /// The node comes back, and once more: nothing happens a second time.
    private func comeBackTwice(
        _ book: String, in folder: TemporaryDirectory, _ body: (SingleNode) async throws -> Void
    ) async throws {
        for _ in 1...2 { try await run(book, at: Self.back, in: folder, body) }
    }

    /// In order, each once, none before its time, and all noticed when the node was back.
    private static func expectLate(_ ticket: JSONValue, at node: SingleNode) async throws {
        let marks = ticket.list("overdue") + ticket.list("reminders")
        #expect(marks.allSatisfy { $0.text("noticedAt") == back.description })
        let at = ticket.list("overdue").map { $0.text("at") }
        #expect(at == at.sorted())
        #expect(Set(marks.map(\.line)).count == marks.count)
        let events = try await node.timeline(ticket.text("id")).filter { $0.text("type").hasPrefix("timer.") }
        #expect(events.count == marks.count && events.allSatisfy { $0.text("at") == back.description })
    }
}
