/// `hotline completion`: lets a shell complete commands and options.
struct CompletionCommand: Command {
    static let name = "completion"
    static let summary = "print a script that lets bash or zsh complete commands and options"
    static let positionals = [shell]
    static let examples = [
        Example("source <(hotline completion bash)", "in ~/.bashrc"),
        Example("source <(hotline completion zsh)", "in ~/.zshrc, after compinit"),
    ]

    private static let shell = Positional("SHELL", "bash or zsh", words: ["bash", "zsh"])

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
