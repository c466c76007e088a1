import Foundation
import HotlineCore
import Testing
import Topology

@testable import HotlineCLI

/// Orders from above, and what is told upward about them.
@Suite(.timeLimit(.minutes(2))) struct OrderTests {
    // proves: CARD-4, ZZ20-2.2.1
    @Test func `A city's order is in the county's register at once, and the petitioner is contacted`() async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let stage = staged.stage
            let (city, county) = (try stage.desk("140500"), try stage.desk("140525"))
            let ticket = try await city.register(.plain("城中村停水"))
            try await city.dispatch(ticket, to: county.assignee)
            let order = try await county.received(ticket, from: city)
            #expect(order.root == ticket.id)
            let register = try await county.list("tickets")
            #expect(register.contains { $0.text("id") == order.id && !$0.text("number").isEmpty })

            // What the county's people may say upward about the order is offered beside it.
            let member = try #require(staged.network.plan.member(county.code))
            let shown = try await URLSessionClient.make(member, "dispatcher").value(.get(["tickets", order.id]))
            let offered = shown.list("orderActions").filter { $0.text("closed", "code").isEmpty }
            #expect(Set(offered.map { $0.text("name") }).isSuperset(of: ["sign", "return", "progress"]))

            // The county may speak to the petitioner: the order brought the contact.
            let known = try await URLSessionClient.make(member, "operator").value(
                .get(["tickets", order.id], query: [URLQueryItem(name: "reveal", value: "联系诉求人")]))
            #expect(known.text("petitioner", "phone") == "13800000001")
            try await county.contactPetitioner(order, "已联系诉求人。")
            let contacts = try await county.ticket(order).list("order", "contacts")
            #expect(contacts.map { $0.text("note") } == ["已联系诉求人。"])
            try await city.until(ticket, try county.assignee, is: .signed)
        }
    }

    // proves: CARD-4
    @Test func `Signing, progress, a refused completion and the second one travel back up`() async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let stage = staged.stage
            let (city, county) = (try stage.desk("140500"), try stage.desk("140525"))
            let town = try county.unit("gaodu")
            let ticket = try await city.register(.plain())
            try await city.dispatch(ticket, to: county.assignee)
            let order = try await county.received(ticket, from: city)
            try await county.dispatch(order, to: town.assignee)
            let shares = try await county.ticket(order).list("assignments")
            #expect(shares.map { $0.text("assigneeName") } == ["高都镇"])
            try await town.progress(order, "已到现场。")
            try await city.wait(for: "the town's progress") {
                try await city.ticket(ticket).list("assignments").first?.list("progress").isEmpty == false ? true : nil
            }
            try await town.complete(order, .told)
            try await county.approveCompletion(of: order, from: town.assignee)
            try await city.until(ticket, try county.assignee, is: .submitted)
            try await city.refuseCompletion(of: ticket, from: county.assignee, reasons: "缺少现场照片说明。")
            try await county.until(order, town.assignee, is: .signed)
            try await town.complete(order, .told)
            try await county.approveCompletion(of: order, from: town.assignee)
            try await city.until(ticket, try county.assignee, is: .submitted)
            try await city.approveCompletion(of: ticket, from: county.assignee)
            try await stage.close(ticket, at: city, below: [(county, order)])
            try await staged.expectSettled()
        }
    }

    // proves: ZZ23-4
    @Test func `Each action carries the person and the unit responsible, at every tier`() async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let script = CityOrderToTown()
            let ticket = try await script.run(on: staged.stage)
            let (city, county) = (try staged.stage.desk("140500"), try staged.stage.desk("140525"))
            let order = try await county.received(ticket, from: city)
            try await city.untilMirror(of: order, is: .archived)
            for desk in [city, county] {
                let timeline = try await staged.timeline(of: order, at: desk)
                #expect(timeline.allSatisfy {
                    !$0.text("actor", "person").isEmpty && !$0.text("actor", "node").isEmpty
                })
                let signed = try #require(timeline.first { $0.text("type") == "assignment.signed" })
                #expect(signed.text("actor", "unit") == "xiacun" && signed.text("actor", "role") == "unit")
                let approved = try #require(timeline.first { $0.text("type") == "completion.approved" })
                #expect(approved.text("actor", "person") == "reviewer")
            }
        }
    }
}
