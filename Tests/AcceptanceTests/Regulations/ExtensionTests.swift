import HotlineCore
import Testing

@testable import HotlineCLI

/// Extensions (延期): how each regulation gives more time. All days are counted from the articles by hand.
@Suite(.timeLimit(.minutes(2))) struct ExtensionTests {
    private static func ask(_ until: String, _ more: [String: JSONValue] = [:]) -> [String: JSONValue] {
        ["until": .string(until), "reason": "管件未到货"].merging(more) { $1 }
    }
    private static let told: [String: JSONValue] = ["petitionerTold": true]

    // proves: ZZ23-17
    @Test func `Zezhou extends once, by five working days at most, asked before the end`() async throws {
        // Monday; five working days end on Monday the 9th, five more on Monday the 16th.
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-02T09:00:00+08:00") { node in
            let (share, late) = (try await node.dispatched().share, try await node.dispatched().share)
            #expect(try await node.share(share).text("handlingLimit", "dueDate") == "2026-03-09")
            let bare = try await node.refusal("extend", share, as: "water", ["until": "2026-03-12"])
            #expect(bare.code == "missing-fields" && bare.fields == ["reason", "petitionerTold"])
            let long = try await node.refusal("extend", share, as: "water", Self.ask("2026-03-17", Self.told))
            #expect(long.code == "extension-exhausted" && long.article.contains("第十七条"))
            let none = try await node.refusal("extend", share, as: "water", Self.ask("2026-03-09", Self.told))
            #expect(none.code == "invalid-field")
            try await node.act("extend", share, as: "water", Self.ask("2026-03-16", Self.told))
            // Nothing is gained before it is agreed to.
            #expect(try await node.share(share).text("handlingLimit", "dueDate") == "2026-03-09")
            #expect(try await node.refusal("approve-extension", share, as: "water").code == "not-authorised")
            try await node.act("approve-extension", share, as: "reviewer")
            let granted = try await node.share(share)
            #expect(granted.text("handlingLimit", "dueDate") == "2026-03-16")
            #expect(granted.list("extensions").first?.isTrue("petitionerTold") == true)
            let again = try await node.refusal("extend", share, as: "water", Self.ask("2026-03-18", Self.told))
            #expect(again.code == "extension-exhausted")
            try node.pass(to: "2026-03-10T00:00:01+08:00")
            let tooLate = try await node.refusal("extend", late, as: "water", Self.ask("2026-03-12", Self.told))
            #expect(tooLate.code == "extension-too-late")
        }
    }

    // proves: ZZ23-17
    @Test func `Zezhou refuses with reasons, and extends nothing that went out at a month's end`() async throws {
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-28T09:00:00+08:00") { node in
            let before = try await node.dispatched().share
            var shares: [String] = []
            for day in ["29", "30", "31"] {
                try node.pass(to: "2026-03-\(day)T09:00:00+08:00")
                shares.append(try await node.dispatched().share)
            }
            for share in shares {
                let refused = try await node.refusal("extend", share, as: "water", Self.ask("2026-04-09", Self.told))
                #expect(refused.code == "extension-excluded" && refused.detail.contains("月底"))
            }
            // Saturday the 28th: 30, 31, 1, 2, 3 April; then five more after the holiday of the 4th to the 6th.
            #expect(try await node.share(before).text("handlingLimit", "dueDate") == "2026-04-03")
            try await node.act("extend", before, as: "water", Self.ask("2026-04-13", Self.told))
            let silent = try await node.refusal("refuse-extension", before, as: "reviewer", ["reasons": " "])
            #expect(silent.fields == ["reasons"])
            try await node.act("refuse-extension", before, as: "reviewer", ["reasons": "可以按期办结"])
            let refused = try await node.share(before)
            #expect(refused.text("handlingLimit", "dueDate") == "2026-04-03")
            #expect(refused.list("extensions").first?.text("decision", "reasons") == "可以按期办结")
        }
    }

    // proves: ZZ20-2.3.3d
    @Test func `Zezhou 2020 extends by the kind's limit at most, with basis, no emergency`() async throws {
        // Monday; a complaint's ten working days end on the 15th, ten more on the 29th.
        try await RegulatedNode.run("zezhou-2020", at: "2021-03-01T09:00:00+08:00") { node in
            let share = try await node.dispatched(.complaint).share
            let basis: [String: JSONValue] = ["basis": "县政府会议纪要"]
            #expect(try await node.share(share).text("handlingLimit", "dueDate") == "2021-03-15")
            #expect(try await node.refusal("extend", share, as: "water", Self.ask("2021-03-20")).fields == ["basis"])
            let long = try await node.refusal("extend", share, as: "water", Self.ask("2021-03-30", basis))
            #expect(long.code == "extension-exhausted" && long.article.contains("泽政办发〔2020〕29号"))
            try await node.act("extend", share, as: "water", Self.ask("2021-03-29", basis))
            try await node.act("approve-extension", share, as: "reviewer")
            #expect(try await node.share(share).text("handlingLimit", "dueDate") == "2021-03-29")
            let sudden = try await node.dispatched(more: ["emergency": true]).share
            let barred = try await node.refusal("extend", sudden, as: "water", Self.ask("2021-03-15", basis))
            #expect(barred.code == "extension-excluded" && barred.detail.contains("突发"))
        }
    }

    // proves: JY24-13.3
    @Test func `Jiyuan extends as a rule once, asked 24 hours before the end; more only with a reason`() async throws {
        // Signed on Monday, which counts: five working days end on Friday the 6th, five more on Friday the 13th.
        try await RegulatedNode.run("jiyuan-2024", at: "2026-03-02T09:00:00+08:00") { node in
            let (share, late) = (try await node.dispatched().share, try await node.dispatched().share)
            for id in [share, late] { try await node.act("sign", id, as: "water") }
            #expect(try await node.share(share).text("handlingLimit", "dueDate") == "2026-03-06")
            #expect(try await node.refusal("extend", share, as: "water", Self.ask("2026-03-13")).fields
                == ["petitionerTold"])
            try await node.act("extend", share, as: "water", Self.ask("2026-03-13", Self.told))
            try await node.act("approve-extension", share, as: "reviewer")
            #expect(try await node.share(share).text("handlingLimit", "dueDate") == "2026-03-13")
            // 一般: a second one, and a longer one, goes beyond the rule; who grants it says why.
            try await node.act("extend", share, as: "water", Self.ask("2026-03-31", Self.told))
            let beyond = try #require(try await node.share(share).list("extensions").last).text("beyondRule")
            #expect(beyond.contains("1次") && beyond.contains("2026-03-20"))
            #expect(try await node.refusal("approve-extension", share, as: "reviewer").fields == ["note"])
            try await node.act("approve-extension", share, as: "reviewer", ["note": "跨部门协调，经主任同意"])
            let granted = try #require(try await node.share(share).list("extensions").last)
            #expect(granted.text("decision", "by", "person") == "reviewer")
            #expect(granted.text("decision", "reasons") == "跨部门协调，经主任同意")
            #expect(try await node.share(share).text("handlingLimit", "dueDate") == "2026-03-31")
            try node.pass(to: "2026-03-06T00:00:01+08:00")
            let tooLate = try await node.refusal("extend", late, as: "water", Self.ask("2026-03-13", Self.told))
            #expect(tooLate.code == "extension-too-late" && tooLate.article.contains("第十三条第三项"))
        }
    }

    // proves: YC19-7.3c
    @Test func `Yuncheng's application holds once it is filed, with the leader's consent`() async throws {
        try await RegulatedNode.run("yuncheng-2019", at: "2026-03-02T09:00:00+08:00") { node in
            let share = try await node.dispatched(.consultation).share
            #expect(try await node.share(share).text("handlingLimit", "dueDate") == "2026-03-05")
            let bare = try await node.refusal("extend", share, as: "water", Self.ask("2026-03-31"))
            #expect(Set(bare.fields) == ["basis", "consent", "petitionerTold"])
            try await node.act("extend", share, as: "water", Self.ask("2026-03-31", [
                "basis": "《城市供水条例》", "consent": "王局长", "petitionerTold": true,
            ]))
            let filed = try await node.share(share)
            #expect(filed.text("handlingLimit", "dueDate") == "2026-03-31")
            let request = try #require(filed.list("extensions").first)
            #expect(request.text("consent") == "王局长" && request.isTrue("decision", "approved"))
            #expect(request.text("decision", "reasons") == "备案")
        }
    }

    private static let deferral: [String: JSONValue] = [
        "until": "2026-09-02", "reason": "管网改造资金未到位", "progress": "已立项", "measures": "争取专项资金",
        "plan": "分两期改造", "responsible": "李副局长", "petitionerTold": true,
    ]

    // proves: ZZ23-18
    @Test func `A deferral names plan and person, is told, and lasts six months at most`() async throws {
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-02T09:00:00+08:00") { node in
            let (ask, share) = (Self.deferral, try await node.dispatched().share)
            let bare = try await node.refusal("defer", share, as: "water", ["until": "2026-09-02"])
            #expect(Set(bare.fields).isSuperset(of: ["reason", "progress", "measures", "plan", "responsible"]))
            var untold = ask
            untold["petitionerTold"] = nil
            #expect(try await node.refusal("defer", share, as: "water", untold).fields == ["petitionerTold"])
            let long = try await node.refusal("defer", share, as: "water", ask.merging(["until": "2026-09-03"]) { $1 })
            #expect(long.code == "deferral-too-long" && long.article.contains("第十八条"))
            try await node.act("defer", share, as: "water", ask)
            #expect(try await node.share(share).text("state") == "signed")
            try await node.act("approve-deferral", share, as: "reviewer")
            let deferred = try await node.share(share)
            #expect(deferred.text("state") == "deferred")
            #expect(deferred.text("handlingLimit", "dueDate") == "2026-09-02")
            #expect(deferred.text("deferral", "responsible") == "李副局长")
            #expect(try await node.refusal("complete", share, as: "water", RegulatedNode.result).code == "not-now")
        }
    }

    // proves: ZZ23-18
    @Test func `A deferral is struck off with the petitioner's and the leader's signature only`() async throws {
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-02T09:00:00+08:00") { node in
            let (ticket, share) = try await node.dispatched()
            try await node.act("defer", share, as: "water", Self.deferral)
            try await node.act("approve-deferral", share, as: "reviewer")
            try node.pass(to: "2026-07-01T10:00:00+08:00")
            let strikeOff: [String: JSONValue] = [
                "result": "管网改造完成", "petitionerSigned": "张三", "signedOn": "2026-06-30", "leader": "李副局长",
                "consent": "同意销号",
            ]
            for field in ["petitionerSigned", "leader", "consent"] {
                let empty = try await node.refusal(
                    "strike-off", share, as: "water", strikeOff.merging([field: " "]) { $1 })
                #expect(empty.fields == [field])
            }
            let other = try await node.refusal(
                "strike-off", share, as: "water", strikeOff.merging(["consent": "已阅"]) { $1 })
            #expect(other.code == "invalid-field" && other.detail.contains("同意销号"))
            try await node.act("strike-off", share, as: "water", strikeOff)
            #expect(try await node.share(share).text("deferral", "strikeOff", "petitionerSigned") == "张三")
            try await node.complete(share)
            let done = try await node.share(share)
            #expect(done.text("state") == "completed" && done["completedLate"] == .bool(false))
            #expect(try await node.timeline(ticket).map { $0.text("type") }.contains("deferral.struckOff"))
        }
    }
}
