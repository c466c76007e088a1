@testable import HotlineCLI

/// What a test looks for on a page: as a person or a screen reader finds it, by what it is and what it is called.
struct Target: Sendable, CustomStringConvertible {
    /// Selects what may be meant.
    var css: String
    /// The role that the browser computes for it; any where nil.
    var role: String?
    /// The accessible name that the browser computes for it; any where nil.
    var name: String?
    /// A text that it holds; any where nil.
    var text: String?
    /// Selects the elements of which it must be inside one.
    var scope = "html"

    static func button(_ name: String) -> Target {
        Target(css: "button, summary, [role=button], input[type=submit]", role: "button", name: name)
    }

    static func link(_ name: String) -> Target { Target(css: "a[href], [role=link]", role: "link", name: name) }

    /// Anything to type into or to choose from.
    static func field(_ name: String) -> Target {
        Target(css: "input, textarea, select, [role=combobox], [role=textbox]", name: name)
    }

    static func heading(_ name: String) -> Target { Target(css: "h1, h2, h3, h4", role: "heading", name: name) }

    static func role(_ role: String, _ name: String? = nil) -> Target { Target(css: "*", role: role, name: name) }

    static func css(_ css: String) -> Target { Target(css: css) }

    /// An element of which this is the text, or part of it.
    static func text(_ text: String, in css: String = "body *") -> Target { Target(css: css, text: text) }

    /// The same, inside an element that `css` selects.
    func within(_ css: String) -> Target {
        var target = self
        target.scope = css
        return target
    }

    var description: String {
        [role ?? css, name.map { "“\($0)”" }, text.map { "with “\($0)”" }, scope == "html" ? nil : "in \(scope)"]
            .compactMap(\.self).joined(separator: " ")
    }

    /// For ``PageScript``.
    var json: JSONValue {
        [
            "css": .string(css), "scope": .string(scope), "role": role.map { .string($0) } ?? .null,
            "name": name.map { .string($0) } ?? .null, "text": text.map { .string($0) } ?? .null,
        ]
    }
}
