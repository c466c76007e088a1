/// The words of one command line, sorted by what they belong to. Commands read them with the declarations they listed;
/// the text is turned into a typed value here, so that every wrong value is refused with the same sentence.
struct Arguments: Sendable {
    /// By option name, in the order given.
    let values: [String: [String]]
    let flags: Set<String>
    /// By the name of the positional.
    let positionals: [String: String]
    let environment: [String: String]

    func has(_ flag: Flag) -> Bool {
        flags.contains(flag.name)
    }

    /// The option's value, else its environment variable's, else nil. An empty variable counts as unset.
    func value<Value>(_ option: Option<Value>) throws(Failure) -> Value? {
        if let word = values[option.name]?.last {
            return try parse(word, as: "--\(option.name)")
        }
        guard let variable = option.environment, let word = environment[variable], !word.isEmpty else { return nil }
        return try parse(word, as: variable)
    }

    /// As `value`, for an option that must be given.
    func required<Value>(_ option: Option<Value>) throws(Failure) -> Value {
        guard let value = try value(option) else {
            let variable = option.environment.map { " or set \($0)" } ?? ""
            let cure = "give --\(option.name) \(option.placeholder ?? "")\(variable)"
            throw .usage("--\(option.name) is missing", cure: cure)
        }
        return value
    }

    /// Every value of an option that may be repeated.
    func values<Value>(_ option: Option<Value>) throws(Failure) -> [Value] {
        var parsed: [Value] = []
        for word in values[option.name] ?? [] {
            parsed.append(try parse(word, as: "--\(option.name)"))
        }
        return parsed
    }

    /// The parser has made sure that a positional that is not optional is there.
    func optional(_ positional: Positional) -> String? {
        positionals[positional.name]
    }

    func required(_ positional: Positional) throws(Failure) -> String {
        guard let word = positionals[positional.name] else { throw .usage("\(positional.name) is missing") }
        return word
    }

    private func parse<Value: OptionValue>(_ word: String, as name: String) throws(Failure) -> Value {
        guard let value = Value(argument: word) else {
            throw .usage("\(name) must be \(Value.expected), not '\(word)'")
        }
        return value
    }
}
