import Node

/// Sorts the words after a command's name into options, flags and positionals.
///
/// Options are long (`--name VALUE`, `--name=VALUE`), may stand before or after positionals, and `--` ends them. `-h`
/// is the one short form, because everyone tries it.
struct ArgumentParser {
    private let options: [String: any OptionDeclaration]
    private let positionals: [Positional]
    private var values: [String: [String]] = [:]
    private var flags: Set<String> = []
    private var free: [String] = []

    init(options: [any OptionDeclaration], positionals: [Positional]) {
        self.options = Dictionary(options.map { ($0.name, $0) }) { first, _ in first }
        self.positionals = positionals
    }

    /// - Throws: a usage failure that names the word and, where one is close, what was probably meant.
    mutating func parse(_ words: [String], environment: [String: String]) throws(Failure) -> Arguments {
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                free += rest
                break
            }
            if word == "-h" {
                flags.insert(Flag.help.name)
            } else if word.hasPrefix("--") {
                try take(option: word.dropFirst(2), rest: &rest)
            } else if word.hasPrefix("-"), word.count > 1, Double(word) == nil {
                throw .usage("unknown option '\(word)'", cure: "options are written in full, as in --json")
            } else {
                free.append(word)
            }
        }
        return Arguments(values: values, flags: flags, positionals: try named(), environment: environment)
    }

    private mutating func take(option word: Substring, rest: inout ArraySlice<String>) throws(Failure) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        guard let option = options[name] else {
            let nearest = NearestName.of(name, among: options.keys).map { "did you mean --\($0)?" }
            throw .usage("unknown option --\(name)", cure: nearest ?? "see --help for the options of this command")
        }
        guard let placeholder = option.placeholder else {
            guard parts.count == 1 else { throw .usage("--\(name) takes no value") }
            flags.insert(name)
            return
        }
        let value = try parts.count == 2 ? String(parts[1]) : following(name, placeholder, &rest)
        guard option.repeats || values[name] == nil else { throw .usage("--\(name) is given twice") }
        values[name, default: []].append(value)
    }

    private func following(
        _ name: String, _ placeholder: String, _ rest: inout ArraySlice<String>
    ) throws(Failure) -> String {
        guard let next = rest.first, !next.hasPrefix("--") else {
            let cure = "write --\(name) \(placeholder), or --\(name)=\(placeholder) if the value starts with dashes"
            throw .usage("--\(name) needs a value", cure: cure)
        }
        rest.removeFirst()
        return next
    }

    /// Free words by the names of the positionals. What is missing is not asked of someone who only wants the help
    /// page.
    private func named() throws(Failure) -> [String: String] {
        if free.count > positionals.count {
            throw .usage("unexpected argument '\(free[positionals.count])'", cure: "see --help for what it takes")
        }
        let missing = positionals.dropFirst(free.count).filter { !$0.isOptional }
        if !missing.isEmpty, !flags.contains(Flag.help.name) {
            throw .usage("missing \(missing.map(\.name).joined(separator: " and "))", cure: "see --help for an example")
        }
        return Dictionary(uniqueKeysWithValues: zip(positionals.map(\.name), free))
    }
}
