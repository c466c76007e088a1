import Crypto
import Foundation
import HotlineCore
import Node
import TestSupport
import Testing
import WorkCalendar

@testable import HotlineCLI

/// Lists that nobody sees whole: 2,000 rows; `HOTLINE_LIST_ROWS=10000` of the environment says otherwise.
@Suite(.inBrowser, .timeLimit(.minutes(5))) struct LongListTests {
    private static let count = ProcessInfo.processInfo.environment["HOTLINE_LIST_ROWS"].flatMap(Int.init) ?? 2_000
    private static let password = "a long list of rows"
    private static let now = Moment("2026-11-20T10:00:00+08:00") ?? Moment(milliseconds: 0)
    /// Longer than anybody should wait; a busy machine has a part in it.
    private static let patience = Duration.seconds(4)
    private static let rows = "document.querySelectorAll('.list tbody tr:not(.list-gap)').length"

    /// A node with that many tickets, and its operator at the list of them.
    private func run(_ name: String = #function, _ test: (SingleNode, ConsoleDesk) async throws -> Void) async throws {
        let folder = try TemporaryDirectory()
        // The first start makes the database.
        try await SingleNode.run(at: Self.now.milliseconds, in: folder.path) { _ in }
        let node = try #require(NodeCode(rawValue: "140525"))
        try await ListsTickets(Self.count, node: node, now: Self.now).write(to: folder.file("data/node.sqlite"))
        let hash = PasswordHash(Self.password, cost: .light).text
        try await SingleNode.run(at: Self.now.milliseconds, in: folder.path, { configuration in
            configuration.units = ListsTickets.units.map { .init(id: $0, name: "单位\($0.dropFirst(4))") }
            configuration.staff.removeAll { $0.role == .unit }
            for index in configuration.staff.indices { configuration.staff[index].passwordHash = hash }
        }, { node in
            try await Browser.run(name) { browser in
                let desk = try await ConsoleDesk("op", password: Self.password, at: node.address, in: browser)
                try await desk.open("/desk/tickets")
                _ = try await desk.page.element(.text("共 \(Self.count) 件", in: ".list-foot span"))
                try await test(node, desk)
            }
        })
        withExtendedLifetime(folder) {}
    }

    /// So many rows are in the page, however many were read.
    private func expectFewRows(_ page: Page) async throws {
        let rows = try await page.run("return \(Self.rows)").integer ?? 0
        #expect((10...100).contains(rows), "\(rows) rows in the page")
    }

    private func scroll(_ page: Page, to place: String) async throws {
        try await page.run("const box = document.querySelector('.list-scroller'); box.scrollTop = \(place);")
    }

    // proves: ZZ23-46
    @Test func `A long list scrolls with few rows in the page, and all of it is marked by one button`() async throws {
        try await run { _, desk in
            let page = desk.page
            try await expectFewRows(page)
            for shown in [120, 180, 240] {
                try await scroll(page, to: "box.scrollHeight")
                _ = try await page.element(.text("已列出 \(shown) 件", in: ".list-foot span"))
                try await expectFewRows(page)
            }
            try await page.click(Target(css: "thead input[type=checkbox]"))
            _ = try await page.element(.text("已选 240 件", in: ".bulk strong"))
            _ = try await page.element(.text("只选了已列出的，符合条件的共 \(Self.count) 件", in: ".bulk"))
            try await page.click(.button("选择全部 \(Self.count) 件"))
            _ = try await page.element(.text("已选 \(Self.count) 件", in: ".bulk strong"))
            try await expectFewRows(page)
            for place in ["box.scrollHeight", "box.scrollHeight / 2", "0"] {
                try await scroll(page, to: place)
                try await page.wait(for: "marked rows in sight", until: """
                    [...document.querySelectorAll('.list tbody input[type=checkbox]')].length > 9
                      && [...document.querySelectorAll('.list tbody input[type=checkbox]')].every((box) => box.checked)
                    """)
                try await expectFewRows(page)
            }
        }
    }

    // proves: ZZ20-2.2.6
    @Test func `A month's register holds all of that month, the first matter first, on A4 across`() async throws {
        try await run { node, desk in
            let page = desk.page
            let query = ["registeredFrom": "2026-10-01", "registeredBefore": "2026-11-01", "order": "oldest"]
                .map { URLQueryItem(name: $0.key, value: $0.value) }
            let october = try await node.client("operator").value(
                .get(["tickets"], query: query + [URLQueryItem(name: "limit", value: "500")]))
            let numbers = october.list("items").map { $0.text("number") }
            let total = try #require(october["total"]?.integer)
            try #require(total == numbers.count && total > 20)
            try await desk.open("/desk/papers/register?month=2026-10")
            _ = try await page.element(.text("共 \(total) 件", in: ".paper-numbers span"))
            let rows = try await page.run("""
                return [...document.querySelectorAll('.paper-list tbody tr')].map((row) => row.cells[1].innerText);
                """).array?.compactMap(\.string)
            #expect(rows == numbers)
            let printed = try await PrintedPages(of: page)
            #expect(printed.sizes.count > 1 && Set(printed.sizes) == [[297, 210]])
        }
    }

    // proves: ZZ23-46
    @Test func `A long list answers a filter at once, of states and of times`() async throws {
        try await run { node, desk in
            let page = desk.page
            func total(_ query: [String: String]) async throws -> Int {
                let items = query.map { URLQueryItem(name: $0.key, value: $0.value) }
                return try await node.client("operator").value(.get(["tickets"], query: items))["total"]?.integer ?? -1
            }
            let archived = try await total(["state": "archived"])
            #expect((1..<Self.count).contains(archived))
            try await page.click(.css("[data-name=state] summary"))
            let box = try await page.element(.css("[data-name=state] input[value=archived]"))
            let begun = ContinuousClock.now
            try await box.click()
            _ = try await page.element(.text("共 \(archived) 件", in: ".list-foot span"))
            #expect(begun.duration(to: .now) < Self.patience)
            try await page.press("Escape")
            try await page.gone(.css("[data-name=state][open]"))

            let october = ["registeredFrom": "2026-10-01", "registeredBefore": "2026-11-01", "state": "archived"]
            let lastMonth = try await total(october)
            #expect((1..<archived).contains(lastMonth))
            try await page.click(.css("[data-name=registered] summary"))
            let first = try await page.element(.css("[data-name=registered] input[type=date]"))
            let last = try await page.element(.css("[data-name=registered] label:nth-of-type(2) input"))
            for (field, day) in [(first, "2026-10-01"), (last, "2026-10-31")] {
                try await page.run("arguments[0].value = arguments[1]", [field.json, .string(day)])
            }
            try await page.click(.button("应用").within("[data-name=registered]"))
            _ = try await page.element(.text("共 \(lastMonth) 件", in: ".list-foot span"))
            _ = try await page.element(.text("登记时间: 10月1日–10月31日", in: "[data-name=registered] summary"))
            #expect(try await page.address().contains("registeredFrom=2026-10-01&registeredBefore=2026-11-01"))
        }
    }
}
