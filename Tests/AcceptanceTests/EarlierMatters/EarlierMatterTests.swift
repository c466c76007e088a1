import Foundation
import HotlineCore
import Testing
import Topology

@testable import HotlineCLI

/// Earlier matters: found in Chinese, offered at intake with the reason, linked, counted once for the first matter.
@Suite(.timeLimit(.minutes(2))) struct EarlierMatterTests {
    private func matter(_ title: String, _ content: String, _ place: String, phone: String) -> MatterForm {
        MatterForm(
            kind: .complaint, title: title, content: content, place: place, occurredAt: "今天",
            petitioner: .init(name: "李四", phone: phone))
    }

    // proves: ZZ23-9.6, JY24-10.7
    @Test func `Earlier matters are offered, the same petitioner's first, each with the reason`() async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let county = try staged.stage.desk("140525")
            let member = try #require(staged.network.plan.member("140525"))
            let client = try URLSessionClient.make(member, "operator")
            let other = try await county.register(
                matter("小区停水", "凤台小区停水三天，无人维修", "凤台小区", phone: "13800000001"))
            let own = try await county.register(matter("路灯不亮", "村口路灯坏了", "村口", phone: "13900000002"))
            _ = try await county.register(matter("商铺噪音扰民", "夜间音响声音大", "和平路", phone: "13700000003"))
            let form: JSONValue = .object([
                "phone": .string("+86 139-0000-0002"), "title": .string("又停水了"),
                "content": .string("凤台小区停水三天没有人管"), "place": .string("凤台小区3号楼"),
            ])
            let found = try await client.value(.post(["tickets", "similar"], body: form)).list("items")
            #expect(found.map { $0.text("ticket", "id") } == [own.id, other.id])
            #expect(found[0].list("reasons") == [.string("同一诉求人")])
            #expect(found[1].list("reasons") == [.string("同一地点"), .string("内容相似")])
            let auditor = try URLSessionClient.make(member, "auditor")
            let refusal = await #expect(throws: Failure.self) {
                try await auditor.value(.post(["tickets", "similar"], body: form))
            }
            #expect(refusal?.problem?.text("type") == "urn:hotline:problem:not-authorised")
        }
    }

    /// ZZ23-8a: that a confidential petitioner is the same person, those alone learn who may see the petitioner.
    @Test func `A confidential petitioner's matters are offered to the hotline's own people alone`() async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let county = try staged.stage.desk("140525")
            let member = try #require(staged.network.plan.member("140525"))
            var told = matter("举报", "某单位私设小金库", "某镇", phone: "13800000009")
            told.petitioner.confidential = true
            let secret = try await county.register(told)
            let form: JSONValue = .object(["phone": .string("13800000009")])
            let client = try URLSessionClient.make(member, "operator")
            let found = try await client.value(.post(["tickets", "similar"], body: form)).list("items")
            #expect(found.map { $0.text("ticket", "id") } == [secret.id])
            let supervisor = try URLSessionClient.make(member, "supervisor")
            let refusal = await #expect(throws: Failure.self) {
                try await supervisor.value(.post(["tickets", "similar"], body: form))
            }
            #expect(refusal?.problem?.text("type") == "urn:hotline:problem:not-authorised")
        }
    }

    // proves: ZZ23-9.6
    @Test func `Repeats are linked to the first matter and counted there, here and at the node above`() async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let (city, county) = (try staged.stage.desk("140500"), try staged.stage.desk("140525"))
            let member = try #require(staged.network.plan.member("140525"))
            let client = try URLSessionClient.make(member, "operator")
            let first = try await county.register(.plain())
            var form = MatterForm.plain("路灯还是不亮").form
            if case .object(var members) = form {
                members["relatedTo"] = .string(first.id)
                form = .object(members)
            }
            let second = try TicketHandle(try await client.value(.post(["tickets"], body: form)), at: "140525")
            let third = try await county.register(.plain("第三次反映路灯"))
            let linked = try await county.act(
                .link, on: third, as: "operator", .object(["relatedTo": .string(second.id)]))
            #expect(linked["repeats"] == .integer(2) && linked.text("repeatsOf") == first.id)
            for ticket in [first, second, third] {
                let shown = try await county.ticket(ticket)
                #expect(shown["repeats"] == .integer(2) && shown.text("repeatsOf") == first.id)
                #expect(shown.list("repeatedBy") == [.string(second.id), .string(third.id)])
            }
            let circle = await #expect(throws: Failure.self) {
                try await county.act(.link, on: first, as: "operator", .object(["relatedTo": .string(third.id)]))
            }
            #expect(circle?.problem?.text("type") == "urn:hotline:problem:invalid-field")
            let timeline = try await county.read("tickets", third.id, "timeline").list("items")
            #expect(timeline.map { $0.text("type") }.contains("ticket.linked"))
            // The city counts what its county linked: its own ticket of the first matter would show the same.
            try await city.wait(for: "the link") {
                try await city.mirror(of: third)?.text("relatedTo") == second.id ? true : nil
            }
            try await staged.expectVerified()
        }
    }

    @Test func `A list is searched in Chinese by any part of title, content, place and number`() async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let (city, county) = (try staged.stage.desk("140500"), try staged.stage.desk("140525"))
            let water = try await county.register(
                matter("小区停水三天", "物业WANG某不管", "凤台小区3号楼", phone: "13800000001"))
            for number in 2...5 {
                _ = try await county.register(matter("路灯第\(number)次不亮", "村口", "下村镇", phone: "1390000000\(number)"))
            }
            func search(_ text: String, _ desk: Desk, _ steps: String...) async throws -> ([String], Int?) {
                let page = try await desk.read(steps: steps, query: [URLQueryItem(name: "q", value: text)])
                return (page.list("items").map { $0.text("id") }, page["total"]?.integer)
            }
            for text in ["停水", "水", "水三", "停水 凤台", "wang", "3号", water.number] {
                #expect(try await search(text, county, "tickets") == ([water.id], 1), "\(text)")
            }
            for text in ["停电", "停水 停电", "13800000001", "李四", "\" OR 停水", "%"] {
                #expect(try await search(text, county, "tickets") == ([], 0), "\(text)")
            }
            #expect(try await search("路灯", county, "tickets").1 == 4)
            try await city.wait(for: "the mirror") { try await city.mirror(of: water) }
            // What comes from below is entered in a quiet moment.
            try await city.wait(for: "the mirror in the index", within: .seconds(3)) {
                try await search("停水", city, "mirror", "tickets") == ([water.id], 1) ? true : nil
            }
        }
    }

    // proves: JY24-12.3
    @Test func `A unit decided on after a return is suggested for the next matter of the sort`() async throws {
        try await AcceptanceNetwork(topology: "henan").run { staged in
            let zone = try staged.stage.desk("419001")
            let told = "梨林镇河道旁堆放大量建筑垃圾，气味难闻"
            let first = try await zone.register(matter("河道垃圾", told, "梨林镇", phone: "13800000001"))
            let (wrong, right) = (try zone.unit("jishui"), try zone.unit("beihai"))
            try await zone.dispatch(first, to: wrong.assignee)
            try await wrong.sign(first)
            let reason = try await Self.returnReason(of: first, wrong)
            try await wrong.askReturn(first, reason: reason, explanation: "不属本单位职责", basis: "三定方案")
            try await zone.approveReturn(of: first, from: wrong.assignee)
            try await zone.dispatch(first, to: right.assignee)
            let next = try await zone.register(
                matter("河道旁垃圾", "梨林镇河道旁又堆放建筑垃圾", "梨林镇", phone: "13900000002"))
            let items = try await zone.read("tickets", next.id, "suggestions").list("items")
            #expect(items.map { $0.text("assignee", "unit") } == ["beihai"])
            #expect(items.first?["difficult"] == .bool(true))
            #expect(items.first?.list("because").map { $0.text("ticket") } == [first.id])
        }
    }

    /// The first reason that the rule book admits.
    private static func returnReason(of ticket: TicketHandle, _ unit: UnitDesk) async throws -> String {
        let assignment = try await unit.desk.ticket(ticket).list("assignments").first
        let form = assignment?.list("actions").first { $0.text("name") == "return" }
        let field = form?.list("fields").first { $0.text("name") == "reason" }
        return try #require(field?.list("choices").first?.text("value"))
    }
}
