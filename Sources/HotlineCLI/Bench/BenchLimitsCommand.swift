import Foundation

/// `hotline bench limits`: what this machine can do at best.
struct BenchLimitsCommand: Command {
    static let name = "bench limits"
    static let summary = "measure what this machine can do at best: commits, syncs, round trips"
    static let options: [any OptionDeclaration] = [BenchFolder.option]
    static let examples = [Example("hotline bench limits --folder /var/lib/hotline", "on the disk of the data")]

    private let parent: String?

    init(_ arguments: Arguments) throws(Failure) {
        parent = try arguments.value(BenchFolder.option)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let folder = try BenchFolder(in: parent)
        defer { folder.remove() }
        let progress = Progress(terminal)
        let limits = try await MachineLimits.measure(in: folder.path, progress)
        progress.clear()
        let record = JSONValue.object(["benchmark": .string("limits"), "limits": limits.record])
        terminal.say(record) { limits.table.text(width: terminal.width, colour: terminal.colour) }
        return .ok
    }
}
