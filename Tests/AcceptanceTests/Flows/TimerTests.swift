import Foundation
import HotlineCore
import Node
import TestSupport
import Testing
import WorkCalendar

@testable import HotlineCLI

/// What the clock brings by itself, on running nodes: reminders, overdue marks, proposed supervision. The clock is the
/// test's to move; Friday, 18 September 2026, 16:00 is where each begins.
@Suite(.timeLimit(.minutes(3))) struct TimerTests {
    private static let friday = Moment("2026-09-18T16:00:00+08:00")!.milliseconds

    private func withNode(_ book: String, _ test: (SingleNode) async throws -> Void) async throws {
        let folder = try TemporaryDirectory()
        try await SingleNode.run(at: Self.friday, in: folder.path, { $0.ruleBooks.handling = book }, test)
        withExtendedLifetime(folder) {}
    }

    // proves: ZZ20-2.3.5, ZZ23-31.1, JY24-29
    @Test func `Reminded before the end, marked overdue after it, supervision proposed and confirmed`() async throws {
        try await withNode("zezhou-2023") { node in
            let id = try await node.dispatched("停水")
            try node.pass(to: "2026-09-23T09:00:00+08:00")
            let reminded = try await node.until(id) { $0.clockCounts == [1, 0, 0] }
            #expect(reminded.list("reminders")[0].text("noticedAt") == "2026-09-23T09:00:00.000+08:00")

            try node.pass(to: "2026-09-25T08:00:00+08:00")
            let overdue = try await node.until(id) { $0.clockCounts == [1, 1, 1] }
            let mark = try #require(overdue.list("overdue").first)
            #expect(mark.text("of") == "handling" && mark.text("assignment") == id + ".1")
            #expect(mark.text("due") == "2026-09-24T23:59:59.999+08:00")
            #expect(mark.text("noticedAt") == "2026-09-25T08:00:00.000+08:00")
            #expect(mark.text("skips").contains("周末和节假日不计"))
            let proposal = try #require(overdue.list("proposals").first)
            #expect(proposal.text("means") == "reminder" && proposal.text("article").contains("第三十一条第一项"))

            let proposed = APIRequest.get(["tickets"], query: [URLQueryItem(name: "proposed", value: "true")])
            #expect(try await node.client("supervisor").value(proposed)["total"] == .integer(1))
            try await node.act("supervisor", "supervise", id, [
                "means": .string("reminder"), "assignment": .string(id + ".1"), "text": .string("请尽快办结"),
                "trigger": .string("overdue"),
            ])
            #expect(try await node.client("supervisor").value(proposed)["total"] == .integer(0))
        }
    }

    // proves: ZZ23-31.1, ZZ23-31.3, ZZ23-31.4, JY24-29
    @Test func `What a reminder does not bring about goes on to the letter and to the level above`() async throws {
        try await withNode("zezhou-2023") { node in
            let id = try await node.dispatched("停水")
            try node.pass(to: "2026-09-25T08:00:00+08:00")
            try await node.until(id) { $0.list("proposals").count == 1 }
            try await node.act("supervisor", "supervise", id, [
                "means": .string("reminder"), "assignment": .string(id + ".1"), "text": .string("请尽快办结"),
                "trigger": .string("overdue"),
            ])
            // A working day, Monday the 28th, to heed it; then the letter.
            try node.pass(to: "2026-09-29T08:00:00+08:00")
            let again = try await node.until(id) { $0.list("proposals").count == 2 }
            #expect(again.list("proposals").last?.text("means") == "letter")
            try await node.act("supervisor", "supervise", id, [
                "means": .string("letter"), "assignment": .string(id + ".1"), "text": .string("限期整改"),
                "trigger": .string("remindersUnheeded"), "answerDue": .string("2026-09-30"),
            ])
            try node.pass(to: "2026-10-01T08:00:00+08:00")
            let raised = try await node.until(id) { $0.list("proposals").count == 3 }
            #expect(raised.list("proposals").last?.text("means") == "escalation")
            try await node.act("supervisor", "dismiss-proposal", id, [
                "trigger": .string("unanswered"), "reason": .string("已电话说明"),
            ])
            let closed = try await node.until(id) { _ in true }
            #expect(closed.list("proposals").last?.text("dismissed") == "已电话说明")
            #expect(closed.list("proposals").allSatisfy { !$0.text("settledAt").isEmpty })
        }
    }

    // proves: ZZ20-2.3.5, JY24-29
    @Test func `After a downtime timers fire late, in order, with the true time, and once`() async throws {
        let folder = try TemporaryDirectory()
        var id = ""
        try await SingleNode.run(at: Self.friday, in: folder.path) { id = try await $0.dispatched("停水") }
        let back = try #require(Moment("2026-10-09T10:30:00+08:00"))
        let expected = ["timer.reminded", "timer.overdue", "supervision.proposed"].map { "\($0) \(back)" }
        for _ in 1...2 {
            try await SingleNode.run(at: back.milliseconds, in: folder.path) { node in
                let ticket = try await node.until(id) { $0.clockCounts == [1, 1, 1] }
                #expect(ticket.list("reminders")[0].text("at") == "2026-09-23T09:00:00.000+08:00")
                #expect(ticket.list("overdue")[0].text("at") == "2026-09-25T00:00:00.000+08:00")
                #expect(ticket.list("overdue")[0].text("noticedAt") == back.description)
                #expect(try await node.clockEvents(id) == expected)
                let status = try await node.client("admin").value(.get(["status"]))
                #expect(status["timers"]?["next"] == .null)
            }
        }
    }

    // proves: ZZ23-31.2, JY24-29
    @Test func `A matter that comes again more than three times brings a proposal on that ticket`() async throws {
        try await withNode("zezhou-2023") { node in
            let first = try await node.register("停水")
            var last = first
            for number in 1...4 {
                last = try await node.register("又停水", ["relatedTo": .string(first)])
                if number == 3 { #expect(try await node.until(last) { _ in true }.list("proposals").isEmpty) }
            }
            let proposed = try await node.until(last) { $0.list("proposals").count == 1 }
            #expect(proposed.list("proposals")[0].text("means") == "interview")
            #expect(try await node.until(first) { _ in true }.list("proposals").isEmpty)
        }
    }

    // proves: YC19-7.3d
    @Test func `Yuncheng's papers follow the reminders, and a filed reason stops them`() async throws {
        try await withNode("yuncheng-2019") { node in
            let silent = try await node.dispatched("不理不睬")
            let filed = try await node.dispatched("已报延期")
            try await node.act("unit", "extend", filed, share: true, [
                "until": .string("2026-11-06"), "reason": .string("管网改造"), "basis": .string("施工许可"),
                "consent": .string("王局长"), "petitionerTold": .bool(true),
            ])
            // 3 working days: Sunday the 20th, worked, 21, 22.
            try node.pass(to: "2026-09-21T10:00:00+08:00")
            try await node.until(silent) { $0.clockCounts == [1, 0, 0] }
            try node.pass(to: "2026-09-23T10:00:00+08:00")
            let notice = try await node.until(silent) { $0.list("proposals").count == 1 }
            #expect(notice.list("proposals")[0].text("means") == "urgingNotice")
            try await node.act("supervisor", "supervise", silent, [
                "means": .string("urgingNotice"), "assignment": .string(silent + ".1"), "text": .string("催办通知书"),
                "trigger": .string("overdue"),
            ])
            // Five working days: 23, 24, 28, 29, 30.
            try node.pass(to: "2026-09-30T23:00:00+08:00")
            #expect(try await node.until(silent) { _ in true }.list("proposals").count == 1)
            try node.pass(to: "2026-10-01T08:00:00+08:00")
            let criticism = try await node.until(silent) { $0.list("proposals").count == 2 }
            #expect(criticism.list("proposals")[1].text("means") == "criticism")
            let unapproved = await #expect(throws: (any Error).self) {
                try await node.act("supervisor", "supervise", silent, [
                    "means": .string("criticism"), "assignment": .string(silent + ".1"), "text": .string("通报批评"),
                ])
            }
            #expect("\(try #require(unapproved))".contains("approvedBy"))
            #expect(try await node.until(filed) { _ in true }.clockCounts == [0, 0, 0])
        }
    }

    // proves: JY24-16a, JY24-12.2, JY24-25
    @Test func `A mass outage is dispatched and fed back within hours, and progress is demanded daily`() async throws {
        try await withNode("jiyuan-2024") { node in
            let usual = try await node.register("路灯不亮")
            let outage = try await node.register("全镇停水", ["massOutage": .bool(true)])
            let limits = try await node.until(outage) { _ in true }
            #expect(limits.text("dispatchLimit", "due") == "2026-09-18T18:00:00.000+08:00")
            #expect(try await node.until(usual) { _ in true }.text("dispatchLimit", "due")
                == "2026-09-19T04:00:00.000+08:00")
            try node.pass(to: "2026-09-18T18:00:01+08:00")
            let late = try await node.until(outage) { $0.list("overdue").count == 1 }
            #expect(late.list("overdue")[0].text("skips") == "按自然小时计，夜间、周末和节假日均计入")
            try await node.dispatch(outage)
            try await node.act("unit", "sign", outage, share: true)
            try node.pass(to: "2026-09-20T10:00:00+08:00")
            let demanded = try await node.until(outage) { $0.list("overdue").count == 3 }
            #expect(demanded.overdue == ["dispatch", "feedback", "progress"])
            #expect(demanded.list("reminders").last?.text("at") == "2026-09-19T16:00:00.000+08:00")
            #expect(demanded.list("proposals").map { $0.text("trigger") } == ["feedbackLate"])
            #expect(try await node.until(usual) { $0.list("overdue").count == 1 }.list("overdue")[0].text("of")
                == "dispatch")
        }
    }

    // proves: JY24-16b, ZZ20-2.3.1
    @Test func `A sudden event goes up at once, and an order unsigned at its day's end is flagged at both nodes`()
        async throws
    {
        let folder = try TemporaryDirectory()
        let clock = VirtualClock(wallMilliseconds: Self.friday)
        let rules = try Self.rules(in: folder)
        try await SingleNode.run(with: clock, in: folder.path, Self.city) { city in
            try await SingleNode.run(with: clock, in: folder.path, { Self.county(&$0, under: city, rules) }) { county in
                try await city.untilWritable()
                try await county.untilWritable()
                let sudden = try await county.until(
                    try await county.register("山体滑坡", ["emergency": .bool(true)])
                ) { $0.list("reminders").count == 1 }
                #expect(sudden.list("reminders")[0].list("tells").count == 4)
                let above = city.client("supervisor")
                let copy = try await city.untilMirrored(sudden.text("id")) { $0.list("reminders").count == 1 }
                #expect(copy.isTrue("matter", "emergency"))
                let history = try await above.value(.get(["mirror", "tickets", sudden.text("id"), "timeline"]))
                #expect(history.list("items").contains { $0.text("type") == "ticket.escalated" })

                let root = try await city.register("市里来的事")
                try await city.dispatch(root, to: ["node": .string("140525")])
                let below = try await county.untilOrdered(root)
                try city.pass(to: "2026-09-19T08:00:00+08:00")
                let flagged = try await county.until(below) { $0.overdue == ["sameDay", "dispatch"] }
                #expect(flagged.list("overdue")[0].text("due") == "2026-09-18T23:59:59.999+08:00")
                try await city.until(root) { $0.overdue == ["sameDay"] }
                try await city.untilMirrored(below) { $0.overdue == ["sameDay", "dispatch"] }
            }
        }
    }

    /// The city goes by the rules of 2020, in which an order is to be signed on its day.
    private static func city(_ configuration: inout NodeConfiguration) {
        configuration.code = "140500"
        configuration.name = "晋城市"
        configuration.tier = .city
        configuration.dataFolder += "-city"
        configuration.ruleBooks.handling = "zezhou-2020"
        configuration.peers = [
            .init(
                code: "140525", name: "泽州县", relation: .lower, baseURL: nil, secret: "a secret of this link",
                speaksFor: ["140525"], pull: true),
        ]
    }

    /// The county's rule book has both: reports of sudden events, and the flag at the day's end.
    private static func county(_ configuration: inout NodeConfiguration, under city: SingleNode, _ rules: String) {
        configuration.peers = [
            .init(
                code: "140500", name: "晋城市", relation: .upper, baseURL: city.address,
                secret: "a secret of this link", speaksFor: ["140500"], pull: true),
        ]
        configuration.ruleBooks.handling = rules
    }

    private static func rules(in folder: TemporaryDirectory) throws -> String {
        var book = try RuleBook.embedded("jiyuan-2024")
        book.id = "both"
        book.reminders?.sameDay = try RuleBook.embedded("zezhou-2020").reminders?.sameDay
        try JSONEncoder().encode(book).write(to: URL(filePath: folder.file("both.json")))
        return folder.file("both.json")
    }
}
