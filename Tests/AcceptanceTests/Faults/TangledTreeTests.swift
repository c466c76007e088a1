import Foundation
import HotlineCore
import Node
import Testing
import Topology

@testable import HotlineCLI

/// Trees that are none: two paths to the same node above, and a ring by mistake. Each mirror stands once, and nothing
/// goes round for ever.
@Suite(.timeLimit(.minutes(3))) struct TangledTreeTests {
    private func run(
        _ adapt: @escaping @Sendable (inout TopologyFile) -> Void, _ test: (StagedNetwork) async throws -> Void
    ) async throws {
        try await AcceptanceNetwork(topology: "shanxi", adapt: adapt, client: PersistentClient.maker()).run(test)
    }

    // proves: CARD-2, CARD-3
    @Test func `A county below two cities reaches the province by both, and stands there once`() async throws {
        try await run({ $0.link("140800", above: "140525") }) { staged in
            let stage = staged.stage
            let (province, county) = (try stage.desk("140000"), try stage.desk("140525"))
            let cities = [try stage.desk("140500"), try stage.desk("140800")]
            let ticket = try await county.register(.plain("两条路"))
            try await county.accept(ticket)
            for desk in cities + [province] { try await desk.untilMirror(of: ticket, is: .accepted) }
            for city in cities {
                try await city.catchUp(with: county)
                try await province.catchUp(with: city)
            }
            #expect(try await province.list("mirror", "tickets").filter { $0.text("id") == ticket.id }.count == 1)
            let steps = try await staged.timeline(of: ticket, at: province).map { $0.text("type") }
            #expect(steps == ["ticket.registered", "ticket.accepted"], "\(steps)")
            for desk in stage.desks { #expect(try await desk.read("alarms").list("items").isEmpty) }
            try await staged.expectSettled()
            try await staged.expectVerified()
        }
    }

    // proves: CARD-2, CARD-3
    @Test func `A ring of uppers passes each change on once and comes to rest`() async throws {
        // The county is made the upper node of the province, which it is far below.
        try await run({ $0.link("140525", above: "140000") }) { staged in
            let stage = staged.stage
            let ring = [try stage.desk("140525"), try stage.desk("140500"), try stage.desk("140000")]
            var tickets: [TicketHandle] = []
            for desk in ring { tickets.append(try await desk.register(.plain("\(desk.name)登记"))) }
            for ticket in tickets {
                for desk in ring where desk.code != ticket.node {
                    try await desk.untilMirror(of: ticket, is: .registered)
                }
            }
            for (lower, upper) in zip(ring, ring.dropFirst() + ring.prefix(1)) { try await upper.catchUp(with: lower) }
            // What one change costs on the whole ring: each node that is not its owner hears it once.
            for (lower, upper) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
                let end = try await lower.stream("feed", .out, upper.code)
                #expect(end.next - 1 <= tickets.count + 1, "\(lower.name) → \(upper.name): \(end)")
                #expect(try await upper.list("mirror", "tickets").count == tickets.count - 1)
            }
            for desk in ring { #expect(try await desk.list("tickets").count == 1) }
            try await staged.expectVerified()
        }
    }
}

extension TopologyFile {
    /// Lays one more link, as the others are laid.
    fileprivate mutating func link(_ upper: String, above lower: String) {
        guard var link = links.first else { return }
        (link.upper, link.lower) = (upper, lower)
        links.append(link)
    }
}
