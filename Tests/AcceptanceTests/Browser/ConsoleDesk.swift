import Foundation
import Testing
import Topology

@testable import HotlineCLI

/// Somebody at the console: a window of the browser in which one account has signed in. Each account has a host name of
/// its own on this machine, so that the sessions of several stand side by side in one browser.
struct ConsoleDesk: Sendable {
    let page: Page
    private let address: String

    /// Opens a window and signs in as an account of a node.
    init(_ account: String, at member: NetworkPlan.Member, in browser: Browser) async throws {
        let password = try #require(member.passwords[account])
        try await self.init(account, password: password, at: member.address, in: browser)
    }

    /// The same at a node of which only the address is known.
    init(_ account: String, password: String, at node: String, in browser: Browser) async throws {
        let port = try #require(URL(string: node)?.port)
        address = "http://\(account)-\(port).localhost:\(port)"
        page = try await browser.newPage()
        try await page.open(address + "/")
        try await page.fill(.field("账号"), account)
        try await page.fill(.field("密码"), password)
        try await page.click(.button("登录"))
        _ = try await page.element(.css("#nav"))
    }

    /// Opens a page of the console by its address.
    func open(_ path: String) async throws { try await page.open(address + path) }

    /// Opens a ticket by its row on the desk, as a person finds it there.
    func openFromDesk(_ title: String) async throws {
        try await open("/desk")
        try await page.click(Target(css: "main a", role: "link", text: title))
        _ = try await page.element(.heading(title))
    }

    /// Waits on the open desk, without touching it, until a queue counts something; opens the ticket from there.
    func takeUpWhatCame(_ title: String) async throws {
        let queue = try await page.wait(for: "something in a queue", until: """
            [...document.querySelectorAll('[role=tab]')]
              .find((tab) => Number(tab.querySelector('.queue-count')?.textContent) > 0)
            """)
        try await #require(Element(queue, on: page)).click()
        try await page.click(Target(css: "main a", role: "link", text: title))
        _ = try await page.element(.heading(title))
    }

    /// What an action's form is filled with, field by field.
    enum Entry: Sendable {
        case text(String, String)
        /// A choice, shown as buttons or as a list.
        case pick(String, String)
        /// The present moment.
        case now(String)
    }

    /// Takes an action of the open ticket: its button, then its form, where it has one.
    func act(_ action: String, _ entries: Entry...) async throws {
        try await page.click(.button(action).within(".action-panel"))
        guard !entries.isEmpty else { return }
        for entry in entries { try await enter(entry, in: "dialog[open]") }
        try await page.click(.button(action).within("dialog[open]"))
        try await page.gone(.css("dialog[open]"))
    }

    /// Takes an action whose form asks for nothing that must be said.
    func confirm(_ action: String) async throws {
        try await page.click(.button(action).within(".action-panel"))
        try await page.click(.button(action).within("dialog[open]"))
        try await page.gone(.css("dialog[open]"))
    }

    /// Dispatches the open ticket to one of the node's units, found by its name, or to a node below.
    func dispatch(to name: String, isNode: Bool = false) async throws {
        try await page.click(.button("派单").within(".action-panel"))
        try await page.fill(.field("查找单位或下级节点").within("dialog[open]"), isNode ? name + "（下级节点）" : name)
        try await page.click(.button("加入").within("dialog[open]"))
        _ = try await page.element(.text(name, in: "dialog[open] .dispatch-row strong"))
        try await page.click(.button("派单").within("dialog[open]"))
        try await page.gone(.css("dialog[open]"))
    }

    /// Waits until the open ticket is in this state, as its head says it.
    func until(_ state: String) async throws {
        _ = try await page.element(.text(state, in: ".ticket-head .row:first-child .mark"))
    }

    /// The identifier of the open ticket.
    func ticket() async throws -> String {
        let path = try await page.run("return location.pathname").string ?? ""
        return try #require(path.split(separator: "/").last.map(String.init))
    }

    /// Fills one field of the form inside `scope`, found by its label.
    func enter(_ entry: Entry, in scope: String) async throws {
        switch entry {
        case .text(let label, let text):
            let field = try await part("input, textarea", of: label, in: scope)
            try await field.clear()
            try await field.type(text)
        case .pick(let label, let option):
            try await part("label.choice, option", of: label, saying: option, in: scope).click()
        case .now(let label):
            try await part("button", of: label, saying: "现在", in: scope).click()
        }
    }

    private func part(
        _ css: String, of label: String, saying text: String = "", in scope: String
    ) async throws -> Element {
        let words = [scope + " .field", label, css, text].map { JSONValue.string($0).line }
        let found = try await page.wait(for: "\(css) of \(label)", until: """
            [...document.querySelectorAll(\(words[0]))]
              .filter((box) => box.querySelector('label, legend')?.textContent.startsWith(\(words[1])))
              .flatMap((box) => [...box.querySelectorAll(\(words[2]))])
              .find((element) => element.textContent.startsWith(\(words[3])))
            """)
        return try #require(Element(found, on: page))
    }
}
