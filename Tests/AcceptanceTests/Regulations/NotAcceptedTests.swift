import Foundation
import HotlineCore
import Testing

@testable import HotlineCLI

/// Matters that a hotline does not accept: each regulation has its own list.
@Suite(.timeLimit(.minutes(2))) struct NotAcceptedTests {
    /// Article 9 of 泽政办函〔2023〕11号 item by item, article 8 beside it: code, and what the petitioner is told.
    private static let zezhou: [(code: String, guidance: String)] = [
        ("jurisdiction", "有管辖权的部门"), ("emergencyLine", "110、119、120、122"), ("statutoryChannel", "法定解决渠道"),
        ("militaryOrSecurity", "有管辖权的部门"), ("incomplete", "完善相关信息"), ("settledLawfully", "救济途径"),
        ("inProgress", "解释工作"), ("misuse", "法律后果"), ("untrue", "法律后果"), ("identityWithheld", "实名"),
    ]

    /// Article 10 of 济管办〔2024〕23号 and its last sentence.
    private static let jiyuan: [(code: String, guidance: String)] = [
        ("statutoryChannel", "法定途径"), ("petitionChannel", "信访"), ("secretsOrMorals", "解释、引导"),
        ("emergencyLine", "转交相关热线"), ("military", "有管辖权的部门"), ("misuse", "解释、引导"),
        ("settledLawfully", "解释"), ("jurisdiction", "有管辖权的部门"), ("otherLaw", "解释、引导"),
    ]

    // proves: ZZ23-9
    @Test func `Zezhou refuses on each ground of article 9, tells what to do instead, and counts it`() async throws {
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-02T09:00:00+08:00") { node in
            try await expectRefusals(Self.zezhou, at: node)
            // An emergency is put through at once to the line for it.
            for line in ["110", "119", "120", "122"] {
                let ticket = try await node.register()
                try await node.act("transfer", ticket, as: "operator", ["to": .string(line)])
                #expect(try await node.ticket(ticket).text("state") == "transferred")
                #expect(try await node.ticket(ticket).text("transfer", "to") == line)
            }
        }
    }

    // proves: JY24-10
    @Test func `Jiyuan refuses on the grounds of its own article 10, which differ`() async throws {
        try await RegulatedNode.run("jiyuan-2024", at: "2026-03-02T09:00:00+08:00") { node in
            try await expectRefusals(Self.jiyuan, at: node)
            let ticket = try await node.register()
            // 正在办理中重复反映 is a ground in Zezhou only.
            let refused = try await node.refusal("refuse", ticket, as: "operator", ["reason": "inProgress"])
            #expect(refused.code == "invalid-field" && refused.article.contains("济管办〔2024〕23号"))
        }
    }

    private func expectRefusals(_ grounds: [(code: String, guidance: String)], at node: RegulatedNode) async throws {
        for (code, guidance) in grounds {
            let ticket = try await node.register()
            try await node.act("refuse", ticket, as: "operator", ["reason": .string(code)])
            let now = try await node.ticket(ticket)
            #expect(now.text("state") == "refused" && now.text("refusal", "reason") == code)
            #expect(now.text("refusal", "guidance").contains(guidance), "\(code)")
            let last = try #require(try await node.timeline(ticket).last)
            #expect(last.text("type") == "ticket.refused" && last.text("actor", "person") == "operator")
        }
        let words = try await node.register()
        try await node.act("refuse", words, as: "operator", [
            "reason": .string(grounds[0].code), "guidance": "请拨打晋城市12345",
        ])
        #expect(try await node.ticket(words).text("refusal", "guidance") == "请拨打晋城市12345")

        let open = try await node.register()
        let unknown = try await node.refusal("refuse", open, as: "operator", ["reason": "mood"])
        #expect(unknown.code == "invalid-field")
        #expect(grounds.allSatisfy { unknown.cure.contains($0.code) }, "\(unknown.cure)")
        // None is dropped: all of them are found, and counted.
        let refused = try await node.read("tickets", query: [URLQueryItem(name: "state", value: "refused")])
        #expect(refused["total"] == .integer(grounds.count + 1))
    }
}
