/// `--color`: whether the output is coloured.
enum ColourChoice: String, OptionValue, CaseIterable {
    /// On a terminal that can, where `NO_COLOR` is not set.
    case auto
    case always, never

    init?(argument: String) { self.init(rawValue: argument) }
    static var expected: String { "auto, always or never" }
    static var words: [String] { allCases.map(\.rawValue) }

    /// Every command takes it.
    static let option = Option<ColourChoice>(
        "color", "WHEN", "auto (on a terminal, unless NO_COLOR is set), always or never", section: .common)

    /// What a command line says, before it is known which command it is: failures are coloured by it, too.
    static func asked(in words: [String]) -> ColourChoice {
        let words = Array(words.prefix { $0 != "--" })
        let name = "--\(option.name)"
        guard let index = words.lastIndex(where: { $0 == name || $0.hasPrefix(name + "=") }) else { return .auto }
        let following = words.indices.contains(index + 1) ? words[index + 1] : ""
        let word = words[index] == name ? following : String(words[index].dropFirst(name.count + 1))
        return ColourChoice(argument: word) ?? .auto
    }
}
