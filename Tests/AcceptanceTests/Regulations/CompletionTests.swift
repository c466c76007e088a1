import HotlineCore
import Testing

@testable import HotlineCLI

/// Completion (办结): what has to be stated, what excuses from it, and what is late.
@Suite(.timeLimit(.minutes(2))) struct CompletionTests {
    /// What every kind states in Zezhou (article 21 items 1 and 2), but unit and person, which the account tells.
    private static let common = ["handling", "result", "handledAt", "reply.at", "reply.means", "reply.content"]

    private static func result(_ more: [String: JSONValue]) -> [String: JSONValue] {
        RegulatedNode.result.merging(more) { $1 }
    }

    // proves: ZZ23-21
    @Test func `Each kind of matter has its own form, and all that is missing is named at once`() async throws {
        let kinds: [(MatterKind, [String])] = [
            (.help, []), (.consultation, ["items.answeredInFull"]), (.complaint, ["items.findings"]),
            (.report, ["items.findings", "items.caseFiledOn", "items.noCaseReason"]),
            (.suggestion, ["items.adoption", "items.adoptionReason"]),
        ]
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-02T09:00:00+08:00") { node in
            for (kind, own) in kinds {
                let share = try await node.dispatched(kind).share
                let refused = try await node.refusal("complete", share, as: "water")
                #expect(refused.code == "missing-fields" && refused.article.contains("第二十一条"))
                #expect(Set(refused.fields) == Set(Self.common + own), "\(kind)")
                // The form that people see asks for the same.
                let form = try #require(
                    try await node.read(as: "water", "tickets", String(share.dropLast(2))).list("assignments").first?
                        .list("actions").first { $0.text("name") == "complete" })
                #expect(Set(own).isSubset(of: Set(form.list("fields").map { $0.text("name") })))
            }
            let sudden = try await node.dispatched(more: ["emergency": true]).share
            #expect(try await node.refusal("complete", sudden, as: "water").fields.contains("items.control"))
            try await node.act("complete", sudden, as: "water", Self.result(["items": ["control": "水压恢复"]]))

            // A case opened has its date, one not opened its reason; recovered losses are noted.
            let filed: JSONValue = ["findings": "属实", "caseFiledOn": "2026-03-02", "recoveredLoss": "退款300元"]
            let not: JSONValue = ["findings": "不属实", "noCaseReason": "无违法事实"]
            for items in [filed, not] {
                let share = try await node.dispatched(.report).share
                try await node.act("complete", share, as: "water", Self.result(["items": items]))
                #expect(try await node.share(share).value(at: ["completion", "form", "items"]) == items)
            }
            let suggestion = try await node.dispatched(.suggestion).share
            let unexplained = try await node.refusal(
                "complete", suggestion, as: "water", Self.result(["items": ["adoption": "notAdopted"]]))
            #expect(unexplained.fields == ["items.adoptionReason"])
            try await node.act("complete", suggestion, as: "water", Self.result(["items": ["adoption": "adopted"]]))
            let form = try await node.share(suggestion).value(at: ["completion", "form"])
            #expect(form?.text("unit") == "县水务局" && form?.text("person") == "李工")
        }
    }

    // proves: ZZ23-19
    @Test func `The petitioner is told, but for hidden identity, no reply wanted, or withdrawal`() async throws {
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-02T09:00:00+08:00") { node in
            for exemption in ["identityHidden", "noReplyWanted", "withdrawn"] {
                let share = try await node.dispatched().share
                try await node.complete(share, Self.result(["reply": ["exemption": .string(exemption)]]))
                let form = try await node.share(share).value(at: ["completion", "form"])
                #expect(form?.text("reply", "exemption") == exemption)
            }
            let share = try await node.dispatched().share
            let other = try await node.refusal(
                "complete", share, as: "water", Self.result(["reply": ["exemption": "tooBusy"]]))
            #expect(other.code == "invalid-field" && other.cure.contains("noReplyWanted"))
            // Who asked for confidentiality is told by the hotline, not by the unit.
            let petitioner: JSONValue = ["name": "张三", "phone": "13800005678", "confidential": true]
            let secret = try await node.dispatched(more: ["petitioner": petitioner]).share
            try await node.complete(secret, Self.result(["reply": .null]))
        }
    }

    // proves: ZZ23-19
    @Test func `In Yuncheng the unit also asks whether the petitioner is satisfied`() async throws {
        try await RegulatedNode.run("yuncheng-2019", at: "2026-03-02T09:00:00+08:00") { node in
            let share = try await node.dispatched().share
            let refused = try await node.refusal("complete", share, as: "water", Self.result(["items": [:]]))
            #expect(refused.fields == ["items.petitionerSatisfied"])
            try await node.complete(share, Self.result(["items": ["petitionerSatisfied": "unsatisfied"]]))
        }
    }

    // proves: ZZ23-21.2
    @Test func `Cannot reach takes three attempts on one day, half an hour apart`() async throws {
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-02T16:00:00+08:00") { node in
            let share = try await node.dispatched().share
            let form = Self.result(["reply": ["exemption": "unreachable"]])
            func call(at moment: String, reached: Bool = false) async throws {
                try node.pass(to: moment)
                try await node.act("contact", share, as: "water", ["means": "电话", "reached": .bool(reached)])
            }
            try await call(at: "2026-03-02T17:00:00+08:00")
            try await call(at: "2026-03-02T18:00:00+08:00")
            // Another day begins a new count, and twenty minutes are no half hour.
            try await call(at: "2026-03-03T09:00:00+08:00")
            try await call(at: "2026-03-03T09:20:00+08:00")
            try await call(at: "2026-03-03T09:30:00+08:00")
            let refused = try await node.refusal("complete", share, as: "water", form)
            #expect(refused.code == "attempts-missing")
            #expect(refused.detail.contains("3次") && refused.detail.contains("30分钟"))
            try await call(at: "2026-03-03T10:00:00+08:00")
            try await node.act("complete", share, as: "water", form)
            #expect(try await node.share(share).list("contacts").count == 6)
        }
    }

    // proves: ZZ23-22.1, ZZ23-22.2
    @Test func `What cannot be finished is submitted on its ground, with all that the ground asks`() async throws {
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-02T09:00:00+08:00") { node in
            let share = try await node.dispatched().share
            let extended: [String: JSONValue] = [
                "unfinished": "extendedOnce", "stageResult": "更换一半", "followUp": "六月底前换完",
                "items": ["cause": "管件停产"],
            ]
            let early = try await node.refusal("complete", share, as: "water", Self.result(extended))
            #expect(early.code == "not-now" && early.article.contains("第二十二条第一项"))
            try await node.act("extend", share, as: "water", [
                "until": "2026-03-16", "reason": "管件未到", "petitionerTold": true,
            ])
            try await node.act("approve-extension", share, as: "reviewer")
            let bare = try await node.refusal(
                "complete", share, as: "water", Self.result(["unfinished": "extendedOnce", "items": [:]]))
            #expect(Set(bare.fields) == ["stageResult", "followUp", "items.cause"])
            try await node.complete(share, Self.result(extended))
            #expect(try await node.share(share).text("completion", "form", "followUp") == "六月底前换完")

            let changed = try await node.dispatched().share
            let silent = try await node.refusal(
                "complete", changed, as: "water", Self.result(["unfinished": "lawChanged", "items": [:]]))
            #expect(silent.fields == ["items.cause"] && silent.article.contains("第二十二条第二项"))
            try await node.complete(changed, Self.result([
                "unfinished": "lawChanged", "items": ["cause": "供水条例修订"],
            ]))
        }
    }

    // proves: ZZ23-22.3
    @Test func `Withdrawn through the hotline, the unit is told and the matter goes to the archive`() async throws {
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-02T09:00:00+08:00") { node in
            let (ticket, share) = try await node.dispatched()
            try await node.act("withdraw", ticket, as: "operator", ["reason": "诉求人来电撤回"])
            let seen = try await node.read(as: "water", "tickets", ticket)
            #expect(seen.list("assignments").first?.text("state") == "withdrawn")
            #expect(seen.text("withdrawal", "reason") == "诉求人来电撤回")
            #expect(try await node.refusal("complete", share, as: "water", RegulatedNode.result).code == "not-now")
            try await node.act("archive", ticket, as: "reviewer")
            // 22.4: through the unit it is the unit's result; the hotline decides, and revisits no one (article 23).
            let (other, told) = try await node.dispatched()
            try await node.complete(told, Self.result([
                "result": "诉求人向我单位撤回诉求", "reply": ["exemption": "withdrawn"],
            ]))
            #expect(try await node.ticket(other).text("state") == "revisiting")
            try await node.act("archive", other, as: "reviewer")
            #expect(try await node.ticket(other).text("state") == "archived")
        }
    }

    // proves: ZZ23-28a, ZZ23-16b
    @Test func `A refused completion is handled on with reasons; time runs to the approval`() async throws {
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-02T09:00:00+08:00") { node in
            let (share, late) = (try await node.dispatched().share, try await node.dispatched().share)
            try await node.act("complete", share, as: "water", RegulatedNode.result)
            #expect(try await node.refusal("refuse-completion", share, as: "reviewer", ["reasons": " "]).fields
                == ["reasons"])
            try await node.act("refuse-completion", share, as: "reviewer", ["reasons": "未说明停水原因"])
            let again = try await node.share(share)
            #expect(again.text("state") == "signed" && again["round"] == .integer(1))
            #expect(again.text("completion", "decision", "reasons") == "未说明停水原因")
            // Due on Monday the 9th: approved on that day it is in time, whenever; submitted in time is not enough.
            try node.pass(to: "2026-03-09T23:59:00+08:00")
            try await node.complete(share)
            #expect(try await node.share(share)["completedLate"] == .bool(false))
            try await node.act("complete", late, as: "water", RegulatedNode.result)
            try node.pass(to: "2026-03-10T00:00:01+08:00")
            try await node.act("approve-completion", late, as: "reviewer")
            #expect(try await node.share(late).isTrue("completedLate"))
            // From the day after the dispatch to that of the approval: the 3rd to the 6th, the 9th, and the 10th.
            for (share, used) in [(share, 5), (late, 6)] {
                let limits = try await node.read("assignments", share, "limits").list("items")
                let handling = try #require(limits.first { $0.text("name") == "handling" })
                #expect(handling["used"] == ["amount": .integer(used), "unit": "workingDay"])
            }
        }
    }
}
