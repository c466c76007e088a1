import Foundation
import Testing
import WorkCalendar

@testable import Node

/// Lines of lists.
@Suite struct TicketSummaryTests {
    /// What a neighbour of a later version writes otherwise hides its ticket's details, not the ticket.
    @Test func mirrorOfALaterVersionKeepsItsLine() throws {
        let body = #"""
            {"assignments":"elsewhere","generation":1,"id":"140525-1-7","matter":{"kind":"petition","title":"停水"},
            "number":"20261121-0001-4","registeredAt":"2026-11-21T20:00:00.000+08:00","revision":3,
            "rootId":"140525-1-7","state":"mediated"}
            """#
        #expect(throws: (any Error).self) { try TicketSummary(Array(body.utf8)) }
        var writer = JSONWriter()
        try TicketSummary(mirror: Array(body.utf8)).write(to: &writer, at: Moment(milliseconds: 0))
        let line = try #require(JSONSerialization.jsonObject(with: Data(writer.bytes)) as? [String: Any])
        #expect(line["id"] as? String == "140525-1-7" && line["owner"] as? String == "140525")
        #expect(line["state"] as? String == "mediated" && line["title"] as? String == "停水")
    }
}
