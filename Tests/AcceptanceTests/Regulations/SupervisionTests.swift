import HotlineCore
import Testing

@testable import HotlineCLI

/// Supervision (督办) by the hotline of its own matters: means, approvals, signatures, answers.
@Suite(.timeLimit(.minutes(2))) struct SupervisionTests {
    // proves: ZZ23-31.2, ZZ23-31.3
    @Test func `An interview is the county leader's; a letter is answered in time and signed by the unit's head`()
        async throws {
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-02T09:00:00+08:00") { node in
            let (ticket, share) = try await node.dispatched()
            let interview: [String: JSONValue] = [
                "means": "interview", "assignment": .string(share), "text": "一人多次反映，未彻底解决", "trigger": "repeated",
            ]
            let unapproved = try await node.refusal("supervise", ticket, as: "supervisor", interview)
            #expect(unapproved.fields == ["approvedBy"] && unapproved.article.contains("第三十一条第二项"))
            try await node.act(
                "supervise", ticket, as: "supervisor", interview.merging(["approvedBy": "分管副县长"]) { $1 })
            #expect(try await node.refusal("supervise", ticket, as: "operator", interview).code == "not-authorised")
            let letter: [String: JSONValue] = [
                "means": "letter", "assignment": .string(share), "text": "省级抽查不满意，请整改", "trigger": "spotCheck",
                "answerDue": "2026-03-06",
            ]
            for _ in 1...2 { try await node.act("supervise", ticket, as: "supervisor", letter) }
            let sent = try await node.ticket(ticket).list("supervisions")
            #expect(sent.map { $0.text("trigger") } == ["repeated", "spotCheck", "spotCheck"])
            #expect(sent.last?.text("answerDue", "dueDate") == "2026-03-06")
            #expect(sent.last?.text("article").contains("第三十一条第三项") == true)

            let answer: [String: JSONValue] = ["supervision": "2", "text": "已整改", "signedBy": "王局长"]
            var unsigned = answer
            unsigned["signedBy"] = nil
            #expect(try await node.refusal("answer-supervision", ticket, as: "water", unsigned).fields == ["signedBy"])
            #expect(try await node.refusal("answer-supervision", ticket, as: "water", [
                "supervision": "9", "text": "x",
            ]).code == "unknown-directive")
            try node.pass(to: "2026-03-06T23:00:00+08:00")
            try await node.act("answer-supervision", ticket, as: "water", answer)
            #expect(try await node.refusal("answer-supervision", ticket, as: "water", answer).code == "not-now")
            try node.pass(to: "2026-03-07T00:00:01+08:00")
            try await node.act("answer-supervision", ticket, as: "water", answer.merging(["supervision": "3"]) { $1 })
            let answers = try await node.ticket(ticket).list("supervisions").compactMap { $0["answer"] }
            #expect(answers.map { $0.text("signedBy") } == ["王局长", "王局长"])
            #expect(answers.map { $0["late"] } == [false, true])
        }
    }

    // proves: JY24-25
    @Test func `Jiyuan's means each rest on their article, and the inspection bureau on the leader's approval`()
        async throws {
        let means = [
            ("sheet", "第二十六条"), ("coordination", "第二十七条"), ("notice", "第二十八条"), ("interview", "第二十八条"),
        ]
        try await RegulatedNode.run("jiyuan-2024", at: "2026-03-02T09:00:00+08:00") { node in
            let (ticket, share) = try await node.dispatched()
            for (code, article) in means {
                try await node.act("supervise", ticket, as: "supervisor", [
                    "means": .string(code), "assignment": .string(share), "text": "请整改",
                ])
                let last = try #require(try await node.ticket(ticket).list("supervisions").last)
                #expect(last.text("article").contains(article) && last.text("by", "person") == "supervisor")
            }
            let inspection: [String: JSONValue] = ["means": "inspection", "text": "重复反映超过3次", "trigger": "repeated"]
            let refused = try await node.refusal("supervise", ticket, as: "supervisor", inspection)
            #expect(refused.fields == ["approvedBy"] && refused.article.contains("第二十九条"))
            try await node.act(
                "supervise", ticket, as: "supervisor", inspection.merging(["approvedBy": "管委会副主任"]) { $1 })
            #expect(try await node.timeline(ticket).suffix(2).map { $0.text("type") }
                == ["ticket.supervised", "ticket.escalated"])
            let other = try await node.refusal("supervise", ticket, as: "supervisor", ["means": "letter", "text": "x"])
            #expect(other.code == "invalid-field" && other.cure.contains("专题协调"))
        }
    }
}
