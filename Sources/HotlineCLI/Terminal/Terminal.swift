import Foundation

/// What a command speaks to: its output for people or for programs, its errors, and what the terminal can show.
struct Terminal: Sendable {
    enum Language: Sendable { case text, json }

    private let output: any TextSink
    private let errors: any TextSink
    let language: Language
    /// Columns of the terminal; nil when the output goes to a file or a pipe.
    let width: Int?
    let colour: Bool
    /// Whether someone watches the error stream, where progress is shown.
    let showsProgress: Bool

    init(
        output: any TextSink, errors: any TextSink, language: Language = .text, width: Int? = nil,
        colour: Bool = false, showsProgress: Bool = false
    ) {
        self.output = output
        self.errors = errors
        self.language = language
        self.width = width
        self.colour = colour
        self.showsProgress = showsProgress
    }

    /// The process's own streams. Colour needs a terminal that can show it and nobody who objects (no-color.org).
    static func standard(environment: [String: String]) -> Terminal {
        let isTerminal = isatty(STDOUT_FILENO) == 1
        let wantsColour = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
        return Terminal(
            output: StreamSink(descriptor: STDOUT_FILENO), errors: StreamSink(descriptor: STDERR_FILENO),
            width: isTerminal ? columns(of: STDOUT_FILENO) : nil, colour: isTerminal && wantsColour,
            showsProgress: isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb")
    }

    func speaking(_ language: Language) -> Terminal {
        Terminal(
            output: output, errors: errors, language: language, width: width, colour: colour,
            showsProgress: showsProgress)
    }

    /// The same, coloured as someone asked for.
    func colouring(_ choice: ColourChoice) -> Terminal {
        let colours = switch choice {
        case .auto: colour
        case .always: true
        case .never: false
        }
        return Terminal(
            output: output, errors: errors, language: language, width: width, colour: colours,
            showsProgress: showsProgress)
    }

    /// Prints as it stands; what came from outside must have been made `printable`.
    func print(_ text: String) {
        output.write(text.hasSuffix("\n") ? text : text + "\n")
    }

    func print(_ table: Table) {
        output.write(table.text(width: width, colour: colour))
    }

    /// One JSON line.
    func print(record: JSONValue) {
        output.write(record.line + "\n")
    }

    /// Says the same to programs or to people, as asked for.
    func say(_ record: @autoclosure () -> JSONValue, _ text: () -> String) {
        switch language {
        case .json: print(record: record())
        case .text: print(text())
        }
    }

    func styled(_ text: String, _ style: Style) -> String {
        style.applied(to: text.printable, colour: colour)
    }

    /// A remark that is no part of the result: a progress line, a hint. It never mixes with the output.
    func remark(_ text: String) {
        errors.write(text)
    }

    func report(_ failure: Failure) {
        errors.write(language == .json ? failure.record.line + "\n" : failure.text)
    }

    private static func columns(of descriptor: Int32) -> Int {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}
