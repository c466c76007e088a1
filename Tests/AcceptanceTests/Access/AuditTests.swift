import Foundation
import Testing

@testable import HotlineCLI

/// Every look at a petitioner's personal data stands in the audit, with person, role, fields and reason.
@Suite(.timeLimit(.minutes(2))) struct AuditTests {
    // proves: ZZ23-47, JY24-24, JY24-32.5
    @Test func `Each way to a petitioner's data leaves a row, whoever goes it`() async throws {
        try await AccessNode.run { node in
            let id = try await node.register()
            #expect(try await node.audit(of: id).map { $0.text("action") } == ["ticket.viewed"])
            try await node.dispatch(id, to: "water")

            let detail = try await node.read(as: "operator", "tickets", id)
            #expect(detail.line.contains("13600002222"))
            let shown = try #require(try await node.audit(of: id).first)
            #expect(shown.text("person") == "op" && shown.text("role") == "operator")
            #expect(shown.text("ticket") == id && shown.list("fields") == ["name", "phone"])
            #expect(shown.text("at") == "2026-03-02T09:00:00.000+08:00")

            let timeline = try await node.read(as: "unit", "tickets", id, "timeline")
            #expect(timeline.line.contains("李鸿雁"))
            let read = try #require(try await node.audit(of: id).first)
            #expect(read.text("action") == "timeline.viewed" && read.text("person") == "water-1")
            #expect(read.text("unit") == "water")

            _ = try await node.read(as: "reviewer", "tickets", id, query: ["reveal": "李鸿雁来电追问"])
            let revealed = try #require(try await node.audit(of: id).first)
            #expect(revealed.text("action") == "petitioner.revealed" && revealed.text("reason") == "＊＊＊来电追问")

            let again = try await node.register(["title": "又停水"])
            let similar = try await node.read(as: "dispatcher", "tickets", again, "similar")
            #expect(similar.list("items").first?.line.contains("同一诉求人") == true)
            #expect(try await node.audit(of: id).first?.text("action") == "petitioner.matched")
        }
    }

    // proves: ZZ23-47
    @Test func `Lists and searches tell nobody who brought a matter forward`() async throws {
        try await AccessNode.run { node in
            let id = try await node.register()
            for role in ["operator", "supervisor", "auditor", "admin"] {
                for query in [[:], ["q": "停水"]] {
                    let list = try await node.read(as: role, "tickets", query: query)
                    #expect(list["total"]?.integer == 1 && list.line.contains("＊＊＊家停水"), "\(role)")
                    #expect(!list.line.contains("李鸿雁"), "\(role)")
                }
            }
            #expect(try await node.audit(of: id).count == 1)
        }
    }

    // proves: ZZ23-47
    @Test func `Who need not know the petitioner is shown a ticket without them, and leaves no row`() async throws {
        try await AccessNode.run { node in
            let id = try await node.register()
            let rows = try await node.audit(of: id).count
            for role in ["supervisor", "auditor"] {
                for steps in [["tickets", id], ["tickets", id, "timeline"]] {
                    let answer = try await node.client(role).value(.get(steps)).line
                    #expect(!answer.contains("李鸿雁") && !answer.contains("13600002222"), "\(role) \(steps)")
                    #expect(answer.contains("＊＊＊"), "\(role) \(steps)")
                }
                let reveal = [URLQueryItem(name: "reveal", value: "看看")]
                let refused = try await node.refusal(as: role, .get(["tickets", id], query: reveal))
                #expect(refused?.code == "not-authorised", "\(role)")
            }
            // The answer to a command is an answer like any other.
            let form: JSONValue = [
                "means": "letter", "text": "李鸿雁家的事请尽快办", "trigger": "spotCheck", "answerDue": "2026-03-06",
            ]
            let answer = try await node.client("supervisor").value(
                .post(["tickets", id, "actions", "supervise"], body: form))
            #expect(!answer.line.contains("李鸿雁") && answer.line.contains("＊＊＊家的事请尽快办"))
            #expect(try await node.audit(of: id).count == rows)
        }
    }

    // proves: ZZ23-47, JY24-33
    @Test func `Looks at restricted callers are on record, and the audit is paged and told apart by person`()
        async throws {
        try await AccessNode.run { node in
            let restriction = try await node.client("supervisor").value(.post(["restrictions"], body: [
                "phone": "13700001111", "reason": "无故拨打", "until": "2026-03-05T09:00:00+08:00",
            ]))
            _ = try await node.read(as: "operator", "restrictions", restriction.text("id"))
            _ = try await node.read(as: "operator", "restrictions")
            let rows = try await node.read(as: "admin", "audit", query: ["action": "restriction.viewed"])
            #expect(rows["total"]?.integer == 2)
            let first = try await node.read(as: "admin", "audit", query: ["person": "op", "limit": "1"])
            let next = try #require(first["next"]?.string)
            let second = try await node.read(as: "admin", "audit", query: [
                "person": "op", "limit": "1", "cursor": next,
            ])
            #expect(first["total"]?.integer == 2 && first.list("items") != second.list("items"))
            #expect(second.list("items").allSatisfy { $0.text("person") == "op" })
            for role in ["operator", "supervisor", "unit"] {
                #expect(try await node.refusal(as: role, .get(["audit"]))?.code == "not-authorised", "\(role)")
            }
        }
    }

    // proves: ZZ23-8a, ZZ23-47
    @Test func `A confidential petitioner is shown for a reason only`() async throws {
        try await AccessNode.run { node in
            let id = try await node.register(["petitioner": [
                "name": "李鸿雁", "phone": "13600002222", "confidential": true,
            ]])
            let detail = try await node.read(as: "operator", "tickets", id)
            #expect(!detail.line.contains("李鸿雁") && detail.line.contains("＊＊＊家停水"))
            let missing = try await node.refusal(as: "operator", .get(
                ["tickets", id], query: [URLQueryItem(name: "reveal", value: " ")]))
            #expect(missing?.fields == ["reveal"])
            #expect(try await node.audit(of: id) == [])
            let open = try await node.read(as: "operator", "tickets", id, query: ["reveal": "回访"])
            #expect(open.text("petitioner", "phone") == "13600002222")
            let row = try #require(try await node.audit(of: id).first)
            #expect(row.text("reason") == "回访" && row.list("fields") == ["name", "phone"])
        }
    }
}
