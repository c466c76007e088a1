import HotlineCore
import Node
import Testing
import Topology

@testable import HotlineCLI

/// What happens below is known above, at once or as soon as there is a line.
@Suite(.timeLimit(.minutes(2))) struct FeedTests {
    // proves: CARD-3, JY24-6.4
    @Test func `Each change of a county's ticket is on the timelines of city and province`() async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let stage = staged.stage
            let (province, city) = (try stage.desk("140000"), try stage.desk("140500"))
            let county = try stage.desk("140525")
            let ticket = try await county.register(.plain())
            try await stage.handle(ticket, at: county, by: county.unit("bagong"), .told)
            try await stage.close(ticket, at: county)
            try await province.untilMirror(of: ticket, is: .archived)
            let own = try await staged.timeline(of: ticket, at: county).map { $0.text("type") }
            #expect(own.first == "ticket.registered" && own.last == "ticket.archived")
            #expect(try await staged.timeline(of: ticket, at: city).map { $0.text("type") } == own)
            #expect(try await staged.timeline(of: ticket, at: province).map { $0.text("type") } == own)
        }
    }

    // proves: CARD-7
    @Test func `A county that is cut off works on, and what it owes arrives when the line is back`() async throws {
        try await AcceptanceNetwork(topology: "shanxi", cuts: [("140500", "140525")]).run { staged in
            let stage = staged.stage
            let (city, county) = (try stage.desk("140500"), try stage.desk("140525"))
            let before = try await county.register(.plain("断线前"))
            try await city.untilMirror(of: before, is: .registered)

            try await stage.cut(city, county)
            let ticket = try await county.register(.plain("断线中"))
            try await stage.handle(ticket, at: county, by: county.unit("bagong"), .told)
            try await stage.close(ticket, at: county)
            #expect(try await city.mirror(of: ticket) == nil)
            #expect(try await county.read("outbox")["total"]?.integer ?? 0 > 0)

            try await stage.mend(city, county)
            try await city.untilMirror(of: ticket, is: .archived)
            let outages = try await county.read("peers").list("items").flatMap { $0.list("outages") }
            #expect(!outages.isEmpty)
            try await staged.expectSettled()
        }
    }

    // proves: YC19-4
    @Test func `A city that works alone catches up in full once the province is connected`() async throws {
        try await AcceptanceNetwork(topology: "shanxi", absent: ["140000"]).run { staged in
            let stage = staged.stage
            let (province, yuncheng) = (try stage.desk("140000"), try stage.desk("140800"))
            var tickets: [TicketHandle] = []
            for number in 1...20 { tickets.append(try await yuncheng.register(.plain("未联通时第\(number)件"))) }
            let closed = tickets[0]
            try await stage.handle(closed, at: yuncheng, by: yuncheng.firstUnit(in: staged), .told)
            try await stage.close(closed, at: yuncheng)

            try await staged.network.start("140000")
            try await yuncheng.administer("peers", "140000", "actions", "retry")
            try await province.untilMirror(of: closed, is: .archived)
            for ticket in tickets.dropFirst() { try await province.untilMirror(of: ticket, is: .registered) }
            try await staged.expectSettled()
        }
    }
}

extension ResultForm {
    /// A result of which the petitioner was told.
    static let told = ResultForm(handling: "已到现场处理。", result: "已解决。", reply: .init(content: "电话告知结果。"),
        items: ["petitionerSatisfied": "satisfied"])
}

extension Desk {
    /// Some unit of the node.
    func firstUnit(in staged: StagedNetwork) throws -> UnitDesk {
        let units = staged.network.plan.member(code)?.configuration.units.filter { $0.kind == .handling } ?? []
        return try unit(try #require(units.first).id)
    }
}
