import Foundation
import Testing
import Topology

@testable import HotlineCLI

/// The keyboard: shortcuts where they are meant, and none while an input method composes Chinese.
@Suite(.inBrowser, .timeLimit(.minutes(5))) struct KeyboardTests {
    private func run(_ name: String = #function, _ test: (ConsoleDesk) async throws -> Void) async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let member = try #require(staged.network.plan.member("140525"))
            try await Browser.run(name) { browser in
                try await test(try await ConsoleDesk("operator", at: member, in: browser))
            }
        }
    }

    @Test func `Single keys and the palette lead where they say`() async throws {
        try await run { desk in
            try await desk.open("/desk")
            try await desk.settled()
            try await desk.page.press("n")
            _ = try await desk.page.element(.heading("登记诉求"))
            try await desk.page.press("Control", "k")
            _ = try await desk.page.element(.css("dialog[open]"))
            try await desk.page.press("Escape")
            try await desk.page.gone(.css("dialog[open]"))
        }
    }

    @Test func `While an input method composes, no key is a shortcut`() async throws {
        try await run { desk in
            let page = desk.page
            try await desk.open("/desk/register")
            let field = try await page.element(Target(css: "[id^=title]"))
            try await field.click()
            // As an input method does it: each key is its own (229) before it becomes part of what is composed.
            for (number, letter) in ["t", "i", "n", "g", "?", "n", "d"].enumerated() {
                try await composingKey(letter, on: page)
                try await page.tools("Input.imeSetComposition", [
                    "text": .string("ting?nd".prefix(number + 1).description), "selectionStart": .integer(number + 1),
                    "selectionEnd": .integer(number + 1),
                ])
            }
            // Enter takes the word and sends nothing; so does Ctrl+Enter.
            try await composingKey("Enter", on: page)
            try await composingKey("Enter", on: page, modifiers: 2)
            try await page.tools("Input.insertText", ["text": "停水"])
            #expect(try await page.run("return arguments[0].value", [field.json]) == "停水")
            try await page.run("document.activeElement.blur()")
            // Nor where nothing to type in has the focus.
            for key in ["?", "d", "l", "w"] { try await composingKey(key, on: page) }
            let state = try await page.run("""
                return [location.pathname,
                  document.querySelectorAll('dialog[open], .field-error:not([hidden])').length];
                """)
            #expect(state == ["/desk/register", .integer(0)])
            // The same key without an input method acts: what was tested above was there to be triggered.
            try await page.press("?")
            _ = try await page.element(.css("dialog[open]"))
        }
    }

    /// A key that an input method takes for itself: the page sees key code 229.
    private func composingKey(_ key: String, on page: Page, modifiers: Int = 0) async throws {
        for type in ["rawKeyDown", "keyUp"] {
            try await page.tools("Input.dispatchKeyEvent", [
                "type": .string(type), "key": .string(key), "windowsVirtualKeyCode": .integer(229),
                "modifiers": .integer(modifiers),
            ])
        }
    }
}
