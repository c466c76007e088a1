/// Why a command could not do its work, and what the person at the keyboard can do about it.
struct Failure: Error, Equatable {
    let exitCode: ExitCode
    /// One sentence without the program's name and without a full stop.
    let cause: String
    /// Further lines, such as one for each invalid field.
    let details: [String]
    /// What to do next; nil only where nothing sensible can be said.
    let cure: String?
    /// The problem document (RFC 9457) the node answered with, word for word, for `--json`.
    let problem: JSONValue?

    init(
        _ exitCode: ExitCode, _ cause: String, details: [String] = [], cure: String? = nil, problem: JSONValue? = nil
    ) {
        self.exitCode = exitCode
        self.cause = cause
        self.details = details
        self.cure = cure
        self.problem = problem
    }

    static func usage(_ cause: String, cure: String? = nil) -> Failure {
        Failure(.usage, cause, cure: cure)
    }

    /// Failures that no command foresaw still leave as a sentence and a code, never as a stack trace.
    static func unforeseen(_ error: any Error) -> Failure {
        Failure(.failed, "\(error)", cure: "this is a defect or a broken machine: keep the message when reporting it")
    }

    /// `hotline: cause`, the details indented, then `cure: …` on a line of its own.
    var text: String {
        let lines = ["hotline: \(cause.printable)"] + details.map { "  \($0.printable)" }
        return (lines + (cure.map { ["cure: \($0.printable)"] } ?? [])).map { $0 + "\n" }.joined()
    }

    /// The same for programs, as one line on the error stream.
    var record: JSONValue {
        .object([
            "cause": .string(cause),
            "details": .array(details.map(JSONValue.string)),
            "cure": cure.map(JSONValue.string) ?? .null,
            "exitCode": .integer(Int(exitCode.rawValue)),
            "problem": problem ?? .null,
        ])
    }
}
