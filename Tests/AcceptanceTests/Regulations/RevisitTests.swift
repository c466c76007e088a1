import HotlineCore
import Testing

@testable import HotlineCLI

/// Revisit, redo and archive (回访, 重办, 归档).
@Suite(.timeLimit(.minutes(2))) struct RevisitTests {
    private static func rating(_ more: [String: JSONValue]) -> [String: JSONValue] {
        RegulatedNode.unsatisfied.merging(more) { $1 }
    }

    private func handled(_ node: RegulatedNode, _ kind: MatterKind = .help) async throws -> (String, String) {
        let (ticket, share) = try await node.dispatched(kind)
        try await node.complete(share)
        return (ticket, share)
    }

    // proves: ZZ23-23, ZZ23-24
    @Test func `Two ratings are asked for; satisfied means told, solved and satisfied`() async throws {
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-05T09:00:00+08:00") { node in
            let (ticket, _) = try await handled(node)
            // Approved on Thursday: the second day is Saturday the 7th, so Monday the 9th.
            #expect(try await node.ticket(ticket).text("revisitLimit", "dueDate") == "2026-03-09")
            let bare = try await node.refusal("revisit", ticket, as: "reviewer", ["rating": "satisfied"])
            #expect(bare.fields == ["wasTold", "wasSolved"])
            for question in ["wasTold", "wasSolved"] {
                let form = RegulatedNode.satisfied.merging([question: false]) { $1 }
                let refused = try await node.refusal("revisit", ticket, as: "reviewer", form)
                #expect(refused.code == "invalid-field" && refused.article.contains("第二十四条"))
            }
            let groundless = try await node.refusal("revisit", ticket, as: "reviewer", Self.rating(["reason": " "]))
            #expect(groundless.fields == ["reason"])
            try await node.act("revisit", ticket, as: "reviewer", RegulatedNode.satisfied.merging([
                "callService": "unsatisfied",
            ]) { $1 })
            let revisit = try #require(try await node.ticket(ticket).list("revisits").first)
            #expect(revisit.text("rating") == "satisfied" && revisit.text("callService") == "unsatisfied")
            #expect(try await node.refusal("redo", ticket, as: "reviewer", ["reasons": "x"]).code == "redo-unfounded")
            try await node.act("archive", ticket, as: "reviewer")
            // No revisit where the petitioner wants none.
            let (silent, _) = try await handled(node)
            #expect(try await node.refusal("archive", silent, as: "reviewer").code == "not-now")
            try await node.act("archive", silent, as: "reviewer", ["noRevisitWanted": true])
        }
    }

    // proves: ZZ23-24, JY24-14.1
    @Test(arguments: ["zezhou-2023", "zezhou-2020", "yuncheng-2019"])
    func `Only where the regulation knows silence as a rating is it one`(book: String) async throws {
        try await RegulatedNode.run(book, at: "2026-03-05T09:00:00+08:00") { node in
            let (ticket, _) = try await handled(node)
            let refused = try await node.refusal("revisit", ticket, as: "reviewer", [
                "rating": "unanswered", "callService": "unanswered",
            ])
            #expect(refused.code == "rating-not-offered" && refused.fields == ["rating", "callService"])
            #expect(try await node.ticket(ticket).text("state") == "revisiting")
            let actions = try await node.read(as: "reviewer", "tickets", ticket).list("actions")
            let form = try #require(actions.first { $0.text("name") == "revisit" }).list("fields")
            let ratings = try #require(form.first { $0.text("name") == "rating" }).list("choices")
            #expect(ratings.map { $0.text("value") } == ["satisfied", "unsatisfied"])
        }
    }

    // proves: ZZ23-24
    @Test func `An unsatisfied rating leads to a redo, but for the six exceptions`() async throws {
        let exceptions = [
            "replyNotNeeded", "suggestionNotAdopted", "mediated", "noReasonGiven", "falseComplaint", "forceMajeure",
        ]
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-02T09:00:00+08:00") { node in
            for exception in exceptions {
                let (ticket, _) = try await handled(node)
                try await node.act(
                    "revisit", ticket, as: "reviewer", Self.rating(["exception": .string(exception)]))
                let redo = try await node.refusal("redo", ticket, as: "reviewer", ["reasons": "未解决"])
                #expect(redo.code == "redo-unfounded", "\(exception)")
                try await node.act("archive", ticket, as: "reviewer")
            }
            let (ticket, _) = try await handled(node)
            let other = try await node.refusal(
                "revisit", ticket, as: "reviewer", Self.rating(["exception": "badMood"]))
            #expect(other.code == "invalid-field" && exceptions.allSatisfy { other.cure.contains($0) })
            try await node.act("revisit", ticket, as: "reviewer", RegulatedNode.unsatisfied)
            let early = try await node.refusal("archive", ticket, as: "reviewer")
            #expect(early.code == "redo-required" && early.article.contains("第二十四条"))
        }
    }

    // proves: ZZ23-25
    @Test func `The redo has five working days, and is neither returned nor extended`() async throws {
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-02T09:00:00+08:00") { node in
            let (ticket, share) = try await handled(node)
            try node.pass(to: "2026-03-09T09:00:00+08:00")
            try await node.act("revisit", ticket, as: "reviewer", RegulatedNode.unsatisfied)
            try await node.act("redo", ticket, as: "reviewer", ["reasons": "仍然停水"])
            let again = try await node.share(share)
            #expect(again["round"] == .integer(2) && again.text("assignee", "unit") == "water")
            // 10, 11, 12, 13, 16.
            #expect(again.text("handlingLimit", "dueDate") == "2026-03-16")
            let back = try await node.refusal("return", share, as: "water", [
                "reason": "notOurDuty", "explanation": "x", "basis": "y",
            ])
            #expect(back.code == "return-excluded" && back.article.contains("第二十五条"))
            let longer = try await node.refusal("extend", share, as: "water", [
                "until": "2026-03-18", "reason": "x", "petitionerTold": true,
            ])
            #expect(longer.code == "extension-excluded" && longer.article.contains("第二十五条"))
        }
    }

    private static let opinion: [String: JSONValue] = [
        "statement": "行政手段和群众工作方法均已穷尽", "approvedBy": "王局长", "signedOn": "2026-03-02", "copiedTo": "县纪委监委",
        "sealedBy": "县水务局办公室",
    ]

    private static func stating(_ more: [String: JSONValue]) -> [String: JSONValue] {
        RegulatedNode.result.merging(["opinion": .object(opinion.merging(more) { $1 })]) { $1 }
    }

    // proves: ZZ23-25, ZZ23-26, ZZ23-28b
    @Test func `A redo comes once; it alone may end in an opinion, whole and signed`() async throws {
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-02T09:00:00+08:00") { node in
            let (ticket, share) = try await node.dispatched()
            let early = try await node.refusal("complete", share, as: "water", Self.stating([:]))
            #expect(early.code == "opinion-invalid" && early.article.contains("第二十六条"))
            try await node.complete(share)
            try await node.act("revisit", ticket, as: "reviewer", RegulatedNode.unsatisfied)
            try await node.act("redo", ticket, as: "reviewer", ["reasons": "仍然停水"])
            for field in ["statement", "approvedBy", "copiedTo", "sealedBy"] {
                let refused = try await node.refusal("complete", share, as: "water", Self.stating([field: " "]))
                #expect(refused.fields == ["opinion.\(field)"])
            }
            let ahead = Self.stating(["signedOn": "2026-03-03"])
            let future = try await node.refusal("complete", share, as: "water", ahead)
            #expect(future.code == "opinion-invalid")
            try await node.complete(share, Self.stating([:]))
            #expect(try await node.ticket(ticket).text("result", "opinion", "approvedBy") == "王局长")
            try await node.act("revisit", ticket, as: "reviewer", RegulatedNode.unsatisfied)
            #expect(try await node.refusal("redo", ticket, as: "reviewer", ["reasons": "x"]).code == "redo-exhausted")
            // Second rating: supervised where reasonable and unsolved, and archived with its reason.
            try await node.act("supervise", ticket, as: "supervisor", [
                "means": "letter", "assignment": .string(share), "text": "合理诉求未解决",
                "trigger": "unsatisfiedAfterRedo",
            ])
            try await node.act("archive", ticket, as: "reviewer")
            let revisits = try await node.ticket(ticket).list("revisits")
            #expect(revisits.map { $0["round"] } == [.integer(1), .integer(2)])
            #expect(revisits.last?.text("reason") == "仍然停水")
        }
    }

    // proves: ZZ23-28b, ZZ23-26
    @Test func `A satisfied second rating is archived; a company's opinion needs no seal`() async throws {
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-02T09:00:00+08:00") { node in
            let (ticket, share) = try await node.dispatched(to: "firm")
            try await node.complete(share, as: "firm")
            try await node.act("revisit", ticket, as: "reviewer", RegulatedNode.unsatisfied)
            try await node.act("redo", ticket, as: "reviewer", ["reasons": "仍然停暖"])
            try await node.complete(share, as: "firm", ["opinion": [
                "statement": "已依法履责", "approvedBy": "总经理", "signedOn": "2026-03-02", "copiedTo": "县纪委监委",
            ]])
            try await node.act("revisit", ticket, as: "reviewer", RegulatedNode.satisfied)
            try await node.act("archive", ticket, as: "reviewer")
            #expect(try await node.ticket(ticket).text("state") == "archived")
        }
    }

    // proves: ZZ23-27
    @Test func `For three months an opinion stands for the same matter's first unsatisfied rating`() async throws {
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-02T09:00:00+08:00") { node in
            let (first, share) = try await handled(node)
            try await node.act("revisit", first, as: "reviewer", RegulatedNode.unsatisfied)
            try await node.act("redo", first, as: "reviewer", ["reasons": "未解决"])
            try await node.complete(share, ["opinion": [
                "statement": "已依法履责", "approvedBy": "王局长", "signedOn": "2026-03-02", "copiedTo": "县纪委监委",
                "sealedBy": "局办公室",
            ]])
            let standing = Self.rating(["opinionOf": .string(first)])
            let (none, _) = try await handled(node)
            let without = Self.rating(["opinionOf": .string(none)])
            #expect(try await node.refusal("revisit", none, as: "reviewer", without).code == "opinion-invalid")
            try node.pass(to: "2026-06-02T20:00:00+08:00")
            let (again, _) = try await handled(node)
            try await node.act("revisit", again, as: "reviewer", standing)
            #expect(try await node.refusal("redo", again, as: "reviewer", ["reasons": "x"]).code == "redo-unfounded")
            try await node.act("archive", again, as: "reviewer")
            #expect(try await node.ticket(again).list("revisits").first?.text("opinionOf") == first)
            try node.pass(to: "2026-06-03T09:00:00+08:00")
            let (late, _) = try await handled(node)
            let refused = try await node.refusal("revisit", late, as: "reviewer", standing)
            #expect(refused.code == "opinion-invalid" && refused.detail.contains("2026-06-02"))
        }
    }

    // proves: JY24-14.1
    @Test func `In Jiyuan lawful results and silence close a matter, reason redoes it`() async throws {
        try await RegulatedNode.run("jiyuan-2024", at: "2026-03-02T09:00:00+08:00") { node in
            let (ticket, share) = try await handled(node)
            // Approved on Monday: three working days.
            #expect(try await node.ticket(ticket).text("revisitLimit", "dueDate") == "2026-03-05")
            for rating in ["lawful", "unanswered"] {
                let (other, _) = try await handled(node)
                try await node.act("revisit", other, as: "reviewer", rating == "lawful"
                    ? Self.rating(["exception": "lawful"]) : ["rating": "unanswered"])
                let redo = try await node.refusal("redo", other, as: "reviewer", ["reasons": "x"])
                #expect(redo.code == "redo-unfounded")
                try await node.act("archive", other, as: "reviewer")
            }
            try node.pass(to: "2026-03-04T09:00:00+08:00")
            try await node.act("revisit", ticket, as: "reviewer", RegulatedNode.unsatisfied)
            #expect(try await node.refusal("archive", ticket, as: "reviewer").code == "redo-required")
            try await node.act("redo", ticket, as: "reviewer", ["reasons": "仍然停水"])
            // Received on the 2nd: five working days and two more end on the 10th.
            #expect(try await node.share(share).text("handlingLimit", "dueDate") == "2026-03-10")
            try await node.complete(share)
            // Redone after that day: the next working day, and the regulation's own end beside it.
            try node.pass(to: "2026-03-17T09:00:00+08:00")
            try await node.act("revisit", ticket, as: "reviewer", RegulatedNode.unsatisfied)
            try await node.act("redo", ticket, as: "reviewer", ["reasons": "又停水"])
            let limit = try #require(try await node.share(share)["handlingLimit"])
            #expect(limit.text("dueDate") == "2026-03-18")
            #expect(limit.text("passed").hasPrefix("2026-03-10"))
        }
    }

    // proves: JY24-14.2
    @Test func `A unit contests a rating, and what is upheld is marked; mediation is not pressed`() async throws {
        try await RegulatedNode.run("jiyuan-2024", at: "2026-03-02T09:00:00+08:00") { node in
            for upheld in [true, false] {
                let (ticket, share) = try await handled(node)
                try await node.act("revisit", ticket, as: "reviewer", RegulatedNode.unsatisfied)
                #expect(try await node.refusal("contest", share, as: "town", ["reasons": "x"]).code
                    == "unknown-assignment")
                try await node.act("contest", share, as: "water", ["reasons": "通话录音显示诉求人认可结果"])
                let again = try await node.refusal("contest", share, as: "water", ["reasons": "再次异议"])
                #expect(again.code == "not-now" && again.article.contains("第十四条第二项"))
                #expect(try await node.refusal("decide-contest", share, as: "water", [
                    "upheld": true, "reasons": "x",
                ]).code == "not-authorised")
                try await node.act("decide-contest", share, as: "supervisor", [
                    "upheld": .bool(upheld), "reasons": "经核录音",
                ])
                let contest = try #require(try await node.ticket(ticket).list("contests").first)
                #expect(contest.value(at: ["decision", "approved"]) == .bool(upheld))
                #expect(contest.text("decision", "by", "person") == "supervisor")
            }
            for exception in ["mediation", "enforcement"] {
                let (ticket, _) = try await handled(node, .complaint)
                try await node.act(
                    "revisit", ticket, as: "reviewer", Self.rating(["exception": .string(exception)]))
                try await node.act("archive", ticket, as: "reviewer")
            }
        }
    }

    // proves: YC19-7.4
    @Test func `Yuncheng revisits every matter; where the unit is the cause it is redone by supervision letter`()
        async throws {
        try await RegulatedNode.run("yuncheng-2019", at: "2026-03-02T09:00:00+08:00") { node in
            let (ticket, share) = try await handled(node)
            #expect(try await node.refusal("archive", ticket, as: "reviewer").code == "not-now")
            try await node.act("revisit", ticket, as: "reviewer", RegulatedNode.unsatisfied)
            try await node.act("redo", ticket, as: "reviewer", ["reasons": "答复敷衍"])
            let letter = try #require(try await node.ticket(ticket).list("supervisions").first)
            #expect(letter.text("means") == "letter" && letter.text("assignment") == share)
            #expect(letter.text("text") == "答复敷衍" && letter.text("article").contains("运政发〔2019〕25号"))
            try await node.complete(share)
            try await node.act("revisit", ticket, as: "reviewer", RegulatedNode.satisfied)
            try await node.act("archive", ticket, as: "reviewer")
            let types = try await node.timeline(ticket).map { $0.text("type") }
            #expect(types.filter { $0 == "ticket.revisited" }.count == 2)
            #expect(types.filter { $0 == "redo.ordered" }.count == 1)
            // Not the unit's fault: no redo.
            let (other, _) = try await handled(node)
            try await node.act("revisit", other, as: "reviewer", Self.rating(["exception": "notUnitsFault"]))
            try await node.act("archive", other, as: "reviewer")
        }
    }

    // proves: JY24-15
    @Test func `The archive keeps a matter whole, by class, and nothing changes it any more`() async throws {
        try await RegulatedNode.run("jiyuan-2024", at: "2026-03-02T09:00:00+08:00") { node in
            let (ticket, share) = try await handled(node)
            try await node.act("revisit", ticket, as: "reviewer", RegulatedNode.satisfied)
            try await node.act("archive", ticket, as: "reviewer", ["category": "供水", "note": "材料齐全"])
            let archived = try await node.ticket(ticket)
            #expect(archived.text("archive", "category") == "供水" && archived.text("archive", "note") == "材料齐全")
            let before = try await node.timeline(ticket)
            #expect(before.map { $0.text("type") } == [
                "ticket.registered", "ticket.accepted", "ticket.dispatched", "assignment.signed",
                "completion.submitted", "completion.approved", "ticket.handled", "ticket.revisited", "ticket.archived",
            ])
            let attempts: [(String, String, [String: JSONValue])] = [
                ("supplement", ticket, ["text": "x"]), ("correct", ticket, ["title": "y", "reason": "x"]),
                ("withdraw", ticket, ["reason": "x"]), ("revisit", ticket, RegulatedNode.unsatisfied),
                ("redo", ticket, ["reasons": "x"]), ("archive", ticket, [:]),
                ("supervise", ticket, ["means": "sheet", "text": "x"]), ("complete", share, RegulatedNode.result),
                ("progress", share, ["text": "x"]), ("contest", share, ["reasons": "x"]),
            ]
            for (action, subject, form) in attempts {
                let refused = try await node.refusal(action, subject, as: "admin", form)
                #expect(refused.code == "archived", "\(action)")
            }
            #expect(try await node.timeline(ticket) == before)
        }
    }
}
