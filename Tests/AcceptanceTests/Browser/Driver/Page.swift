import Foundation
import HTTPWire
import Testing

@testable import HotlineCLI

/// One window of a browser. Whatever it is asked for it waits for, up to ``patience``.
struct Page: Sendable {
    /// How long a page may take to show what it is asked for, in milliseconds: generous, since two processors run the
    /// nodes, the browser and the tests.
    static let patience = 20_000

    /// What did not come in time.
    struct NotThere: Error, CustomStringConvertible {
        let description: String
    }

    let handle: String
    let browser: Browser

    func command(
        _ method: HTTPMethod, _ path: String, _ body: JSONValue = .object([:])
    ) async throws -> JSONValue {
        try await browser.command(method, path, body, in: handle)
    }

    /// Loads an address and returns when it is loaded.
    func open(_ address: String) async throws { _ = try await command(.post, "/url", ["url": .string(address)]) }

    /// Loads the page anew.
    func reload() async throws { _ = try await command(.post, "/refresh") }

    /// The address that the window shows.
    func address() async throws -> String { try await command(.get, "/url").string ?? "" }

    /// Runs a script as the body of a function; what it returns.
    @discardableResult
    func run(_ script: String, _ arguments: [JSONValue] = []) async throws -> JSONValue {
        try await command(.post, "/execute/sync", ["script": .string(script), "args": .array(arguments)])
    }

    /// As ``run(_:_:)`` for a script that calls its last argument with its result.
    func runAsync(_ script: String, _ arguments: [JSONValue] = []) async throws -> JSONValue {
        try await command(.post, "/execute/async", ["script": .string(script), "args": .array(arguments)])
    }

    // MARK: Finding

    /// The first element that is meant, once it is there.
    func element(_ target: Target) async throws -> Element {
        guard let first = try await elements(target).first else { preconditionFailure("none is an error") }
        return first
    }

    /// All elements that are meant, once one is there.
    func elements(_ target: Target) async throws -> [Element] {
        let limit = JSONValue.integer(Self.patience)
        let found = try await calmly { try await runAsync(PageScript.elements, [target.json, limit]) }
        guard let list = found.array else { throw try await missing("\(target)") }
        return list.compactMap { Element($0, on: self) }
    }

    /// Waits until nothing is meant any more.
    func gone(_ target: Target) async throws {
        let limit = JSONValue.integer(Self.patience)
        guard try await calmly({ try await runAsync(PageScript.absence, [target.json, limit]) }) == .bool(true) else {
            throw try await missing("the end of \(target)")
        }
    }

    /// Waits until an expression is true in the page; its value.
    @discardableResult
    func wait(for what: String, until expression: String) async throws -> JSONValue {
        let script = PageScript.condition(expression)
        let value = try await calmly { try await runAsync(script, [.integer(Self.patience)]) }
        guard value != .null else { throw try await missing(what) }
        return value
    }

    /// Again while the page is in motion.
    func calmly<Value>(_ look: () async throws -> Value) async throws -> Value {
        let deadline = ContinuousClock.now + .milliseconds(Self.patience)
        while true {
            do {
                return try await look()
            } catch let error as WebDriverError where error.mayPass && ContinuousClock.now < deadline {
                await Task.yield()
            }
        }
    }

    private func missing(_ what: String) async throws -> NotThere {
        let text = try await run("return document.body?.innerText ?? ''").string ?? ""
        return NotThere(description: "waited in vain for \(what) at \(try await address()):\n\(text.prefix(3000))")
    }

    // MARK: Acting

    func click(_ target: Target) async throws {
        try await calmly { try await element(target).click() }
    }

    /// Types behind what a field holds.
    func type(_ text: String, into target: Target) async throws {
        try await calmly { try await element(target).type(text) }
    }

    /// Types in the place of what a field holds.
    func fill(_ target: Target, _ text: String) async throws {
        try await calmly {
            let field = try await element(target)
            try await field.clear()
            try await field.type(text)
        }
    }

    /// Presses keys together, as `["Control", "k"]`, in whatever has the focus.
    func press(_ keys: String...) async throws {
        let codes = keys.map { Key.code($0) }
        let actions = codes.map { JSONValue.object(["type": "keyDown", "value": .string($0)]) }
            + codes.reversed().map { JSONValue.object(["type": "keyUp", "value": .string($0)]) }
        _ = try await command(.post, "/actions", [
            "actions": [["type": "key", "id": "keyboard", "actions": .array(actions)]],
        ])
    }

    /// Chooses an option of a list by what it says.
    func choose(_ option: String, in target: Target) async throws {
        try await calmly {
            let list = try await element(target)
            let found = try await run("""
                return [...arguments[0].options].find((option) => option.label.trim() === arguments[1]) ?? null;
                """, [list.json, .string(option)])
            guard let element = Element(found, on: self) else { throw try await missing("\(option) in \(target)") }
            try await element.click()
        }
    }

    // MARK: The window

    /// Gives the page that many CSS pixels, narrower than a real window could be, too.
    func resize(width: Int, height: Int) async throws {
        try await tools("Emulation.setDeviceMetricsOverride", [
            "width": .integer(width), "height": .integer(height), "deviceScaleFactor": .integer(1),
            "mobile": false,
        ])
    }

    /// A command of the browser's own tools, for what WebDriver has no word for.
    @discardableResult
    func tools(_ name: String, _ parameters: JSONValue) async throws -> JSONValue {
        try await command(.post, "/goog/cdp/execute", ["cmd": .string(name), "params": parameters])
    }

    /// Writes what the window shows into a PNG file.
    func keepPicture(_ file: String) async throws {
        let text = try await command(.get, "/screenshot").string ?? ""
        guard let picture = Data(base64Encoded: text) else { throw CocoaError(.fileReadCorruptFile) }
        try picture.write(to: URL(filePath: file))
    }
}
