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
        let wording = try wording()
        try TicketSummary(mirror: Array(body.utf8)).write(to: &writer, wording)
        let line = try #require(JSONSerialization.jsonObject(with: Data(writer.bytes)) as? [String: Any])
        #expect(line["id"] as? String == "140525-1-7" && line["owner"] as? String == "140525")
        #expect(line["state"] as? String == "mediated" && line["title"] as? String == "停水")
    }

    /// Where its node does not say what a copy's unit is called, the unit goes by its code: this node's unit of the
    /// same code is another one.
    @Test(arguments: [nil, #"{"water":"县水务局"}"#, #"{"housing":"县住建局"}"#, #"["县水务局"]"#])
    func copiesNameTheirOwnUnits(units: String?) throws {
        let node = try #require(NodeCode(rawValue: "140525"))
        let id = TicketID(owner: node, generation: 1, counter: 7)
        let summary = try #require(try TicketSummary(feedEvent: Array("""
            {"id":"1-1","data":{"event":{},"ticket":{"generation":1,"id":"\(id)","matter":{"kind":"help","title":"停水"},
            "number":"20261121-0001-4","registeredAt":"2026-11-21T20:00:00.000+08:00","revision":3,
            "rootId":"\(id)","state":"handling"}\(units.map { ",\"units\":" + $0 } ?? "")}}
            """.utf8)))
        let water = try #require(UnitID(rawValue: "water"))
        let wording = try wording([water: Facts.KnownUnit(name: "市水务局")])
        let expected = units?.contains("water\"") == true ? "县水务局" : "water"
        #expect(summary.name(of: .unit(water), wording) == expected)
        #expect((try TicketSummary(feedEvent: Array(#"{"id":"1-1","data":{}}"#.utf8))) == nil)
    }

    private func wording(_ units: [UnitID: Facts.KnownUnit] = [:]) throws -> ListWording {
        ListWording(
            settings: NodeSettings(
                code: try #require(NodeCode(rawValue: "140500")), name: "晋城市", tier: .city, peers: [], units: units,
                ruleBook: try RuleBook.embedded("zezhou-2023"), ruleBooks: [], calendar: try WorkCalendar.embedded()),
            now: Moment(milliseconds: 0))
    }
}
