import Testing

@testable import HotlineCLI

/// Telephones that are kept from the line: told masked only, and recognised however they are written.
@Suite(.timeLimit(.minutes(2))) struct RestrictedCallerTests {
    private static func impose(_ phone: String, reason: String, at node: SingleNode) async throws -> JSONValue {
        try await node.client("supervisor").value(.post(["restrictions"], body: [
            "phone": .string(phone), "reason": .string(reason), "until": "2026-03-05T09:00:00+08:00",
        ]))
    }

    // proves: JY24-33, ZZ23-47
    @Test func `No text about a restriction holds the telephone`() async throws {
        try await AccessNode.run { node in
            let id = try await Self.impose("13777778888", reason: "137-7777-8888无故拨打", at: node).text("id")
            let actions = ["restrictions", id, "actions"]
            _ = try await node.client("supervisor").value(.post(actions + ["hand-over"], body: [
                "agency": "泽州县公安局", "facts": "机主+86 137/7777/8888多次辱骂",
            ]))
            _ = try await node.client("supervisor").value(
                .post(actions + ["lift"], body: ["reason": "１３７７７７７８８８８已说明"]))
            for role in ["auditor", "supervisor"] {
                let restriction = try await node.read(as: role, "restrictions", id)
                #expect(restriction.text("reason") == "＊＊＊无故拨打")
                #expect(restriction.text("liftReason") == "＊＊＊已说明")
                let facts = restriction.list("handOvers").first?.text("facts") ?? ""
                #expect(facts.contains("＊＊＊多次辱骂") && !facts.contains("8888"), "\(facts)")
            }
            let audit = try await node.read(as: "auditor", "audit")
            #expect(audit.line.contains("＊＊＊无故拨打") && !audit.line.contains("7777"))
        }
    }

    // proves: JY24-33
    @Test(arguments: [
        "13777778888转1", "13777778888、13900000000", "13900000000，13777778888", "13777778888/0356", "17951 13777778888",
        "1795113777778888", "（137）7777 8888", "１３７７７７７８８８８",
    ])
    func `A restricted telephone is refused however it is written`(spelling: String) async throws {
        try await AccessNode.run { node in
            _ = try await Self.impose("137 7777 8888", reason: "无故拨打", at: node)
            let matter: JSONValue = [
                "kind": "help", "channel": "telephone", "title": "停水", "content": "停水", "place": "凤台小区",
                "occurredAt": "昨天", "petitioner": ["name": "王五", "phone": .string(spelling)],
            ]
            let refused = try await node.refusal(as: "operator", .post(["tickets"], body: matter))
            #expect(refused?.code == "caller-restricted")
        }
    }

    @Test func `Digits of another script, and two telephones at once, are told as wrong`() async throws {
        try await AccessNode.run { node in
            let matter: JSONValue = [
                "kind": "help", "channel": "telephone", "title": "停水", "content": "停水", "place": "凤台小区",
                "occurredAt": "昨天", "petitioner": ["name": "王五", "phone": "١٣٧٧٧٧٧٨٨٨٨"],
            ]
            let foreign = try await node.refusal(as: "operator", .post(["tickets"], body: matter))
            #expect(foreign?.fields == ["petitioner.phone"])
            let order: JSONValue = [
                "phone": "13777778888、13900000000", "reason": "无故拨打", "until": "2026-03-05T09:00:00+08:00",
            ]
            let two = try await node.refusal(as: "supervisor", .post(["restrictions"], body: order))
            #expect(two?.fields == ["phone"])
        }
    }
}
