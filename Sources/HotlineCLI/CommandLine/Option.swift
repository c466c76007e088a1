/// What the parser and the help pages need to know of an option, whatever its value's type.
protocol OptionDeclaration: Sendable {
    /// Without the leading dashes.
    var name: String { get }
    /// How the help page names the value; nil for a flag, which takes none.
    var placeholder: String? { get }
    var help: String { get }
    /// The environment variable that stands in when the option is not given.
    var environment: String? { get }
    /// Whether it may be given more than once.
    var repeats: Bool { get }
    /// Which heading of the help page it stands under.
    var section: OptionSection { get }
    /// The values that it may have, where they are few and known: what a shell offers.
    var words: [String] { get }
}

/// The headings of a help page, in their order.
enum OptionSection: String, CaseIterable {
    case own = "options"
    case connection = "connection"
    case common = "common options"
}

/// An option with a value, `--name VALUE` or `--name=VALUE`. The declaration is also the key that a command reads the
/// typed value with, so that a name is written once.
struct Option<Value: OptionValue>: OptionDeclaration {
    let name: String
    let placeholder: String?
    let help: String
    let environment: String?
    let repeats: Bool
    let section: OptionSection
    let words: [String]

    init(
        _ name: String, _ placeholder: String, _ help: String, environment: String? = nil, repeats: Bool = false,
        section: OptionSection = .own, words: [String] = Value.words
    ) {
        self.name = name
        self.placeholder = placeholder
        self.help = help
        self.environment = environment
        self.repeats = repeats
        self.section = section
        self.words = words
    }
}

/// An option without a value.
struct Flag: OptionDeclaration {
    let name: String
    let help: String
    let section: OptionSection
    var placeholder: String? { nil }
    var environment: String? { nil }
    var repeats: Bool { false }
    var words: [String] { [] }

    init(_ name: String, _ help: String, section: OptionSection = .own) {
        self.name = name
        self.help = help
        self.section = section
    }

    static let json = Flag("json", "print JSON lines instead of text (contract: JSONOutput.md)", section: .common)
    static let help = Flag("help", "print this page", section: .common)
}

/// An argument known by its place.
struct Positional: Sendable {
    let name: String
    let help: String
    let isOptional: Bool
    /// The words that it may be, where they are few and known: what a shell offers.
    let words: [String]

    init(_ name: String, _ help: String, isOptional: Bool = false, words: [String] = []) {
        self.name = name
        self.help = help
        self.isOptional = isOptional
        self.words = words
    }
}
