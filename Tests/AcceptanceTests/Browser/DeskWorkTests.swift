import Foundation
import HotlineCore
import TestSupport
import Testing
import Topology

@testable import HotlineCLI

/// What is done at the desks beside one matter's way: as a person does it in the console, and asked of the node
/// afterwards.
@Suite(.inBrowser, .timeLimit(.minutes(5))) struct DeskWorkTests {
    private func run(
        _ name: String = #function, _ test: (StagedNetwork, Desk, Browser) async throws -> Void
    ) async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let county = try staged.stage.desk("140525")
            try await Browser.run(name) { try await test(staged, county, $0) }
        }
    }

    @Test func `Many are accepted at once, after it was shown which cannot be`() async throws {
        try await run { staged, county, browser in
            let done = try await county.register(.plain("已受理的诉求"))
            try await county.accept(done)
            let lamp = try await county.register(.plain("路灯不亮"))
            let open = [lamp, try await county.register(.plain("井盖缺失"))]
            let desk = try await ConsoleDesk("operator", at: staged.county, in: browser)
            let page = desk.page
            try await desk.open("/desk/tickets")
            try await page.click(Target(css: "thead input[type=checkbox]"))
            try await page.click(.button("受理").within(".bulk"))
            try await page.click(.button("预览").within("dialog[open]"))
            _ = try await page.element(.text("可以办理 2 件，不能办理 1 件", in: "dialog[open] p"))
            _ = try await page.element(.text("已受理的诉求", in: "dialog[open] li:has(.mark-bad) bdi"))
            // So far nothing has been done.
            for one in open { #expect(try await county.ticket(one).text("state") == "registered") }
            let before = try await county.ticket(done)["revision"]
            try await page.click(.button("办理可办的 2 件").within("dialog[open]"))
            try await page.gone(.css("dialog[open]"))
            for one in open { #expect(try await county.ticket(one).text("state") == "accepted") }
            #expect(try await county.ticket(done)["revision"] == before)
        }
    }

    @Test func `A unit adds a photo of what it did`() async throws {
        try await run { staged, county, browser in
            let title = "村口路灯不亮"
            let ticket = try await county.register(.plain(title))
            try await county.accept(ticket)
            try await county.dispatch(ticket, to: try county.unit("xiacun").assignee)
            let folder = try TemporaryDirectory()
            let photo = UploadedFile.photo("repaired.jpg")
            let file = folder.path + "/repaired.jpg"
            try Data(photo).write(to: URL(filePath: file))

            let town = try await ConsoleDesk("xiacun", at: staged.county, in: browser)
            try await town.openFromDesk(title)
            try await town.page.choose("现场", in: .css(".drop select"))
            try await town.page.type(file, into: .css(".drop input[type=file]"))
            _ = try await town.page.element(.text("repaired.jpg", in: ".files bdi"))
            let kept = try await county.read("tickets", ticket.id, "attachments").list("items")
            #expect(kept.map { $0.text("name") } == ["repaired.jpg"] && kept.first?.text("class") == "site")
            #expect(kept.first?.text("by", "unit") == "xiacun")
        }
    }

    /// What somebody else did meanwhile is shown beside what was typed; nothing typed is lost, and it is saved only
    /// after that was seen.
    @Test func `A save that meets a newer version shows both, and loses nothing`() async throws {
        try await run { staged, county, browser in
            let ticket = try await county.register(.plain("两人同时补充"))
            let desk = try await ConsoleDesk("operator", at: staged.county, in: browser)
            let page = desk.page
            try await desk.open("/desk/tickets/\(ticket.id)")
            try await page.click(.button("补充").within(".action-panel"))
            let typed = "来电人补充：三盏都不亮"
            try await page.fill(.css("dialog[open] textarea"), typed)
            try await county.supplement(ticket, "别人先补充的")
            page.browser.watch.allow("status of 412")
            try await page.click(.button("补充").within("dialog[open] form"))

            _ = try await page.element(.text(typed, in: ".versions .panel:first-child"))
            _ = try await page.element(.text("别人先补充的", in: ".versions .timeline"))
            try await page.click(.button("返回修改"))
            let field = try await page.element(.css("dialog[open] textarea"))
            let kept = try await page.run("return arguments[0].value", [field.json]).string
            #expect(kept == typed)
            #expect(try await county.ticket(ticket).list("supplements").count == 1)

            try await page.click(.button("补充").within("dialog[open] form"))
            try await page.click(.button("已核对，在新版本上提交"))
            try await page.gone(.css("dialog[open]"))
            let texts = try await county.ticket(ticket).list("supplements").map { $0.text("text") }
            #expect(texts == ["别人先补充的", typed])
        }
    }

    // proves: ZZ23-31.2
    @Test func `A supervisor takes up what the rules propose`() async throws {
        try await run { staged, county, browser in
            let first = try await county.register(.plain("停水"))
            var last = ""
            for _ in 1...4 {
                let form = MatterForm.plain("又停水").form.with("relatedTo", .string(first.id))
                last = try await county.administer("tickets", body: form).text("id")
            }
            let proposed = try await county.wait(for: "the proposal") {
                let ticket = try await county.read("tickets", last)
                return ticket.list("proposals").isEmpty ? nil : ticket
            }
            #expect(proposed.list("supervisions").isEmpty)

            let desk = try await ConsoleDesk("supervisor", at: staged.county, in: browser)
            try await desk.open("/desk/supervision")
            try await desk.page.click(.button("采纳"))
            try await desk.enter(.text("批准领导", "分管副县长"), in: "dialog[open]")
            try await desk.page.click(.button("采纳").within("dialog[open]"))
            try await desk.page.gone(.css("dialog[open]"))
            // The proposal leaves the desk by itself.
            try await desk.page.gone(.button("采纳"))

            let ticket = try await county.read("tickets", last)
            let taken = try #require(ticket.list("supervisions").first)
            #expect(taken.text("trigger") == "repeated" && taken.text("means") == "interview")
            #expect(taken.text("text").contains("又停水") && taken.text("by", "person") == "supervisor")
            let events = try await county.read("tickets", last, "timeline").list("items")
            let order = try #require(events.last { $0.text("type") == "ticket.supervised" })
            #expect(order.text("data", "approvedBy") == "分管副县长", "\(order)")
            #expect(ticket.list("proposals").allSatisfy { !$0.text("settledAt").isEmpty })
        }
    }
}

extension StagedNetwork {
    /// The county, whose desks these are.
    fileprivate var county: NetworkPlan.Member {
        get throws { try #require(network.plan.member("140525")) }
    }
}
