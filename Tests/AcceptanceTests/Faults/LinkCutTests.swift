import Foundation
import HTTPWire
import HotlineCore
import PeerTransport
import Testing
import Topology
import WorkCalendar

@testable import HotlineCLI

/// A long outage: what was owed arrives in full and in order, and delays nobody.
@Suite(.timeLimit(.minutes(3))) struct LinkCutTests {
    /// How many updates the link misses.
    private static let updates = 20_000

    private static let network = AcceptanceNetwork(
        topology: "shanxi", cuts: [("140500", "140525")], absent: [ScriptedSubcentre.code],
        adapt: ScriptedSubcentre.join)

    // proves: CARD-2, CARD-3, CARD-7
    @Test func `Thousands of updates that a cut link misses arrive in order, once, and new commands overtake them`(
    ) async throws {
        try await Self.network.run { staged in
            let stage = staged.stage
            let (province, city) = (try stage.desk("140000"), try stage.desk("140500"))
            let county = try stage.desk("140525")
            let (ticket, order) = try await orderInHand(of: county, from: city)
            let arrivals = try await Arrivals(at: "140000", in: staged, of: ScriptedSubcentre.code)
            async let arrived = arrivals.first(Self.updates)

            try await stage.cut(city, county)
            let events = try await deliver(Self.updates, to: staged)
            let town = try county.unit("gaodu")
            try await town.progress(order, "断线期间的进展。")
            let owed = try await county.stream("feed", .out, "140500").next - 1
            let applied = try await city.stream("feed", .in, "140525").highest
            #expect(owed - applied >= Self.updates)

            try await stage.mend(city, county)
            try await expectSwift(ticket, at: city, county, while: owed)
            #expect(try await arrived == events.map(\.ticket))
            try await expectComplete(province, city, county)
        }
    }

    /// An order of the city that the county has given to a town.
    private func orderInHand(of county: Desk, from city: Desk) async throws -> (TicketHandle, TicketHandle) {
        let ticket = try await city.register(.plain("断线前的派单"))
        try await city.dispatch(ticket, to: county.assignee)
        let order = try await county.received(ticket, from: city)
        try await county.signOrder(order)
        try await county.dispatch(order, to: county.unit("gaodu").assignee)
        try await city.until(ticket, try county.assignee, is: .signed)
        return (ticket, order)
    }

    private func deliver(_ count: Int, to staged: StagedNetwork) async throws -> [RelayEvent] {
        let events = try RelayEvent.series(count, now: Moment(milliseconds: 1_795_248_000_000))
        let address = try #require(staged.network.plan.member("140525")).address
        let subcentre = RelaySubcentre(
            county: try #require(PeerOrigin(address)), secret: ScriptedSubcentre.secret,
            transport: try SocketTransport())
        try await subcentre.hello()
        try await subcentre.sendAll(events)
        return events
    }

    /// While the feed drains: the report that waited overtakes it, a new order comes down, and registrations are
    /// answered as ever.
    private func expectSwift(_ ticket: TicketHandle, at city: Desk, _ county: Desk, while owed: Int) async throws {
        let start = ContinuousClock.now
        try await city.wait(for: "the town's progress") {
            try await city.ticket(ticket).list("assignments").first?.list("progress").isEmpty == false ? true : nil
        }
        let behind = owed - (try await city.stream("feed", .in, "140525").highest)
        #expect(behind > Self.updates / 2, "the report should have overtaken the feed")

        let urgent = try await city.register(.plain("断线后的派单"))
        try await city.dispatch(urgent, to: county.assignee)
        _ = try await county.received(urgent, from: city)
        #expect(try await city.stream("feed", .in, "140525").highest < owed, "the order should have overtaken the feed")

        var latencies: [Duration] = []
        while try await city.stream("feed", .in, "140525").highest < owed {
            let asked = ContinuousClock.now
            _ = try await county.register(.plain("积压期间登记"))
            latencies.append(ContinuousClock.now - asked)
        }
        let drain = ContinuousClock.now - start
        let usual = try #require(latencies.sorted().dropFirst(latencies.count / 2).first)
        #expect(usual < drain / 10, "\(latencies.count) registrations during \(drain), usually \(usual)")
    }

    /// Each update is there once and as it left, all is acknowledged, and reconciliation finds both sides equal.
    private func expectComplete(_ province: Desk, _ city: Desk, _ county: Desk) async throws {
        for (upper, lower) in [(city, county), (province, city)] {
            try await upper.catchUp(with: lower)
            let held = try await upper.list("mirror", "tickets").filter { $0.text("owner") == ScriptedSubcentre.code }
            #expect(held.count == Self.updates && Set(held.map { $0.text("id") }).count == Self.updates)
            #expect(held.allSatisfy { $0["revision"] == .integer(2) })
            let compared = try await upper.administer("reconciliation", body: .object(["peer": .string(lower.code)]))
            #expect(compared.isTrue("equal"), "\(compared.line)")
            #expect(try await lower.list("dead-letters").isEmpty)
        }
    }
}

/// The tickets of one owner in the order in which a node's event stream names them.
private struct Arrivals {
    /// Ends its connections when it is let go.
    private let transport: SocketTransport
    private let stream: PeerStream
    private let owner: String

    init(at code: String, in staged: StagedNetwork, of owner: String) async throws {
        let member = try #require(staged.network.plan.member(code))
        let token = try #require(member.tokens["admin"])
        transport = try SocketTransport()
        stream = try await transport.stream(PeerRequest(
            .get, #require(PeerOrigin(member.address)), "/api/v1/events",
            headers: ["Authorization": "Bearer \(token)"]))
        self.owner = owner
    }

    func first(_ count: Int) async throws -> [String] {
        var lines = EventLines()
        var tickets: [String] = []
        for try await piece in stream.body {
            tickets += lines.tickets(in: piece).filter { $0.hasPrefix(owner + "-") }
            if tickets.count >= count { break }
        }
        withExtendedLifetime(transport) {}
        return tickets
    }
}
