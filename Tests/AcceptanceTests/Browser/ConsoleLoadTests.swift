import Foundation
import TestSupport
import Testing
import WorkCalendar

@testable import HotlineCLI

/// The console in a real browser, before anybody has signed in.
@Suite(.inBrowser, .timeLimit(.minutes(3))) struct ConsoleLoadTests {
    private static let morning = Moment("2026-03-02T09:00:00+08:00")?.milliseconds ?? 0

    /// From a telephone to a 4K screen.
    static let widths = [360, 1280, 3840]

    private func run(_ test: (Page, SingleNode) async throws -> Void, _ name: String = #function) async throws {
        let folder = try TemporaryDirectory()
        try await SingleNode.run(at: Self.morning, in: folder.path) { node in
            try await Browser.run(name) { browser in try await test(browser.page, node) }
        }
        withExtendedLifetime(folder) {}
    }

    @Test(arguments: widths)
    func `It loads without a complaint, asks nobody outside, and fits the window`(width: Int) async throws {
        try await run { page, node in
            try await page.resize(width: width, height: width == 360 ? 740 : 900)
            try await page.open(node.address + "/")
            _ = try await page.element(.button("登录"))
            let room = try await page.run("return [document.documentElement.scrollWidth, innerWidth]").array ?? []
            #expect(room.first == room.last, "the page is wider than its window")
            #expect(room.last?.integer == width)
        }
    }

    @Test func `Its language is switched and stays switched`() async throws {
        try await run { page, node in
            try await page.open(node.address + "/")
            try await page.click(.button("English"))
            _ = try await page.element(.button("Sign in"))
            try await page.wait(for: "the document's language", until: "document.documentElement.lang === 'en'")
            try await page.reload()
            _ = try await page.element(.button("Sign in"))
            try await page.click(.button("中文"))
            _ = try await page.element(.button("登录"))
        }
    }

    /// The policy is in force, not only sent: what would break it is stopped, and the watch over the page says so.
    @Test func `What a page may not do it cannot do`() async throws {
        try await run { page, node in
            try await page.open(node.address + "/")
            _ = try await page.element(.button("登录"))
            let refused = try await page.runAsync("""
                const done = arguments[0];
                const broken = [];
                document.addEventListener('securitypolicyviolation', (event) => {
                  broken.push(event.effectiveDirective);
                  if (broken.length === 4) done(broken.sort());
                });
                document.body.insertAdjacentHTML('beforeend',
                  '<img src="x" onerror="window.isStruck = true"><img src="http://elsewhere.example/a.png">');
                const script = document.createElement('script');
                script.textContent = 'window.isStruck = true';
                document.body.append(script);
                fetch('http://elsewhere.example/').catch(() => 0);
                """)
            #expect(refused == ["connect-src", "img-src", "script-src-attr", "script-src-elem"])
            #expect(try await page.run("return window.isStruck ?? null") == .null)
            for text in ["Content Security Policy", "elsewhere.example", "404 (Not Found)"] {
                page.browser.watch.allow(text)
            }
        }
    }
}
