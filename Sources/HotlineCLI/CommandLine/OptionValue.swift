import WorkCalendar

/// A type that a word of the command line can stand for.
protocol OptionValue: Sendable {
    /// Nil when the word does not stand for a value.
    init?(argument: String)
    /// What a word must look like, as the end of "… must be".
    static var expected: String { get }
    /// Every word that stands for a value, where they are few; empty for others.
    static var words: [String] { get }
}

extension OptionValue {
    static var words: [String] { [] }
}

extension String: OptionValue {
    init?(argument: String) { self = argument }
    static var expected: String { "text" }
}

extension Int: OptionValue {
    init?(argument: String) { self.init(argument) }
    static var expected: String { "a whole number" }
}

/// A count of things to do, at least one: `--events 0` would measure nothing.
struct PositiveCount: OptionValue {
    let value: Int

    init?(argument: String) {
        guard let value = Int(argument), value > 0 else { return nil }
        self.value = value
    }

    static var expected: String { "a whole number above 0" }
}

/// One field of a form, `name=value`; the value may hold further `=`.
struct FieldAssignment: OptionValue, Equatable {
    let name: String
    let value: String

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else { return nil }
        name = String(argument[..<equals])
        value = String(argument[argument.index(after: equals)...])
    }

    static var expected: String { "NAME=VALUE" }
}

extension Day: OptionValue {
    init?(argument: String) { self.init(argument) }
    static var expected: String { "a day such as 2026-11-21" }
}
