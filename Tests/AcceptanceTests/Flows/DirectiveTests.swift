import Foundation
import HotlineCore
import Testing
import Topology

@testable import HotlineCLI

/// What a node two tiers above attaches to a county's own ticket, and what comes back (ZZ20-3.2.16).
@Suite(.timeLimit(.minutes(2))) struct DirectiveTests {
    // proves: ZZ20-3.2.16, ZZ20-3.2.15
    @Test func `The province's spot check of a county's own ticket passes the city, and so does the answer`()
        async throws
    {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let stage = staged.stage
            let (province, city) = (try stage.desk("140000"), try stage.desk("140500"))
            let county = try stage.desk("140525")
            let own = try await county.register(.plain("县内事项"))
            try await province.untilMirror(of: own, is: .registered)
            try await province.administer(
                "mirror", "tickets", own.id, "actions", "spot-check", body: ["text": "抽查：办理结果不实"])
            let check = try await county.wait(for: "the province's spot check") {
                try await county.ticket(own).list("directives").first
            }
            #expect(check.text("directive", "issuedBy") == "140000" && check.text("directive", "kind") == "spotCheck")
            try await county.act(.answerDirective, on: own, as: "supervisor", [
                "directive": .string(check.text("directive", "id")), "text": "已重新核实",
            ])
            let query = [URLQueryItem(name: "rootId", value: own.id)]
            let answer = try await province.wait(for: "the county's answer") {
                try await province.read("escalations", query: query).list("items").first
            }
            #expect(answer.text("text") == "已重新核实" && answer.text("from") == "140525")
            #expect(answer.text("directive") == check.text("directive", "id"))
            // It is the province's: the city only passed it on, and sees it in the county's ticket.
            #expect(try await city.read("escalations", query: query).list("items").isEmpty)
            let mirrored = try await city.wait(for: "the answer in the mirror") {
                let directive = try await city.mirror(of: own)?.list("directives").first
                return directive?.text("answer") == "已重新核实" ? directive : nil
            }
            #expect(mirrored.text("directive", "issuedBy") == "140000")
            try await staged.expectSettled()
        }
    }
}
