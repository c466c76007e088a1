import Foundation
import HotlineCore
import Testing
import Topology

@testable import HotlineCLI

/// Papers as they come out of the printer, one and many.
@Suite(.inBrowser, .timeLimit(.minutes(5))) struct PaperTests {
    /// What stands in the papers of the page, piece by piece.
    private static let pieces = """
        const parts = '.paper-issuer, h2, .paper-numbers span, .paper-to, .paper-text, th, td, dt, dd, .paper-seal, li';
        return [...document.querySelectorAll(`.paper :is(${parts})`)]
          .filter((piece) => piece.checkVisibility()).map((piece) => piece.innerText.trim()).filter(Boolean);
        """

    private func run(
        as account: String, _ name: String = #function, _ test: (Desk, ConsoleDesk) async throws -> Void
    ) async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let county = try staged.stage.desk("140525")
            let member = try #require(staged.network.plan.member("140525"))
            try await Browser.run(name) { try await test(county, try await ConsoleDesk(account, at: member, in: $0)) }
        }
    }

    private func dispatched(_ title: String, at county: Desk) async throws -> TicketHandle {
        let ticket = try await county.register(.plain(title))
        try await county.accept(ticket)
        try await county.dispatch(ticket, to: try county.unit("xiacun").assignee)
        return ticket
    }

    private func pieces(_ page: Page) async throws -> [String] {
        (try await page.run(Self.pieces).array ?? []).compactMap(\.string)
    }

    @Test func `A paper prints on A4 with what the screen shows, and no more`() async throws {
        try await run(as: "dispatcher") { county, desk in
            let ticket = try await dispatched("路灯不亮", at: county)
            try await desk.open("/desk/tickets/\(ticket.id)/papers/transfer?item=1")
            _ = try await desk.page.element(.heading("转办单"))
            let shown = try await pieces(desk.page)
            for text in ["转办单", "路灯不亮", "村口路灯不亮，夜间出行不便。", "下村镇"] {
                #expect(shown.contains { $0.contains(text) }, "\(text)")
            }
            try await desk.page.tools("Emulation.setEmulatedMedia", ["media": "print"])
            #expect(try await pieces(desk.page) == shown)
            let rest = try await desk.page.run("""
                return [...document.querySelectorAll('#nav, .top, .paper-bar, .no-print, button')]
                  .filter((part) => part.checkVisibility()).length;
                """)
            #expect(rest.integer == 0)
            try await desk.page.tools("Emulation.setEmulatedMedia", ["media": ""])

            let printed = try await PrintedPages(of: desk.page)
            #expect(printed.sizes == [[210, 297]])
            guard let text = try await printed.text(ofPage: 1) else { return }
            for piece in shown { #expect(text.contains(PrintedPages.bare(piece)), "\(piece) is not on paper") }
            #expect(text.contains("第1页,共1页"), "\(text.suffix(80))")
        }
    }

    // proves: ZZ23-31.1, YC19-7.3d
    @Test func `Those who are late are urged many at once, and the notices print as one job`() async throws {
        try await run(as: "supervisor") { county, desk in
            let handed = [try await dispatched("路灯不亮", at: county), try await dispatched("井盖缺失", at: county)]
            let open = try await county.register(.plain("还没派单"))
            let page = desk.page
            try await desk.open("/desk/tickets")
            try await page.click(Target(css: "thead input[type=checkbox]"))
            try await page.click(.button("催办").within(".bulk"))
            try await desk.enter(.text("催办内容", "请今日反馈"), in: "dialog[open]")
            try await page.click(.button("预览").within("dialog[open]"))
            _ = try await page.element(.text("可以办理 2 件，不能办理 0 件", in: "dialog[open] p"))
            for one in handed { #expect(try await county.ticket(one).list("supervisions").isEmpty) }
            try await page.click(.button("办理可办的 2 件").within("dialog[open]"))
            try await page.gone(.css("dialog[open]"))
            for one in handed {
                let urged = try await county.ticket(one).list("supervisions")
                #expect(urged.map { $0.text("assignment") } == [one.id + ".1"] && urged[0].text("text") == "请今日反馈")
            }
            #expect(try await county.ticket(open).list("supervisions").isEmpty)
            try await printNotices(desk, handed, without: open)
        }
    }

    /// By the keyboard alone, from the marked rows to the pages.
    private func printNotices(_ desk: ConsoleDesk, _ handed: [TicketHandle], without: TicketHandle) async throws {
        let page = desk.page
        try await desk.open("/desk/tickets")
        try await page.click(Target(css: "thead input[type=checkbox]"))
        let button = try await page.element(.button("打印文书").within(".bulk"))
        try await page.run("arguments[0].focus()", [button.json])
        try await page.press("Enter")
        // The first choice has the focus and is made; the next but one is 催办通知书.
        _ = try await page.element(.css("dialog[open] input:focus"))
        for key in [" ", "Tab", "Tab", " ", "Enter"] { try await page.press(key) }
        _ = try await page.element(.text("共 2 份文书，来自 2 件工单。", in: "[role=status]"))
        let number = try await page.run("return document.querySelector('.no-print[role=status]').textContent").string
        #expect(number?.contains("1 件没有所选文书：") == true, "\(number ?? "")")
        let titles = try await pieces(page).filter { $0 == "催办通知书" }
        #expect(titles.count == 2)

        let printed = try await PrintedPages(of: page)
        #expect(printed.sizes == [[210, 297], [210, 297]])
        let texts = [try await printed.text(ofPage: 1), try await printed.text(ofPage: 2)].compactMap(\.self)
        guard texts.count == 2 else { return }
        // The rows stand newest first.
        for (text, title) in zip(texts, ["井盖缺失", "路灯不亮"]) {
            #expect(text.contains("催办通知书") && text.contains("《\(title)》") && text.contains("催办要求:请今日反馈"), "\(text)")
        }
        #expect(!texts[0].contains("《路灯不亮》"), "each begins on a page of its own")
    }
}
