/// One thing that `hotline` can do: its page of help, the options it takes, and the work.
///
/// A command is made from its arguments, so that every mistake of the command line is found before anything is done,
/// and is a plain value after that.
protocol Command: Sendable {
    /// The words that call it, such as `ticket list`.
    static var name: String { get }
    /// One line, without a full stop.
    static var summary: String { get }
    /// What the help page says below the usage line; empty where the summary says it all.
    static var discussion: String { get }
    static var positionals: [Positional] { get }
    /// Its own options and those of its connection; `--json`, `--color` and `--help` are every command's.
    static var options: [any OptionDeclaration] { get }
    static var examples: [Example] { get }
    /// Whether it ends in order on Ctrl-C and SIGTERM; others end as the system does it.
    static var takesSignals: Bool { get }

    init(_ arguments: Arguments) throws(Failure)

    /// Does the work.
    /// - Throws: `Failure` with cause and cure; anything else is reported as a defect.
    func run(on terminal: Terminal) async throws -> ExitCode
}

extension Command {
    static var discussion: String { "" }
    static var positionals: [Positional] { [] }
    static var options: [any OptionDeclaration] { [] }
    static var takesSignals: Bool { false }

    /// Everything that may stand on its command line.
    static var allOptions: [any OptionDeclaration] { options + [Flag.json, ColourChoice.option, Flag.help] }
}

/// A line that can be copied from the help page, and what it does.
struct Example: Sendable {
    let line: String
    let meaning: String

    init(_ line: String, _ meaning: String) {
        self.line = line
        self.meaning = meaning
    }
}
