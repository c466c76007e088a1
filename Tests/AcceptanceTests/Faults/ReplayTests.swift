import HotlineCore
import Node
import Testing

@testable import HotlineCLI

/// Re-delivery from any point, on an administrator's word.
@Suite(.timeLimit(.minutes(3))) struct ReplayTests {
    // proves: CARD-2
    @Test func `Streams sent again from a position double nothing, and what cannot be is refused`() async throws {
        try await AcceptanceNetwork(topology: "shanxi", client: PersistentClient.maker()).run { staged in
            let (city, county) = (try staged.stage.desk("140500"), try staged.stage.desk("140525"))
            let own = try await county.register(.plain())
            let top = try await city.register(.plain())
            try await city.dispatch(top, to: county.assignee)
            try await county.signOrder(county.received(top, from: city))
            try await city.until(top, try county.assignee, is: .signed)
            try await city.untilMirror(of: own, is: .registered)
            try await city.catchUp(with: county)

            let end = try await county.stream("feed", .out, city.code).next
            let feed = try await replay(county, to: city, "feed", 2)
            #expect(feed["first"]?.integer == 2 && feed["replayed"]?.integer == end - 2)
            #expect(try await replay(city, to: county, "orders", 1)["replayed"]?.integer == 1)
            try await city.catchUp(with: county)
            #expect(try await county.list("tickets").count == 2)
            try await staged.expectSettled()
            try await staged.expectVerified()

            for (stream, from) in [("archive", 1), ("feed", 0)] {
                let failure = await #expect(throws: Failure.self) { try await replay(county, to: city, stream, from) }
                #expect(failure?.problem?.text("type") == "urn:hotline:problem:invalid-field")
            }
        }
    }

    @discardableResult
    private func replay(_ desk: Desk, to peer: Desk, _ stream: String, _ from: Int) async throws -> JSONValue {
        try await desk.administer(
            "peers", peer.code, "actions", "replay",
            body: .object(["stream": .string(stream), "from": .integer(from)]))
    }
}
