import HTTPWire

@testable import HotlineCLI

/// An element that was found on a page.
struct Element: Sendable {
    /// What WebDriver calls a reference to an element (W3C WebDriver section 12.2).
    private static let key = "element-6066-11e4-a52e-4f735466cecf"

    private let reference: String
    private let page: Page

    /// Nil for what is no element.
    init?(_ value: JSONValue, on page: Page) {
        guard let reference = value[Self.key]?.string else { return nil }
        self.reference = reference
        self.page = page
    }

    /// For a script's arguments.
    var json: JSONValue { [Self.key: .string(reference)] }

    func click() async throws { _ = try await page.command(.post, "/element/\(reference)/click") }

    func clear() async throws { _ = try await page.command(.post, "/element/\(reference)/clear") }

    /// Types; into a field for files the path of one.
    func type(_ text: String) async throws {
        _ = try await page.command(.post, "/element/\(reference)/value", ["text": .string(text)])
    }

    /// The text that a person sees.
    func text() async throws -> String {
        try await page.run("return arguments[0].innerText", [json]).string ?? ""
    }

    /// An attribute; empty where there is none.
    func attribute(_ name: String) async throws -> String {
        try await page.run("return arguments[0].getAttribute(arguments[1])", [json, .string(name)]).string ?? ""
    }
}

/// Keys that are no characters, as W3C WebDriver section 17.4.2 numbers them.
enum Key {
    static func code(_ name: String) -> String {
        switch name {
        case "Control": "\u{E009}"
        case "Shift": "\u{E008}"
        case "Alt": "\u{E00A}"
        case "Tab": "\u{E004}"
        case "Enter": "\u{E007}"
        case "Escape": "\u{E00C}"
        case "Backspace": "\u{E003}"
        case "ArrowLeft": "\u{E012}"
        case "ArrowUp": "\u{E013}"
        case "ArrowRight": "\u{E014}"
        case "ArrowDown": "\u{E015}"
        default: name
        }
    }
}
