import Node

/// All commands, in the order of the help page, and how words lead to one of them.
struct CommandIndex {
    let commands: [any Command.Type]

    /// What the first words of a command line ask for.
    enum Resolution {
        case command(any Command.Type, rest: [String])
        /// The words name a group, such as `ticket`, but none of its commands.
        case group(String, [any Command.Type], unknown: String?)
        case unknown(String)
    }

    /// The longest run of words that names a command; options end the search.
    func resolve(_ words: [String]) -> Resolution? {
        guard let first = words.first else { return nil }
        let names = words.prefix { !$0.hasPrefix("-") }
        for length in stride(from: min(names.count, 3), to: 0, by: -1) {
            let name = names.prefix(length).joined(separator: " ")
            if let command = commands.first(where: { $0.name == name }) {
                return .command(command, rest: Array(words.dropFirst(length)))
            }
        }
        let group = commands.filter { $0.name.hasPrefix("\(first) ") }
        if !group.isEmpty { return .group(first, group, unknown: names.dropFirst().first) }
        return .unknown(first)
    }

    /// The failure for words that name nothing, with what was probably meant.
    func unknown(_ word: String, in group: String? = nil) -> Failure {
        let typed = group.map { "\($0) \(word)" } ?? word
        let heads = commands.flatMap { [$0.name, String($0.name.prefix { $0 != " " })] }
        let nearest = NearestName.of(typed, among: Set(heads)).map { "did you mean 'hotline \($0)'?" }
        return .usage("unknown command '\(typed)'", cure: nearest ?? "'hotline help' lists the commands")
    }
}
