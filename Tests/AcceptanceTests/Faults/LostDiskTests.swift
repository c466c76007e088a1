import Foundation
import HotlineCore
import Node
import Testing
import Topology

@testable import HotlineCLI

/// A node that had acknowledged, and then lost its disk: the same configuration starts on an empty data folder. What
/// its neighbours hold comes back, what only it knew is named.
@Suite(.timeLimit(.minutes(3))) struct LostDiskTests {
    private func run(_ test: (StagedNetwork) async throws -> Void) async throws {
        try await AcceptanceNetwork(topology: "shanxi", client: PersistentClient.maker()).run(test)
    }

    // proves: CARD-2, CARD-7
    @Test func `A county that lost its disk has its tickets and the city's orders again`() async throws {
        try await run { staged in
            let (city, county) = (try staged.stage.desk("140500"), try staged.stage.desk("140525"))
            let own = try await county.register(.plain("县里自己的"))
            try await county.accept(own)
            let top = try await city.register(.plain("市里派下来的"))
            try await city.dispatch(top, to: county.assignee)
            let order = try await county.received(top, from: city)
            try await city.untilMirror(of: own, is: .accepted)
            try await city.catchUp(with: county)

            try await staged.loseDisk(of: county)
            try await county.until(own, is: .accepted)
            let again = try await county.look(for: "the city's order") {
                try await county.list("tickets").first { $0.text("rootId") == top.id }
            }
            #expect(again.text("id") == order.id)
            try await county.signOrder(order)
            try await city.until(top, try county.assignee, is: .signed)
            // The petitioner of its own matter was known here alone.
            #expect(try await county.read("unrecovered").list("items").contains { $0.text("ticket") == own.id })
            let next = try await county.register(.plain("换盘之后"))
            #expect(next.number > own.number)
            try await city.untilMirror(of: next, is: .registered)
            try await staged.expectSettled()
            try await staged.expectVerified()
        }
    }

    // proves: CARD-2, CARD-3, CARD-7
    @Test func `A city that lost its disk hears everything below anew`() async throws {
        try await run { staged in
            let stage = staged.stage
            let (province, city) = (try stage.desk("140000"), try stage.desk("140500"))
            let county = try stage.desk("140525")
            let below = try await county.register(.plain("县里的"))
            let own = try await city.register(.plain("市里的"))
            try await city.dispatch(own, to: county.assignee)
            let order = try await county.received(own, from: city)
            try await province.untilMirror(of: below, is: .registered)
            for (upper, lower) in [(city, county), (province, city)] { try await upper.catchUp(with: lower) }

            try await staged.loseDisk(of: city)
            try await city.look(for: "the county's matter") { try await city.mirror(of: below) }
            try await city.look(for: "its own matter") {
                try await city.list("tickets").first { $0.text("id") == own.id }
            }
            try await county.signOrder(order)
            try await city.until(own, try county.assignee, is: .signed)
            try await staged.expectSettled()
            try await staged.expectVerified()
        }
    }
}

extension StagedNetwork {
    /// The node starts again on an empty data folder.
    fileprivate func loseDisk(of desk: Desk) async throws {
        let member = try #require(network.plan.member(desk.code))
        try await network.stop(desk.code)
        try FileManager.default.removeItem(atPath: member.configuration.dataFolder)
        try await restart(desk)
    }
}
