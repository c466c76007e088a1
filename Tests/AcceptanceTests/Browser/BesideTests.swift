import Foundation
import Testing
import Topology

@testable import HotlineCLI

/// What stands beside tickets: who else has one open, tags, and what has not been read.
@Suite(.inBrowser, .timeLimit(.minutes(5))) struct BesideTests {
    private let title = "凤台小区停水三天"

    private func run(
        _ name: String = #function, _ test: (StagedNetwork, NetworkPlan.Member, Browser) async throws -> Void
    ) async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let county = try #require(staged.network.plan.member("140525"))
            try await Browser.run(name) { try await test(staged, county, $0) }
        }
    }

    @Test func `One sees that another has a ticket open, tags it, and finds it again`() async throws {
        try await run { staged, county, browser in
            let staff = try staged.stage.desk("140525")
            let ticket = try await staff.register(.plain(title))
            _ = try await staff.register(.plain("路灯不亮"))
            let other = try await ConsoleDesk("operator", at: county, in: browser)
            try await other.open("/desk/tickets/\(ticket.id)")
            _ = try await other.page.element(.heading(title))

            let desk = try await ConsoleDesk("dispatcher", at: county, in: browser)
            let page = desk.page
            try await desk.open("/desk/tickets?mark=unread")
            // In words and with an icon, not by colour or weight alone.
            _ = try await page.element(.text("未读", in: row + " .mark:has(svg)"))
            _ = try await page.element(.text("坐席员 在看", in: row + " .row-open:has(svg)"))
            try await page.click(Target(css: "main a", role: "link", text: title))
            _ = try await page.element(.text("坐席员 正在查看此工单", in: ".viewers .mark:has(svg)"))

            // By keyboard alone: a key leads to the field, Enter sends what was typed.
            try await page.press("t")
            let field = try await page.element(.css(".tag-form input:focus"))
            try await field.type("缺水、凤台")
            try await page.press("Enter")
            _ = try await page.element(.text("凤台", in: ".tags bdi"))
            // The other's screen shows both at once: the tag, and who is there.
            _ = try await other.page.element(.text("缺水", in: ".tags bdi"))
            _ = try await other.page.element(.text("派单员 正在查看此工单", in: ".viewers"))

            try await other.open("/desk")
            try await page.gone(.css(".viewers .mark"))

            try await findAgain(desk)
        }
    }

    /// The line of the ticket, among whatever the list shows.
    private var row: String { ".list tbody tr:has(.row-title)" }

    private func findAgain(_ desk: ConsoleDesk) async throws {
        let page = desk.page
        try await desk.open("/desk/tickets?mark=unread")
        _ = try await page.element(.text("路灯不亮", in: row + " .row-title"))
        try await page.gone(.text(title, in: row + " .row-title"))
        try await desk.open("/desk/tickets?tag=缺水")
        _ = try await page.element(.text(title, in: row + " .row-title"))
        _ = try await page.element(.text("缺水、凤台", in: row + " .row-tags bdi"))
        try await page.gone(.text("路灯不亮", in: row + " .row-title"))

        // Unread again, on purpose: it stays so though the page shows it.
        try await page.click(Target(css: "main a", role: "link", text: title))
        try await page.click(.button("标为未读"))
        _ = try await page.element(.button("已标为未读"))
        try await desk.open("/desk/tickets?mark=unread&tag=缺水")
        _ = try await page.element(.text(title, in: row + " .row-title"))
        // And read, with others, from the list.
        try await page.click(Target(css: "thead input[type=checkbox]"))
        try await page.click(.button("1 件标为已读").within(".bulk"))
        try await page.gone(.text(title, in: row + " .row-title"))
    }

    @Test func `Many are tagged at once, after it was shown what would be`() async throws {
        try await run { staged, county, browser in
            let staff = try staged.stage.desk("140525")
            for name in ["甲处路灯", "乙处路灯"] { _ = try await staff.register(.plain(name)) }
            let desk = try await ConsoleDesk("dispatcher", at: county, in: browser)
            let page = desk.page
            try await desk.open("/desk/tickets")
            try await page.click(Target(css: "thead input[type=checkbox]"))
            try await page.click(.button("加标签").within(".bulk"))
            try await page.fill(.field("标签").within("dialog[open]"), "路灯、城区")
            try await page.click(.button("预览").within("dialog[open]"))
            _ = try await page.element(.text("可以办理 2 件，不能办理 0 件", in: "dialog[open] p"))
            try await page.click(.button("办理可办的 2 件").within("dialog[open]"))
            try await page.gone(.css("dialog[open]"))
            _ = try await page.element(.text("路灯", in: row + " .row-tags bdi"))
            let found = try await staff.read("tickets", query: [URLQueryItem(name: "tag", value: "城区")])
            #expect(found.list("items").count == 2)
        }
    }
}
