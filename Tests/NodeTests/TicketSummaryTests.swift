import Foundation
import HotlineCore
import NodeCore
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
        let wording = ListWording(
            settings: NodeSettings(
                code: try #require(NodeCode(rawValue: "140500")), name: "晋城市", tier: .city, peers: [], units: [:],
                ruleBook: try RuleBook.embedded("zezhou-2023"), ruleBooks: [], calendar: try WorkCalendar.embedded()),
            now: Moment(milliseconds: 0))
        try TicketSummary(mirror: Array(body.utf8)).write(to: &writer, wording)
        let line = try #require(JSONSerialization.jsonObject(with: Data(writer.bytes)) as? [String: Any])
        #expect(line["id"] as? String == "140525-1-7" && line["owner"] as? String == "140525")
        #expect(line["state"] as? String == "mediated" && line["title"] as? String == "停水")
    }
}
