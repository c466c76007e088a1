import Foundation
import HotlineCore
import Testing
import Topology

@testable import HotlineCLI

/// What people write into a matter is shown, and is never more than text.
@Suite(.inBrowser, .timeLimit(.minutes(5))) struct HostileTextTests {
    /// Each would set `window.isStruck`, or draw something, if it were taken for markup, a script or an address.
    private static let texts = [
        #"<img src=x onerror="window.isStruck=1">"#, "<script>window.isStruck=1</script>",
        #""><svg/onload=window.isStruck=1>"#, "javascript:window.isStruck=1", "</title><h1 id=struck>x</h1>",
        "${window.isStruck=1}{{window.isStruck=1}}",
    ]

    private func matter() -> MatterForm {
        let all = Self.texts.joined(separator: " ")
        return MatterForm(
            kind: .help, title: String(all.prefix(180)), content: all + String(repeating: "长", count: 3000), place: all,
            occurredAt: Self.texts[0], externalNumber: Self.texts[1],
            petitioner: .init(name: Self.texts[0], phone: "13800000001"))
    }

    @Test func `Hostile text runs nowhere, draws nothing, and breaks no page`() async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let county = try staged.stage.desk("140525")
            let ticket = try await county.register(matter())
            let member = try #require(staged.network.plan.member("140525"))
            try await Browser.run { browser in
                let desk = try await ConsoleDesk("operator", at: member, in: browser)
                let own = "/desk/tickets/\(ticket.id)"
                for path in ["/desk", "/desk/tickets", own, own + "/papers"] {
                    for width in ConsoleLoadTests.widths {
                        try await desk.page.resize(width: width, height: 900)
                        try await desk.open(path)
                        try await desk.settled()
                        try await expectHarmless(desk.page, at: path)
                    }
                }
                // What is found for a caller of the same number, while typing.
                try await desk.open("/desk/register")
                try await desk.enter(.text("联系电话", "13800000001"), in: ".register form")
                _ = try await desk.page.element(.css(".earlier li"))
                try await expectHarmless(desk.page, at: "/desk/register")
            }
        }
    }

    private func expectHarmless(_ page: Page, at path: String) async throws {
        let harm = try await page.run("""
            const count = (css, isBad) => [...document.querySelectorAll(css)].filter(isBad).length;
            return [window.isStruck ?? null, count('#struck, img[src="x"], main svg[onload]', () => true),
              count('a[href]', (link) => !/^https?:$|^blob:$/.test(link.protocol)),
              count('script', (script) => !script.src)];
            """)
        #expect(harm == [.null, .integer(0), .integer(0), .integer(0)], "\(path)")
        let room = try await page.run("return [document.documentElement.scrollWidth - innerWidth]")
        #expect((room.array?.first?.integer ?? 1) <= 0, "\(path) is wider than its window")
    }
}

extension ConsoleDesk {
    /// Waits until the page has shown what it was opened for.
    func settled() async throws {
        try await page.wait(for: "the page", until: """
            document.querySelector('main h1') && !document.querySelector('[aria-busy=true]')
            """)
    }
}
