import Foundation
import HotlineCore
import Node
import Testing
import Topology

@testable import HotlineCLI

extension StagedNetwork {
    /// Expects that nothing was lost, doubled or different between the nodes.
    func expectSettled(_ location: SourceLocation = #_sourceLocation) async throws {
        let settlement = try await NetworkCheck(desks: stage.desks, uppers: uppers).run()
        #expect(settlement.lost == [], sourceLocation: location)
        #expect(settlement.doubled == [], sourceLocation: location)
        #expect(settlement.different == [], sourceLocation: location)
        #expect(settlement.messages > 0, sourceLocation: location)
    }

    /// The events on a ticket's timeline at that desk, by name.
    func timeline(of ticket: TicketHandle, at desk: Desk) async throws -> [JSONValue] {
        let steps = desk.code == ticket.node ? ["tickets"] : ["mirror", "tickets"]
        return try await desk.read(steps: steps + [ticket.id, "timeline"]).list("items")
    }
}

/// A matter without anything special about it.
extension MatterForm {
    static func plain(_ title: String = "路灯不亮") -> MatterForm {
        MatterForm(
            kind: .help, title: title, content: "村口路灯不亮，夜间出行不便。", place: "村口", occurredAt: "昨天",
            petitioner: .init(name: "李四", phone: "13800000001"))
    }
}

extension StagedNetwork {
    /// Expects `hotline verify` to find nothing in any node's database.
    func expectVerified(_ location: SourceLocation = #_sourceLocation) async throws {
        for member in network.plan.members {
            let file = network.plan.configurationFile(of: member.code)
            if !FileManager.default.fileExists(atPath: file) { try member.configuration.save(to: file) }
            let check = VerifyCheck(
                node: member.name, configurationFile: file, program: try BuiltProgram.hotline().path)
            #expect(try await check.findings().different == [], sourceLocation: location)
        }
    }
}
