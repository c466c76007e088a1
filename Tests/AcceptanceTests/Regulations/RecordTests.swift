import HotlineCore
import Testing

@testable import HotlineCLI

/// What is on record: who did it, who had it first, who has it inside the unit, and what came by other ways.
@Suite(.timeLimit(.minutes(2))) struct RecordTests {
    /// What the town said at that time of March.
    private static func elsewhere(_ time: String) -> [String: JSONValue] {
        ["occurredAt": .string("2026-03-\(time):00+08:00"), "channel": "电话", "reportedBy": "巴公镇李四"]
    }

    // proves: ZZ23-40
    @Test func `The hotline takes down what a unit said elsewhere, with time, channel and person`() async throws {
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-02T09:00:00+08:00") { node in
            let (share, elsewhere) = (try await node.dispatched(to: "town").share, Self.elsewhere)
            try node.pass(to: "2026-03-04T09:00:00+08:00")
            let progress: [String: JSONValue] = ["text": "已到现场"]
            let partial = try await node.refusal(
                "progress", share, as: "operator", progress.merging(["channel": "传真"]) { $1 })
            #expect(Set(partial.fields) == ["occurredAt", "reportedBy"])
            for time in ["01T09:00", "04T09:01"] {
                let refused = try await node.refusal(
                    "progress", share, as: "operator", progress.merging(elsewhere(time)) { $1 })
                #expect(refused.code == "invalid-field" && refused.article.contains("第四十条"))
            }
            let own = try await node.refusal(
                "progress", share, as: "town", progress.merging(elsewhere("03T09:00")) { $1 })
            #expect(own.code == "not-authorised")
            try await node.act("progress", share, as: "operator", progress.merging(elsewhere("02T15:00")) { $1 })
            let note = try #require(try await node.share(share).list("progress").first)
            #expect(note.text("elsewhere", "channel") == "电话" && note.text("elsewhere", "reportedBy") == "巴公镇李四")
            #expect(note.text("elsewhere", "occurredAt").hasPrefix("2026-03-02T15:00"))
            #expect(note.text("by", "person") == "operator" && note.text("at").hasPrefix("2026-03-04T09:00"))
        }
    }

    // proves: ZZ23-40
    @Test func `Attempts and completions that came elsewhere count, and no limit grows`() async throws {
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-02T09:00:00+08:00") { node in
            let (ticket, share) = try await node.dispatched(to: "town")
            let elsewhere = Self.elsewhere
            try node.pass(to: "2026-03-04T09:00:00+08:00")
            // Attempts count by when they were made, in whatever order they are taken down.
            for time in ["03T10:10", "03T09:00", "03T09:35"] {
                let call: [String: JSONValue] = ["means": "电话", "reached": false]
                try await node.act("contact", share, as: "operator", call.merging(elsewhere(time)) { $1 })
            }
            let form = RegulatedNode.result.merging(["reply": ["exemption": "unreachable"]]) { $1 }
            try await node.act("complete", share, as: "operator", form.merging(elsewhere("03T16:00")) { $1 })
            let done = try await node.share(share)
            #expect(done.text("completion", "form", "elsewhere", "reportedBy") == "巴公镇李四")
            #expect(done.text("handlingLimit", "dueDate") == "2026-03-09")
            try node.pass(to: "2026-03-10T09:00:00+08:00")
            try await node.act("approve-completion", share, as: "reviewer")
            #expect(try await node.share(share).isTrue("completedLate"))
            #expect(try await node.ticket(ticket).text("result", "elsewhere", "channel") == "电话")
        }
    }

    // proves: ZZ23-40
    @Test func `An assisting unit's word that was given in time is in time, whenever it is taken down`() async throws {
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-02T09:00:00+08:00") { node in
            let ticket = try await node.register()
            try await node.act("dispatch", ticket, as: "dispatcher", ["assignments": [
                ["assignee": ["unit": "water"], "role": "lead"], ["assignee": ["unit": "town"], "role": "assisting"],
                ["assignee": ["unit": "union"], "role": "assisting"],
            ]])
            try node.pass(to: "2026-03-10T09:00:00+08:00")
            let form = RegulatedNode.result.merging(["reply": .null]) { $1 }
            try await node.act("complete", ticket + ".2", as: "operator", form.merging([
                "occurredAt": "2026-03-09T17:00:00+08:00", "channel": "纸质", "reportedBy": "巴公镇李四",
            ]) { $1 })
            try await node.act("complete", ticket + ".3", as: "union", form)
            #expect(try await node.share(ticket + ".2")["completedLate"] == false)
            #expect(try await node.share(ticket + ".3")["completedLate"] == true)
        }
    }

    // proves: ZZ20-2.2.2
    @Test func `A unit forwards its share to a section, which is told the facts and the limit`() async throws {
        try await RegulatedNode.run("zezhou-2020", at: "2021-03-01T09:00:00+08:00") { node in
            let (ticket, share) = try await node.dispatched()
            #expect(try await node.refusal("forward", share, as: "town", ["section": "供水科"]).code
                == "unknown-assignment")
            #expect(try await node.refusal("forward", share, as: "water", ["section": " "]).fields == ["section"])
            try await node.act("forward", share, as: "water", [
                "section": "供水科", "person": "李工", "note": "凤台小区停水三天，先查主管道",
            ])
            try await node.act("forward", share, as: "water", ["section": "抢修队"])
            let forwards = try await node.share(share).list("forwards")
            #expect(forwards.map { $0.text("section") } == ["供水科", "抢修队"])
            #expect(forwards.map { $0.text("facts") } == ["凤台小区停水三天，先查主管道", "小区停水"])
            #expect(forwards.first?.text("person") == "李工" && forwards.first?.text("by", "unit") == "water")
            // Seven working days from Tuesday on.
            let limit = try await node.share(share).text("handlingLimit", "due")
            #expect(limit.hasPrefix("2021-03-10") && forwards.allSatisfy { $0.text("due") == limit })
            let types = try await node.timeline(ticket).map { $0.text("type") }
            #expect(types.filter { $0 == "assignment.forwarded" }.count == 2)
            // Taking it up inside is taking it: the share is signed.
            #expect(types.contains("assignment.signed"))
        }
    }

    // proves: ZZ20-2.3.4
    @Test func `The first unit to receive the matter is marked, and contacts the petitioner`() async throws {
        try await RegulatedNode.run("zezhou-2020", at: "2021-03-01T09:00:00+08:00") { node in
            let (ticket, share) = try await node.dispatched()
            try await node.act("contact", share, as: "water", ["means": "电话", "reached": true, "note": "已问明楼栋"])
            try await node.act("return", share, as: "water", [
                "reason": "notOurDuty", "explanation": "属镇级管网", "basis": "管养清单",
            ])
            try await node.act("approve-return", share, as: "dispatcher")
            try await node.dispatch(ticket, to: "town")
            let shares = try await node.ticket(ticket).list("assignments")
            #expect(shares.map { $0.isTrue("firstResponsible") } == [true, false])
            #expect(shares.first?.list("contacts").first?.isTrue("reached") == true)
            // Of several at once it is the lead.
            let other = try await node.register()
            try await node.act("dispatch", other, as: "dispatcher", ["assignments": [
                ["assignee": ["unit": "town"], "role": "assisting"], ["assignee": ["unit": "water"], "role": "lead"],
            ]])
            let together = try await node.ticket(other).list("assignments")
            #expect(together.first { $0.isTrue("firstResponsible") }?.text("assignee", "unit") == "water")
        }
    }

    // proves: ZZ23-4
    @Test func `Every step of a matter names the person and, where one acts, the unit`() async throws {
        try await RegulatedNode.run("zezhou-2023", at: "2026-03-02T09:00:00+08:00") { node in
            let (ticket, share) = try await node.dispatched(to: "town")
            try await node.act("progress", share, as: "town", ["text": "在办"])
            try await node.complete(share, as: "town")
            try await node.act("revisit", ticket, as: "reviewer", RegulatedNode.satisfied)
            try await node.act("archive", ticket, as: "reviewer")
            let steps = try await node.timeline(ticket)
            let byUnit = steps.filter { $0.text("actor", "role") == "unit" }
            #expect(byUnit.map { $0.text("type") } == [
                "assignment.signed", "assignment.progressed", "completion.submitted",
            ])
            #expect(byUnit.allSatisfy { $0.text("actor", "unit") == "town" && $0.text("actor", "person") == "town" })
            #expect(steps.allSatisfy { !$0.text("actor", "person").isEmpty && $0.text("actor", "node") == "140525" })
        }
    }
}
