import Node

/// `hotline version`, also `hotline --version`: which program this is.
struct VersionCommand: Command {
    static let name = "version"
    static let summary = "print the version of this program"
    static let discussion = "A running node tells the same in its discovery (/.well-known/hotline-node) and its status."
    static let examples = [
        Example("hotline version", "hotline \(Software.version)"),
        Example("hotline version --json", "the same for a program"),
    ]

    init(_ arguments: Arguments) throws(Failure) {}

    func run(on terminal: Terminal) async throws -> ExitCode {
        terminal.say(.object(["version": .string(Software.version), "name": .string(Software.name)])) {
            "hotline \(Software.version)"
        }
        return .ok
    }
}
