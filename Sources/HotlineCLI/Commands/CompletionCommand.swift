/// `hotline completion`: lets a shell complete commands and options.
struct CompletionCommand: Command {
    static let name = "completion"
    static let summary = "print a script that lets bash or zsh complete commands and options"
    static let positionals = [shell]
    static let examples = [
        Example("source <(hotline completion bash)", "in ~/.bashrc"),
        Example("source <(hotline completion zsh)", "in ~/.zshrc, after compinit"),
    ]

    private static let shell = Positional("SHELL", "bash or zsh")

    private let shell: String

    init(_ arguments: Arguments) throws(Failure) {
        shell = try arguments.required(Self.shell)
        guard ["bash", "zsh"].contains(shell) else {
            throw .usage("there is no completion for '\(shell)'", cure: "name bash or zsh")
        }
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let script = CompletionScript(HotlineProgram.commands).text(forZsh: shell == "zsh")
        terminal.say(.object(["script": .string(script), "shell": .string(shell)])) { script }
        return .ok
    }
}

/// The script itself: what has been typed so far decides which words may follow.
struct CompletionScript {
    private let commands: [any Command.Type]

    init(_ commands: [any Command.Type]) {
        self.commands = commands
    }

    func text(forZsh: Bool) -> String {
        let bridge = forZsh ? "autoload -U +X bashcompinit && bashcompinit\n" : ""
        return bridge + """
            _hotline() {
              local words typed="${COMP_WORDS[*]:1:COMP_CWORD-1}"
              case "$typed" in
            \(cases)
              esac
              COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _hotline hotline

            """
    }

    /// Whole commands first, with their options; then the words that begin them.
    private var cases: String {
        let whole = commands.map { command in
            (pattern: "\"\(command.name)\"*", words: command.allOptions.map { "--\($0.name)" })
        }
        let heads = Set(commands.map { $0.name.prefix { $0 != " " } }).sorted()
        let groups = heads.map { head in
            (pattern: "\"\(head)\"", words: commands.compactMap { $0.name.suffix(after: "\(head) ") })
        }
        let start = [(pattern: "\"\" | help", words: heads.map(String.init) + ["help"])]
        return (whole + groups.filter { !$0.words.isEmpty } + start)
            .map { "    \($0.pattern)) words=\"\($0.words.joined(separator: " "))\" ;;" }.joined(separator: "\n")
    }
}

extension String {
    fileprivate func suffix(after prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }
}
