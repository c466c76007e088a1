import Foundation
import Testing

@testable import HotlineCLI

/// 监督员: discipline inspection and whoever else watches over the hotline reads, and changes nothing.
@Suite(.timeLimit(.minutes(2))) struct OversightTests {
    // proves: ZZ23-46
    @Test func `An overseer reads tickets and timelines, is offered nothing, and is refused with the article`()
        async throws {
        try await AccessNode.run { node in
            let id = try await node.register()
            try await node.dispatch(id, to: "water")
            let ticket = try await node.read(as: "auditor", "tickets", id)
            #expect(ticket.list("actions") == [])
            #expect(ticket.list("assignments").map { $0.list("actions") } == [[]])
            #expect(ticket.text("petitioner", "maskedPhone") == "136****2222")
            for steps in [["tickets"], ["tickets", id, "timeline"], ["tickets", id, "limits"], ["status"], ["audit"]] {
                _ = try await node.client("auditor").value(.get(steps))
            }
            let commands: [([String], JSONValue)] = [
                (["tickets"], ["kind": "help"]), (["tickets", id, "actions", "supplement"], ["text": "补充"]),
                (["tickets", id, "actions", "supervise"], ["means": "letter", "text": "请整改"]),
                (["assignments", id + ".1", "actions", "sign"], [:]), (["contacts", "water"], ["post": "A"]),
                (["restrictions"], [:]), (["calendar"], [:]),
            ]
            let before = try await node.timeline(id)
            for (steps, body) in commands {
                let refused = try await node.refusal(as: "auditor", .post(steps, body: body))
                #expect(refused?.code == "oversight-reads-only", "\(steps)")
                #expect(refused?.article.contains("第四十六条") == true, "\(steps)")
            }
            #expect(try await node.timeline(id) == before)
        }
    }

    // proves: ZZ23-46, ZZ23-8a
    @Test func `A confidential matter is none that an overseer knows of`() async throws {
        try await AccessNode.run { node in
            let open = try await node.register(["title": "公开停水"])
            let id = try await node.register(["title": "保密停水", "petitioner": [
                "name": "李鸿雁", "phone": "13600002222", "confidential": true,
            ]])
            for query in [[:], ["q": "停水"], ["kind": "help"]] {
                let list = try await node.read(as: "auditor", "tickets", query: query)
                #expect(list.list("items").map { $0.text("id") } == [open] && list["total"]?.integer == 1)
            }
            for steps in [[id], [id, "timeline"], [id, "limits"], [id, "attachments"]] {
                let refused = try await node.refusal(as: "auditor", .get(["tickets"] + steps))
                #expect(refused?.code == "unknown-ticket", "\(steps)")
            }
            #expect(try await node.read(as: "supervisor", "tickets")["total"]?.integer == 2)
        }
    }
}
