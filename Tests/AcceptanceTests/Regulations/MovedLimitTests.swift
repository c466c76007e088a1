import Foundation
import HotlineCore
import TestSupport
import Testing
import WorkCalendar

@testable import HotlineCLI

/// The limit of an order moves above after it went down: both nodes hold the same one.
@Suite(.timeLimit(.minutes(2))) struct MovedLimitTests {
    /// Wednesday, 2 September 2026, 10:00.
    private static let wednesday = "2026-09-02T10:00:00+08:00"
    /// Wednesday, 30 December 2026: 5 working days from the next day are 31 and, as far as is known, 4 to 7 January.
    private static let yearsEnd = "2026-12-30T10:00:00+08:00"

    private func types(_ ticket: String, at node: SingleNode) async throws -> [String] {
        try await node.timeline(ticket).map { $0.text("type") }
    }

    private func above(_ ticket: String, at pair: TierPair) async throws -> String {
        try await pair.city.ticket(ticket).list("assignments")[0].text("handlingLimit", "due")
    }

    // proves: JY24-13.2
    @Test func `Under Jiyuan's rules above, the limit counts from the county's signing, at both nodes`() async throws {
        try await TierPair.run(city: "jiyuan-2024", county: "zezhou-2023", at: Self.wednesday) { pair in
            let (above, below) = try await pair.order()
            // Unsigned, it would be signed on Thursday at the latest: 3, 4, 7, 8, 9 September.
            let estimate = "2026-09-09T23:59:59.999+08:00"
            #expect(try await self.above(above, at: pair) == estimate)
            #expect(try await pair.county.ticket(below).text("order", "due") == estimate)
            try await pair.county.dispatch(below)
            // Signed with that on Wednesday: 2, 3, 4, 7, 8 September.
            let due = "2026-09-08T23:59:59.999+08:00"
            let moved = try await pair.untilDue(due, of: below)
            #expect(try await self.above(above, at: pair) == due)
            #expect(moved.list("assignments")[0].text("handlingLimit", "due") == due)
            #expect(moved.list("assignments")[0].isTrue("handlingLimit", "boundByOrder"))
            let timeline = try await pair.county.timeline(below)
            let entry = try #require(timeline.last { $0.text("type") == "order.limit.moved" })
            #expect(entry.text("data", "reason") == "自签收起计算办理时限" && entry.text("data", "due") == due)
            #expect(try await types(below, at: pair.county).count { $0 == "order.limit.moved" } == 1)
        }
    }

    // proves: JY24-13.2, CARD-2
    @Test func `A signature that was long on its way counts from when it was made`() async throws {
        try await TierPair.run(city: "jiyuan-2024", county: "zezhou-2023", at: Self.wednesday) { pair in
            let (above, below) = try await pair.order()
            await pair.cut()
            try await pair.actUpward("dispatcher", "sign", below)
            try pair.city.pass(to: "2026-09-04T09:00:00+08:00")
            try await pair.mend()
            let share = try await pair.untilShare(of: above, is: .signed)
            #expect(share.text("signedAt").hasPrefix("2026-09-02") && !share.isTrue("signedLate"))
            #expect(share.text("handlingLimit", "due") == "2026-09-08T23:59:59.999+08:00")
            try await pair.untilDue("2026-09-08T23:59:59.999+08:00", of: below)
        }
    }

    // proves: JY24-13.2, ZZ23-16
    @Test func `Under Zezhou's rules above, signing below moves nothing, and Jiyuan's share below keeps within`()
        async throws
    {
        try await TierPair.run(city: "zezhou-2023", county: "jiyuan-2024", at: Self.wednesday) { pair in
            let (above, below) = try await pair.order(["kind": "complaint"])
            // 3, 4, 7, 8, 9 September above; seven working days from signing below.
            let due = "2026-09-09T23:59:59.999+08:00"
            try await pair.county.dispatch(below)
            try await pair.county.act("unit", "sign", below, share: true)
            try await pair.untilShare(of: above, is: .signed)
            let share = try await pair.county.ticket(below).list("assignments")[0]
            #expect(share.text("handlingLimit", "due") == due && share.isTrue("handlingLimit", "boundByOrder"))
            #expect(try await self.above(above, at: pair) == due)
            #expect(try await pair.county.ticket(below).text("order", "due") == due)
            #expect(try await types(below, at: pair.county).contains("order.limit.moved") == false)
        }
    }

    private static func notice(_ number: Int, off days: ClosedRange<Int>) -> JSONValue {
        let holidays = days.map { ("2027-01-0\($0)", JSONValue.string("元旦")) }
        return [
            "years": ["2027": [
                "notices": [.string("国办发明电〔2026〕\(number)号")],
                "holidays": .object(Dictionary(holidays) { $1 }), "workdays": [:],
            ]],
        ]
    }

    private func announce(_ notice: JSONValue, at node: SingleNode) async throws {
        _ = try await node.client("admin").value(.post(["calendar"], body: notice))
    }

    // proves: ZZ23-16, CARD-2
    @Test func `A year announced and amended above moves the order's limit below, longer and shorter`() async throws {
        try await TierPair.run(city: "zezhou-2023", county: "zezhou-2023", at: Self.yearsEnd) { pair in
            let (above, below) = try await pair.order()
            try await pair.county.dispatch(below)
            let closed = try await closedOrder(at: pair)
            let (before, longer) = ("2027-01-07T23:59:59.999+08:00", "2027-01-11T23:59:59.999+08:00")
            #expect(try await pair.county.ticket(below).text("order", "due") == before)

            try await announce(Self.notice(9, off: 1...5), at: pair.city)
            let moved = try await pair.untilDue(longer, of: below)
            #expect(try await self.above(above, at: pair) == longer)
            // The county has not loaded the year: its own count ends earlier, and binds its unit.
            #expect(moved.list("assignments")[0].text("handlingLimit", "due") == before)
            let entry = try #require(try await pair.county.timeline(below).last)
            #expect(entry.text("type") == "order.limit.moved")
            #expect(entry.text("data", "reason") == "按放假安排重新计算：国办发明电〔2026〕9号")

            try await announce(Self.notice(9, off: 1...5), at: pair.county)
            #expect(try await pair.county.ticket(below).list("assignments")[0].text("handlingLimit", "due") == longer)

            try await announce(Self.notice(10, off: 1...3), at: pair.city)
            let shorter = try await pair.untilDue(before, of: below)
            #expect(shorter.list("assignments")[0].text("handlingLimit", "due") == before)
            #expect(shorter.list("assignments")[0].isTrue("handlingLimit", "boundByOrder"))
            // What is closed keeps what bound it.
            #expect(try await pair.county.ticket(closed).text("order", "due") == before)
            #expect(try await types(closed, at: pair.county).contains("order.limit.moved") == false)
        }
    }

    /// An order that was withdrawn; the county's ticket.
    private func closedOrder(at pair: TierPair) async throws -> String {
        let (above, below) = try await pair.order()
        try await pair.city.act("operator", "withdraw", above, ["reason": "诉求人撤回"])
        _ = try await pair.wait { try await pair.county.ticket(below).text("state") == "withdrawn" ? true : nil }
        return below
    }

    // proves: CARD-2, CARD-7
    @Test(arguments: [true, false])
    func `A recount and a completion that cross are both kept, once, whichever arrives first`(
        recountedFirst: Bool
    ) async throws {
        try await TierPair.run(city: "zezhou-2023", county: "zezhou-2023", at: Self.yearsEnd) { pair in
            let (above, below) = try await pair.order()
            try await pair.actUpward("dispatcher", "sign", below)
            try await pair.untilShare(of: above, is: .signed)
            await pair.cut()
            let recount = { try await announce(Self.notice(9, off: 1...5), at: pair.city) }
            if recountedFirst { try await recount() }
            try await pair.actUpward("reviewer", "complete", below, RegulatedNode.result)
            if !recountedFirst { try await recount() }
            try await pair.mend()

            let share = try await pair.untilShare(of: above, is: .submitted)
            #expect(share.isTrue("completion", "crossed"))
            try await pair.untilDue(share.text("handlingLimit", "due"), of: below)
            #expect(share.text("handlingLimit", "due") == "2027-01-11T23:59:59.999+08:00")
            try await pair.city.act("reviewer", "approve-completion", above, share: true)
            _ = try await pair.wait {
                try await pair.county.ticket(below).text("order", "state") == "completed" ? true : nil
            }
            let (atCity, atCounty) = (try await types(above, at: pair.city), try await types(below, at: pair.county))
            #expect(atCity.count { $0 == "completion.submitted" } == 1)
            #expect(atCounty.count { $0 == "order.limit.moved" } == 1)
            #expect(!atCity.contains("message.late") && !atCounty.contains("message.late"))
        }
    }
}
