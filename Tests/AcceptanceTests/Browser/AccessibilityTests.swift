import Foundation
import Testing
import Topology

@testable import HotlineCLI

/// axe over every page of the console (WCAG 2.2 AA): nothing serious, nothing critical.
@Suite(.inBrowser, .withAxe, .timeLimit(.minutes(8))) struct AccessibilityTests {
    @Test func `The page to sign in`() async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let member = try #require(staged.network.plan.member("140525"))
            try await Browser.run { browser in
                try await browser.page.open(member.address + "/")
                _ = try await browser.page.element(.button("登录"))
                try await Axe.check(browser.page)
            }
        }
    }

    @Test(arguments: ["operator", "xiacun", "supervisor", "admin"])
    func `Every page of a role`(account: String) async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let county = try staged.stage.desk("140525")
            let ticket = try await county.register(.plain())
            try await county.accept(ticket)
            try await county.dispatch(ticket, to: try county.unit("xiacun").assignee)
            let member = try #require(staged.network.plan.member("140525"))
            try await Browser.run { browser in
                let desk = try await ConsoleDesk(account, at: member, in: browser)
                try await desk.settled()
                let links = try await desk.page.run("""
                    return [...document.querySelectorAll('#nav a')].map((link) => link.getAttribute('href'));
                    """)
                let pages = (links.array ?? []).compactMap(\.string)
                try #require(pages.count > 2)
                let own = "/desk/tickets/\(ticket.id)"
                let printed = "/desk/papers/print?kinds=transfer,urging&tickets=\(ticket.id)"
                for path in pages + ["/desk/profile", own, own + "/papers", printed] {
                    try await desk.open(path)
                    try await desk.settled()
                    try await Axe.check(desk.page)
                }
            }
        }
    }
}

/// The accessibility check that `.ci/axe` fetches.
enum Axe {
    private static let file = AcceptanceNetwork.repository.appending(path: ".build/axe/axe.min.js")

    static var isHere: Bool { FileManager.default.fileExists(atPath: file.path) }

    /// Records an issue for each thing in the page that is seriously or critically wrong.
    static func check(_ page: Page, _ location: SourceLocation = #_sourceLocation) async throws {
        try await page.run(try String(contentsOf: file, encoding: .utf8))
        let wrong = try await page.runAsync("""
            const done = arguments[0];
            const place = (node) => `    ${node.target.join(' ')}  ${node.html.slice(0, 160)}`;
            const told = (one) =>
              [`${one.impact} ${one.id}: ${one.help}`, ...one.nodes.slice(0, 3).map(place)].join('\\n');
            const isGrave = (one) => ['serious', 'critical'].includes(one.impact);
            axe.run(document, { resultTypes: ['violations'], preload: false }).then(
              (result) => done(result.violations.filter(isGrave).map(told)), (error) => done([`axe failed: ${error}`]));
            """)
        let address = try await page.address()
        guard let list = wrong.array else { throw Page.NotThere(description: "axe told nothing of \(address)") }
        for one in list { Issue.record("\(address): \(one.text())", sourceLocation: location) }
    }
}

extension Trait where Self == ConditionTrait {
    /// Checks by axe are skipped, and say so, where it could not be fetched.
    static var withAxe: Self { .enabled(if: Axe.isHere, "AXE IS NOT HERE: run .ci/axe") }
}
