import Foundation
import HotlineCore
import Testing

@testable import HotlineCLI

/// Ways around the masks: searches, repeated uploads, links between matters, shares that were given up.
@Suite(.timeLimit(.minutes(2))) struct PetitionerSecrecyTests {
    private static let secret: [String: JSONValue] = [
        "petitioner": ["name": "李鸿雁", "phone": "13600002222", "confidential": true],
    ]

    // proves: ZZ23-47
    @Test func `A search finds no petitioner, digit by digit or by name`() async throws {
        try await AccessNode.run { node in
            _ = try await node.register(["place": "凤台小区李鸿雁家"])
            for role in ["operator", "supervisor", "auditor"] {
                for text in ["136", "1360000", "13600002222", "李鸿雁", "回电136"] {
                    let found = try await node.read(as: role, "tickets", query: ["q": text])
                    #expect(found["total"]?.integer == 0, "\(role) \(text)")
                }
                let found = try await node.read(as: role, "tickets", query: ["q": "停水"])
                #expect(found["total"]?.integer == 1, "\(role)")
            }
        }
    }

    // proves: ZZ23-47
    @Test func `An upload of what is there tells nobody more than the list of attachments`() async throws {
        try await AccessNode.run { node in
            let id = try await node.register()
            _ = try await node.attach("proof.jpg", class: "identity", to: id, as: "operator")
            let hidden = await #expect(throws: Failure.self) {
                try await node.attach("proof.jpg", class: "site", to: id, as: "supervisor")
            }
            #expect(hidden?.cause.contains("not-authorised") == true)
            #expect(hidden?.cause.contains("proof.jpg was not taken") == true)
            #expect(hidden?.cause.contains("identity") == false)
            _ = try await node.attach("13600002222.jpg", class: "site", to: id, as: "operator")
            let struck = await #expect(throws: Failure.self) {
                try await node.attach("13600002222.jpg", class: "site", to: id, as: "supervisor")
            }
            #expect(struck?.cause.contains("\"name\":\"＊＊＊.jpg\"") == true, "\(struck?.cause ?? "")")
            for steps in [["tickets", id], ["tickets", id, "timeline"]] {
                for (role, isShown) in [("operator", true), ("supervisor", false), ("auditor", false)] {
                    let answer = try await node.client(role).value(.get(steps))
                    #expect(answer.line.contains("proof.jpg") == isShown, "\(steps) to \(role)")
                }
            }
        }
    }

    // proves: ZZ23-47
    @Test func `Who may not know the petitioner cannot look a person up, and each look is on record`() async throws {
        try await AccessNode.run { node in
            let first = try await node.register()
            try await node.dispatch(first, to: "water")
            let second = try await node.register()
            let form: JSONValue = ["phone": "13600002222"]
            let refused = try await node.refusal(as: "supervisor", .post(["tickets", "similar"], body: form))
            #expect(refused?.code == "not-authorised")
            _ = try await node.client("operator").value(
                .post(["tickets", "similar"], body: ["phone": "13999990000"]))
            let searches = try await node.read(as: "auditor", "audit", query: ["action": "petitioner.searched"])
            #expect(searches["total"]?.integer == 1)
            #expect(searches.list("items").first?.list("fields") == ["phone"])

            let told = try await node.read(as: "supervisor", "tickets", second, "suggestions")
            #expect(!told.line.contains("同一诉求人"))
            #expect(try await node.audit(of: first).allSatisfy { $0.text("action") != "petitioner.matched" })
            let open = try await node.read(as: "dispatcher", "tickets", second, "suggestions")
            #expect(open.line.contains("同一诉求人"))
            #expect(try await node.audit(of: first).first?.text("action") == "petitioner.matched")
        }
    }

    // proves: ZZ23-8a
    @Test func `A confidential matter is not told by the identifier either`() async throws {
        try await AccessNode.run { node in
            let first = try await node.register()
            try await node.dispatch(first, to: "water")
            let secret = try await node.register(Self.secret.merging(["relatedTo": .string(first)]) { $1 })
            for (role, isTold) in [("operator", true), ("auditor", false), ("unit", false)] {
                let ticket = try await node.read(as: role, "tickets", first)
                #expect(ticket["repeats"]?.integer == 1, "\(role)")
                #expect(ticket.list("repeatedBy") == (isTold ? [.string(secret)] : []), "\(role)")
            }
        }
    }

    // proves: ZZ23-47
    @Test func `A unit that gave its share back no longer knows the petitioner`() async throws {
        try await AccessNode.run { node in
            let id = try await node.register()
            _ = try await node.attach("site.jpg", class: "site", to: id, as: "operator")
            try await node.dispatch(id, to: "water")
            #expect(try await node.read(as: "unit", "tickets", id).line.contains("李鸿雁"))
            let share = ["assignments", id + ".1", "actions"]
            _ = try await node.client("unit").value(.post(share + ["return"], body: [
                "reason": "notOurDuty", "explanation": "经核实", "basis": "《三定方案》第二条",
            ]))
            _ = try await node.client("dispatcher").value(.post(share + ["approve-return"], body: [:]))

            let detail = try await node.read(as: "unit", "tickets", id)
            #expect(!detail.line.contains("李鸿雁") && !detail.line.contains("site.jpg"))
            let reveal = APIRequest.get(["tickets", id], query: [.init(name: "reveal", value: "回电")])
            #expect(try await node.refusal(as: "unit", reveal)?.code == "not-authorised")
            #expect(try await node.read(as: "unit", "tickets", id, "attachments").list("items") == [])
        }
    }

    // proves: ZZ23-8a
    @Test(arguments: [
        "139/1234/5678", "(139)12345678", "139、1234、5678", "139_1234_5678", "139\u{AD}1234\u{FE0F}5678",
        "（0356）2020001", "0356/2020001", "2020001",
    ])
    func `A confidential petitioner's number is struck out however it is spelled`(spelling: String) async throws {
        try await AccessNode.run { node in
            let id = try await node.register([
                "content": .string("请打\(spelling)联系"),
                "petitioner": ["name": "李鸿雁", "phone": "13912345678、0356-2020001", "confidential": true],
            ])
            let ticket = try await node.read(as: "operator", "tickets", id)
            let content = ticket.text("matter", "content")
            #expect(content.contains("＊＊＊") && !content.contains(where: \.isNumber), "\(content)")
        }
    }
}
