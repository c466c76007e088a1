/// The program behind `main.swift`: words in, text and an exit code out.
package struct HotlineProgram: Sendable {
    private let terminal: Terminal
    private let environment: [String: String]

    /// The program on the process's own streams.
    package init(environment: [String: String]) {
        self.init(terminal: .standard(environment: environment), environment: environment)
    }

    init(terminal: Terminal, environment: [String: String]) {
        self.terminal = terminal
        self.environment = environment
    }

    /// Runs the command that the words (without the program's own name) ask for, and says everything that is to be
    /// said.
    package func run(_ words: [String]) async -> ExitCode {
        let asJSON = words.prefix { $0 != "--" }.contains("--\(Flag.json.name)")
        let terminal = terminal.speaking(asJSON ? .json : .text).colouring(.asked(in: words))
        do {
            return try await dispatch(words, on: terminal)
        } catch {
            let failure = error as? Failure ?? .unforeseen(error)
            terminal.report(failure)
            return failure.exitCode
        }
    }

    private func dispatch(_ words: [String], on terminal: Terminal) async throws -> ExitCode {
        let index = CommandIndex(commands: Self.commands)
        let asksForHelp = words.isEmpty || words == ["help"] || words == ["--help"] || words == ["-h"]
        if asksForHelp {
            terminal.print(HelpPage.ofProgram(index.commands))
            return words.isEmpty ? .usage : .ok
        }
        let words = Self.spelledOut(words)
        let isHelp = words.first == "help"
        guard let resolution = index.resolve(isHelp ? Array(words.dropFirst()) : words) else {
            throw index.unknown("")
        }
        switch resolution {
        case .command(let command, let rest):
            return try await run(command, isHelp ? ["--help"] : rest, on: terminal)
        case .group(let name, let commands, let unknown):
            if let unknown { throw index.unknown(unknown, in: name) }
            terminal.print(HelpPage.of(group: name, commands))
            return isHelp || words.contains("--help") || words.contains("-h") ? .ok : .usage
        case .unknown(let word):
            throw index.unknown(word)
        }
    }

    /// `--version`, which every program knows, is the command `version`.
    private static func spelledOut(_ words: [String]) -> [String] {
        let asksForVersion = words.contains("--version") && words.allSatisfy { $0.hasPrefix("-") }
        return asksForVersion ? [VersionCommand.name] + words.filter { $0 != "--version" } : words
    }

    private func run(_ command: any Command.Type, _ words: [String], on terminal: Terminal) async throws -> ExitCode {
        var parser = ArgumentParser(options: command.allOptions, positionals: command.positionals)
        let arguments = try parser.parse(words, environment: environment)
        _ = try arguments.value(ColourChoice.option)
        if arguments.has(.help) {
            terminal.print(HelpPage.of(command))
            return .ok
        }
        return try await command.init(arguments).run(on: terminal)
    }
}
