import Platform
import TestSupport
import Testing

/// Telephones that are kept from the line for a time.
@Suite(.timeLimit(.minutes(3))) struct RestrictionTests {
    private static func matter(_ phone: String, channel: String = "telephone", emergency: Bool = false) -> String {
        """
        {"kind":"complaint","channel":"\(channel)","title":"停水","content":"停水","place":"凤台小区",
         "emergency":\(emergency),"petitioner":{"phone":"\(phone)"}}
        """
    }

    private static let order = """
        {"phone":"138 0000 5678","reason":"一小时内无故拨打六十次","decidedBy":"热线管理办公室",
         "until":"2026-03-09T08:00:00+08:00"}
        """

    // proves: JY24-33
    @Test func `A restriction names its reason, period and decision, and ends by itself`() async throws {
        let clock = VirtualClock()
        try await TestNode(clock: clock).run { node in
            let made = try await node.post("/restrictions", Self.order, as: "token-supervisor")
            #expect(made.status == 201 && made["phone"] == "138****5678" && !made.text.contains("13800005678"))
            #expect(made["decidedBy"] == "热线管理办公室" && made["recordedBy"] == "sup")
            // However the number is written.
            for phone in ["13800005678", "+86 138-0000-5678"] {
                let refused = try await node.post("/tickets", Self.matter(phone), as: "token-operator")
                #expect(refused.status == 403 && refused.problem == "caller-restricted")
                for part in ["一小时内无故拨打六十次", "热线管理办公室", "2026-03-09"] {
                    #expect(refused["detail"].contains(part), "\(refused["detail"])")
                }
            }
            let emergency = Self.matter("13800005678", emergency: true)
            #expect(try await node.post("/tickets", emergency, as: "token-operator").status == 201)
            let written = Self.matter("13800005678", channel: "internet")
            #expect(try await node.post("/tickets", written, as: "token-operator").status == 201)
            #expect(try await node.post("/tickets", Self.matter("13800005679"), as: "token-operator").status == 201)
            clock.advance(by: .seconds(7 * 86_400))
            #expect(try await node.post("/tickets", Self.matter("13800005678"), as: "token-operator").status == 201)
            #expect(try await node.get("/restrictions?active=true").items.isEmpty)
            #expect(try await node.get("/restrictions").items.count == 1)
        }
    }

    // proves: JY24-33
    @Test func `A restriction can be lifted, and a clue handed to the police stays on record`() async throws {
        try await TestNode(clock: VirtualClock()).run { node in
            let id = try await node.post("/restrictions", Self.order, as: "token-admin")["id"]
            let record = #"{"agency":"泽州县公安局","facts":"多次辱骂威胁话务员，录音三段","receipt":"受案字2026-17号"}"#
            let path = "/restrictions/\(id)/actions"
            #expect(try await node.post("\(path)/hand-over", record, as: "token-operator").status == 403)
            let handed = try await node.post("\(path)/hand-over", record, as: "token-supervisor")
            let kept = handed.object["handOvers"] as? [[String: Any]] ?? []
            #expect(kept.map { $0["receipt"] as? String } == ["受案字2026-17号"])
            #expect(kept.map { $0["recordedBy"] as? String } == ["sup"])
            #expect(try await node.post("\(path)/lift", "{}", as: "token-supervisor").status == 422)
            let lift = #"{"reason":"来电人已说明情况"}"#
            #expect(try await node.post("\(path)/lift", lift, as: "token-supervisor")["liftedBy"] == "sup")
            #expect(try await node.post("\(path)/lift", lift, as: "token-supervisor").problem == "not-now")
            #expect(try await node.post("/tickets", Self.matter("13800005678"), as: "token-operator").status == 201)
            #expect(try await node.get("/restrictions/\(id)").text.contains("泽州县公安局"))
            #expect(try await node.post("/restrictions/99/actions/lift", lift).status == 404)
        }
    }

    @Test(arguments: [
        (#"{}"#, ["phone", "reason", "until"]),
        (#"{"phone":"138","reason":"x","until":"2020-01-01T00:00:00+08:00"}"#, ["until"]),
        (#"{"phone":"无","reason":"x","until":"2030-01-01T00:00:00+08:00"}"#, ["phone"]),
    ])
    func whatIsWrongIsNamed(body: String, fields: [String]) async throws {
        try await TestNode().run { node in
            let answer = try await node.post("/restrictions", body)
            #expect(answer.status == 422 && answer.fields == fields, "\(answer.text)")
        }
    }
}
