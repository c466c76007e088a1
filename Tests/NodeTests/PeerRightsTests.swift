import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import Testing
import WorkCalendar

/// What a neighbour may have, and what people see of what neighbours said.
@Suite(.timeLimit(.minutes(1))) struct PeerRightsTests {
    private static let county = NodeCode(rawValue: "140525")!

    /// A county with a valid secret asks for the city's ticket, as its own and as the city's.
    @Test(arguments: ["urn:hotline:140525", "urn:hotline:140500", "urn:hotline:140581"])
    func nothingIsSentAgainToANodeBelow(source: String) async throws {
        let node = try TestNode.overCounties()
        try await node.run { node in
            try await node.untilWritable()
            let own = try await node.register()
            let answer = try await node.peer(Self.county).post(
                "/reconciliation", #"{"source":"\#(source)","scope":{"resend":{"ids":["\#(own)"]}}}"#)
            #expect(answer.status == 403 && answer.problem == "source-not-authorised", "\(answer.text)")
            #expect(try await node.get("/outbox?peer=140525").object["total"] as? Int == 0)
        }
    }
}
