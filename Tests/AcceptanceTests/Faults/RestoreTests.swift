import HotlineCore
import Testing
import Topology

@testable import HotlineCLI

/// An older database in the place of the running one, on either side and on both: found, said to the operators,
/// healed; nothing lost and nothing masked.
@Suite(.timeLimit(.minutes(3))) struct RestoreTests {
    private func run(_ test: (StagedNetwork) async throws -> Void) async throws {
        try await AcceptanceNetwork(
            topology: "shanxi", cuts: [("140500", "140525")], client: PersistentClient.maker()
        ).run(test)
    }

    // proves: CARD-2, CARD-7
    @Test(arguments: DataCopy.Extent.allCases, [false, true])
    func `A county restored to an older database takes back what the city holds`(
        extent: DataCopy.Extent, writesOn: Bool
    ) async throws {
        try await run { staged in
            let stage = staged.stage
            let (city, county) = (try stage.desk("140500"), try stage.desk("140525"))
            let kept = try await county.register(.plain("备份之前"))
            try await city.untilMirror(of: kept, is: .registered)
            let copy = try await staged.backUp(county)
            try await county.accept(kept)
            let lost = try await county.register(.plain("备份之后"))
            try await city.untilMirror(of: kept, is: .accepted)
            try await city.untilMirror(of: lost, is: .registered)

            if writesOn { try await stage.cut(city, county) }
            try await staged.restore((county, copy), extent: extent)
            var later: [TicketHandle] = []
            if writesOn {
                // More than was lost: the stream's positions overtake what the city has seen.
                for number in 1...5 { later.append(try await county.register(.plain("恢复之后第\(number)件"))) }
                try await stage.mend(city, county)
            }
            try await county.until(kept, is: .accepted)
            try await county.untilFound(lost)
            for ticket in later { try await city.untilMirror(of: ticket, is: .registered) }
            let alarm = try await county.alarm("restored")
            #expect(!alarm.text("detail").isEmpty)
            // Personal data stays at home, so this alone is lost, and said.
            let unrecovered = try await county.read("unrecovered").list("items")
            #expect(unrecovered.contains { $0.text("ticket") == lost.id })
            let next = try await county.register(.plain("恢复之后"))
            #expect(next.number > lost.number)
            try await staged.expectSettled()
            try await staged.expectVerified()
        }
    }

    // proves: CARD-2, CARD-7
    @Test(arguments: DataCopy.Extent.allCases)
    func `A city restored to an older database hears again what the county told it`(
        extent: DataCopy.Extent
    ) async throws {
        try await run { staged in
            let stage = staged.stage
            let (province, city) = (try stage.desk("140000"), try stage.desk("140500"))
            let county = try stage.desk("140525")
            let kept = try await county.register(.plain("备份之前"))
            try await city.untilMirror(of: kept, is: .registered)
            let copy = try await staged.backUp(city)
            try await county.accept(kept)
            for number in 1...5 { _ = try await county.register(.plain("备份之后第\(number)件")) }
            let own = try await city.register(.plain("备份之后市里登记"))
            try await city.dispatch(own, to: county.assignee)
            try await county.signOrder(county.received(own, from: city))
            try await city.until(own, try county.assignee, is: .signed)
            for (upper, lower) in [(city, county), (province, city)] { try await upper.catchUp(with: lower) }

            try await staged.restore((city, copy), extent: extent)
            try await city.look(for: "the mirror of \(kept.id)") {
                try await city.mirror(of: kept)?.text("state") == TicketState.accepted.rawValue ? true : nil
            }
            try await city.untilFound(own)
            let alarm = try await city.alarm("restored")
            #expect(!alarm.text("detail").isEmpty)
            _ = try await county.register(.plain("恢复之后"))
            try await staged.expectSettled()
            try await staged.expectVerified()
        }
    }

    // proves: CARD-2, CARD-7
    @Test(arguments: DataCopy.Extent.allCases)
    func `County and city restored to different moments have again what either of them holds`(
        extent: DataCopy.Extent
    ) async throws {
        try await run { staged in
            let stage = staged.stage
            let (province, city) = (try stage.desk("140000"), try stage.desk("140500"))
            let county = try stage.desk("140525")
            let first = try await county.register(.plain("县备份之前"))
            try await city.untilMirror(of: first, is: .registered)
            let older = try await staged.backUp(county)
            let second = try await county.register(.plain("县备份之后"))
            let top = try await city.register(.plain("市里的派单"))
            try await city.dispatch(top, to: county.assignee)
            try await county.signOrder(county.received(top, from: city))
            try await city.until(top, try county.assignee, is: .signed)
            try await city.untilMirror(of: second, is: .registered)
            try await county.accept(first)
            try await city.untilMirror(of: first, is: .accepted)
            let newer = try await staged.backUp(city)
            // Of what follows only the province has a copy.
            let own = try await city.register(.plain("市备份之后市里登记"))
            let third = try await county.register(.plain("市备份之后县里登记"))
            try await province.untilMirror(of: third, is: .registered)
            for (upper, lower) in [(city, county), (province, city)] { try await upper.catchUp(with: lower) }

            try await staged.restore((county, older), (city, newer), extent: extent)
            try await county.untilFound(second)
            try await county.until(first, is: .accepted)
            let order = try await county.look(for: "the city's order") {
                try await county.list("tickets").first { $0.text("rootId") == top.id }
            }
            for desk in [city, county] { _ = try await desk.alarm("restored") }
            try await city.untilFound(own)
            try await county.untilFound(third)
            let again = try TicketHandle(order, at: county.code)
            try await county.dispatch(again, to: county.unit("gaodu").assignee)
            try await staged.expectSettled()
            try await staged.expectVerified()
        }
    }
}

extension Desk {
    /// Waits until a ticket is in this node's register.
    fileprivate func untilFound(_ ticket: TicketHandle) async throws {
        try await look(for: "the ticket \(ticket.id)") {
            try await list("tickets").first { $0.text("id") == ticket.id }
        }
    }
}
