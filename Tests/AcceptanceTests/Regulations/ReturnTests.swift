import HotlineCore
import Testing

@testable import HotlineCLI

/// Returns (退回): within which time, for which reasons, and where the matter goes from there.
@Suite(.timeLimit(.minutes(2))) struct ReturnTests {
    private static let form: [String: JSONValue] = [
        "explanation": "经核实", "basis": "《三定方案》第二条", "foundAt": "2026-03-02T15:00:00+08:00",
        "knowledge": ["id": "K-7", "title": "停水抢修", "publishedOn": "2026-01-05"],
    ]

    private static func form(_ reason: String, _ more: [String: JSONValue] = [:]) -> [String: JSONValue] {
        form.merging(["reason": .string(reason)]) { $1 }.merging(more) { $1 }
    }

    // proves: ZZ23-12, ZZ23-12.1, ZZ23-12.2, ZZ23-12.3, ZZ23-12.4, ZZ23-12.5, ZZ23-13
    @Test func `Zezhou takes returns within two days from the next day, each for its reason`() async throws {
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-02T09:00:00+08:00") { node in
            // Where each approved return goes (article 13).
            let reasons = [
                "registrationError": "hotline", "identityHidden": "hotline", "knowledgeAnswers": "hotline",
                "outsideScope": "hotline", "notOurDuty": "dispatch", "materialMissing": "hotline",
            ]
            var inTime: [String: String] = [:]
            var tooLate: [String: String] = [:]
            for reason in reasons.keys.sorted() {
                inTime[reason] = try await node.dispatched().share
                tooLate[reason] = try await node.dispatched().share
            }
            // Received Monday the 2nd; the second day is Wednesday the 4th.
            try node.pass(to: "2026-03-04T23:59:00+08:00")
            for (reason, share) in inTime.sorted(by: { $0.key < $1.key }) {
                try await node.act("return", share, as: "water", Self.form(reason))
                try await node.act("approve-return", share, as: "dispatcher")
                let request = try await node.share(share)["returnRequest"]
                #expect(request?.text("outcome") == reasons[reason], "\(reason)")
                #expect(try await node.ticket(share).text("state") == "accepted")
            }
            try node.pass(to: "2026-03-05T00:00:01+08:00")
            for (reason, share) in tooLate.sorted(by: { $0.key < $1.key }) where reason != "registrationError" {
                let refused = try await node.refusal("return", share, as: "water", Self.form(reason))
                #expect(refused.code == "return-too-late" && refused.article.contains("第十二条"), "\(reason)")
            }
            // A wrong registration found later is no matter of two days (12.1).
            let wrong = try #require(tooLate["registrationError"])
            try node.pass(to: "2026-03-06T16:00:00+08:00")
            try await node.act("return", wrong, as: "water", ["reason": "registrationError", "explanation": "地址登记错误"])
            #expect(try await node.share(wrong).text("state") == "returnAsked")
            // What comes too late is answered and completed (12.2, 12.3) or handled (12.4).
            for reason in ["knowledgeAnswers", "outsideScope", "notOurDuty"] {
                try await node.complete(try #require(tooLate[reason]))
            }
        }
    }

    // proves: ZZ23-12, ZZ23-12.6
    @Test func `The two days end on a working day, and run from a visit's finding`() async throws {
        // Thursday; the second day is Saturday the 7th, so Monday the 9th.
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-05T09:00:00+08:00") { node in
            let (early, late) = (try await node.dispatched().share, try await node.dispatched().share)
            let (visit, slow) = (try await node.dispatched().share, try await node.dispatched().share)
            try node.pass(to: "2026-03-09T23:59:00+08:00")
            try await node.act("return", early, as: "water", Self.form("notOurDuty"))
            try node.pass(to: "2026-03-10T00:00:01+08:00")
            #expect(try await node.refusal("return", late, as: "water", Self.form("notOurDuty")).code
                == "return-too-late")
            let bare = try await node.refusal("return", visit, as: "water", [
                "reason": "ownershipUnclear", "explanation": "踏勘确认属市政管网", "basis": "管养清单",
            ])
            #expect(bare.code == "missing-fields" && bare.fields == ["foundAt", "photos"])
            #expect(bare.article.contains("第十二条第六项"))
            // Found on Monday the 9th: until Wednesday the 11th.
            let found = Self.form("ownershipUnclear", ["foundAt": "2026-03-09T15:00:00+08:00"])
            // A recording is no photo, and one of something else is none of the place.
            try await node.attach("call.mp3", class: "site", to: visit, as: "water")
            try await node.attach("letter.jpg", class: "handling", to: visit, as: "water")
            #expect(try await node.refusal("return", visit, as: "water", found).fields == ["photos"])
            for share in [visit, slow] { try await node.attach("place.jpg", class: "site", to: share, as: "water") }
            try node.pass(to: "2026-03-11T20:00:00+08:00")
            try await node.act("return", visit, as: "water", found)
            try node.pass(to: "2026-03-12T08:00:00+08:00")
            let refused = try await node.refusal("return", slow, as: "water", found)
            #expect(refused.code == "return-too-late" && refused.cure.contains("组织其他有关单位"))
        }
    }

    // proves: ZZ23-12.6
    @Test func `The form says beforehand what each reason for a return needs`() async throws {
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-05T09:00:00+08:00") { node in
            let shares = try await node.read(as: "water", "tickets", node.dispatched().ticket).list("assignments")
            let actions = try #require(shares.first).list("actions")
            let form = try #require(actions.first { $0.text("name") == "return" }).list("fields")
            let reasons = try #require(form.first { $0.text("name") == "reason" }).list("choices")
            let visit = try #require(reasons.first { $0.text("value") == "ownershipUnclear" })
            #expect(visit.list("needs") == ["basis", "foundAt", "photos"])
            #expect(form.contains { $0.text("name") == "photos" && $0.text("type") == "file" })
        }
    }

    // proves: ZZ23-14, ZZ23-13
    @Test func `What article 14 does not take back is refused, by the system or by the reviewer`() async throws {
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-02T09:00:00+08:00") { node in
            let (ticket, share) = try await node.dispatched()
            // 14.2: no reason, no basis: both are named at once.
            let bare = try await node.refusal("return", share, as: "water", [
                "reason": "notOurDuty", "explanation": " ",
            ])
            #expect(bare.fields.contains("explanation"))
            let groundless = try await node.refusal("return", share, as: "water", [
                "reason": "notOurDuty", "explanation": "不归我们管",
            ])
            #expect(groundless.code == "missing-fields" && groundless.fields == ["basis"])
            // 14.6: an entry published after the matter was registered.
            let young = Self.form("knowledgeAnswers", [
                "knowledge": ["id": "K-8", "title": "新知识点", "publishedOn": "2026-03-03"],
            ])
            let refused = try await node.refusal("return", share, as: "water", young)
            #expect(refused.code == "return-excluded" && refused.article.contains("第十四条第六项"))
            // 14.1, 14.3 to 14.5: the reviewer refuses with reasons, and the unit goes on.
            try await node.act("return", share, as: "water", Self.form("notOurDuty"))
            let silent = try await node.refusal("refuse-return", share, as: "reviewer", ["reasons": " "])
            #expect(silent.fields == ["reasons"])
            try await node.act("refuse-return", share, as: "reviewer", ["reasons": "供水抢修属你单位法定职责"])
            let now = try await node.share(share)
            #expect(now.text("state") == "signed")
            #expect(now.text("returnRequest", "decision", "reasons") == "供水抢修属你单位法定职责")
            // 14.7: an extension was asked for.
            try await node.act("extend", share, as: "water", [
                "until": "2026-03-12", "reason": "管件未到", "petitionerTold": true,
            ])
            let extended = try await node.refusal("return", share, as: "water", Self.form("notOurDuty"))
            #expect(extended.code == "return-excluded" && extended.article.contains("第十四条第七项"))
            try await node.act("refuse-extension", share, as: "reviewer", ["reasons": "可按期办结"])
            try await node.complete(share)
            #expect(try await node.ticket(ticket).text("state") == "revisiting")
        }
    }

    // proves: ZZ23-13, ZZ23-15
    @Test func `A returned matter is dispatched anew; decided after opinions it stays`() async throws {
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-02T09:00:00+08:00") { node in
            let (ticket, share) = try await node.dispatched()
            try await node.act("return", share, as: "water", Self.form("notOurDuty", ["suggestion": "巴公镇"]))
            try await node.act("approve-return", share, as: "dispatcher")
            try node.pass(to: "2026-03-03T09:00:00+08:00")
            let settlement: JSONValue = [
                "decidedBy": "市政府",
                "opinions": [
                    ["by": "县住建局", "text": "属镇级管网"], ["by": "县委编办", "text": "职责在镇"],
                    ["by": "县司法局", "text": "适用条例第九条"],
                ],
            ]
            let nobody = try await node.refusal("dispatch", ticket, as: "dispatcher", [
                "assignments": [["assignee": ["unit": "town"]]], "settlement": ["decidedBy": " "],
            ])
            #expect(nobody.fields.contains("settlement.decidedBy"))
            try await node.act("dispatch", ticket, as: "dispatcher", [
                "assignments": [
                    ["assignee": ["unit": "town"], "role": "lead"],
                    ["assignee": ["unit": "police"], "role": "assisting"],
                ],
                "settlement": settlement,
            ])
            let lead = try await node.share(ticket + ".2")
            // A new dispatch starts a new limit: 4, 5, 6, 9, 10.
            #expect(lead.text("handlingLimit", "dueDate") == "2026-03-10")
            #expect(lead.text("settlement", "decidedBy") == "市政府")
            #expect(lead.list("settlement", "opinions").map { $0.text("by") } == ["县住建局", "县委编办", "县司法局"])
            #expect(try await node.share(share).isTrue("replaced"))
            for (share, unit) in [(ticket + ".2", "town"), (ticket + ".3", "police")] {
                let refused = try await node.refusal("return", share, as: unit, Self.form("notOurDuty"))
                #expect(refused.code == "return-excluded", "\(unit)")
            }
        }
    }

    // proves: ZZ23-13
    @Test func `A matter that an entry answers comes back, and the hotline answers it from the entry`() async throws {
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-02T09:00:00+08:00") { node in
            let (other, answerable) = try await node.dispatched(.consultation)
            try await node.act("return", answerable, as: "water", Self.form("knowledgeAnswers"))
            try await node.act("approve-return", answerable, as: "dispatcher")
            try await node.act("answer", other, as: "operator", [
                "text": "抢修电话 3033333", "knowledge": ["id": "K-7", "title": "停水抢修"],
            ])
            #expect(try await node.ticket(other).text("answer", "knowledge", "id") == "K-7")
        }
    }

    // proves: ZZ20-2.2.5
    @Test func `Zezhou 2020 takes returns within two working days, with reason and basis`() async throws {
        // Thursday; Friday and Monday are the two working days.
        try await RegulatedNode.run("zezhou-2020", at: "2021-03-04T09:00:00+08:00") { node in
            let form: [String: JSONValue] = ["reason": "notOurDuty", "explanation": "非本单位职责", "basis": "职责清单"]
            let (ticket, share) = try await node.dispatched()
            let late = try await node.dispatched().share
            let bare = try await node.refusal("return", share, as: "water", [
                "reason": "notOurDuty", "explanation": "非本单位职责",
            ])
            #expect(bare.fields == ["basis"])
            try node.pass(to: "2021-03-08T23:59:00+08:00")
            try await node.act("return", share, as: "water", form)
            try await node.act("refuse-return", share, as: "dispatcher", ["reasons": "属你单位职责"])
            try await node.act("return", share, as: "water", form)
            try await node.act("approve-return", share, as: "dispatcher")
            try await node.dispatch(ticket, to: "town")
            #expect(try await node.share(ticket + ".2").text("state") == "dispatched")
            try node.pass(to: "2021-03-09T00:00:01+08:00")
            #expect(try await node.refusal("return", late, as: "water", form).code == "return-too-late")
        }
    }

    // proves: YC19-7.3b
    @Test func `Yuncheng takes returns within two days from the day after, with reason and basis`() async throws {
        try await RegulatedNode.run("yuncheng-2019", at: "2026-03-02T09:00:00+08:00") { node in
            let form: [String: JSONValue] = ["reason": "notOurDuty", "explanation": "不属本辖区", "basis": "行政区划"]
            let (share, late) = (try await node.dispatched().share, try await node.dispatched().share)
            let bare = try await node.refusal("return", share, as: "water", [
                "reason": "notOurDuty", "explanation": "不属本辖区",
            ])
            #expect(bare.fields == ["basis"] && bare.article.contains("运政发〔2019〕25号"))
            try node.pass(to: "2026-03-04T23:59:00+08:00")
            try await node.act("return", share, as: "water", form)
            try node.pass(to: "2026-03-05T00:00:01+08:00")
            #expect(try await node.refusal("return", late, as: "water", form).code == "return-too-late")
        }
    }

    // proves: JY24-13.1b, ZZ23-15
    @Test func `Jiyuan takes returns within 24 hours after signing; a later one counts as overdue`() async throws {
        try await RegulatedNode.run("jiyuan-2024", at: "2026-03-02T09:00:00+08:00") { node in
            let form: [String: JSONValue] = [
                "reason": "notOurDuty", "explanation": "非本单位职责", "basis": "三定方案", "suggestion": "转住建局",
            ]
            let (ticket, share) = try await node.dispatched()
            let (late, settled) = (try await node.dispatched().share, try await node.register())
            for id in [share, late] { try await node.act("sign", id, as: "water") }
            let other = try await node.refusal("return", share, as: "water", [
                "reason": "materialMissing", "explanation": "缺材料", "basis": "无",
            ])
            #expect(other.code == "invalid-field")
            #expect(other.cure.contains("outsideScope") && other.cure.contains("notOurDuty"))
            try node.pass(to: "2026-03-03T09:00:00+08:00")
            try await node.act("return", share, as: "water", form)
            #expect(try await node.share(share)["returnRequest"]?["late"] == .bool(false))
            #expect(try await node.share(share).text("returnRequest", "suggestion") == "转住建局")
            try await node.act("approve-return", share, as: "dispatcher")
            try await node.dispatch(ticket, to: "town")
            // The limit starts again, with the new signing.
            try await node.act("sign", ticket + ".2", as: "town")
            #expect(try await node.share(ticket + ".2").text("handlingLimit", "dueDate") == "2026-03-09")
            try node.pass(to: "2026-03-03T09:00:01+08:00")
            try await node.act("return", late, as: "water", form)
            #expect(try await node.share(late).isTrue("returnRequest", "late"))
            // 协调确定承办单位后派发的工单，不得退回.
            try await node.dispatch(settled, to: "town", more: ["settlement": ["decidedBy": "12345办公室协调"]])
            #expect(try await node.refusal("return", settled + ".1", as: "town", form).code == "return-excluded")
        }
    }
}
