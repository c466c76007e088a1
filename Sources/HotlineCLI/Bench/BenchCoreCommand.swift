/// `hotline bench core`: how fast the pure core decides and counts, without any database.
struct BenchCoreCommand: Command {
    static let name = "bench core"
    static let summary = "measure decisions and deadlines a second, on one thread, without a database"
    static let discussion = """
        A decision is one action on a ticket and the ticket after it: registered, accepted, dispatched, signed,
        submitted, approved, over and over. A deadline is one limit counted, of every regulation, kind and day of a year
        in turn; an explanation lists its days too.
        """
    static let options: [any OptionDeclaration] = [seconds]
    static let examples = [Example("hotline bench core --seconds 5", "five seconds for each figure")]

    private static let seconds = Option<PositiveCount>(
        "seconds", "N", "measure each for so long (1 unless said otherwise)")

    private let seconds: Int

    init(_ arguments: Arguments) throws(Failure) {
        seconds = try arguments.value(Self.seconds)?.value ?? 1
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let each = Duration.seconds(seconds)
        let progress = Progress(terminal)
        progress.show("core: decisions")
        let decisions = try await onBlockingThread("bench-core") { try CoreDecisions().perSecond(for: each) }
        progress.show("core: deadlines")
        let deadlines = try await onBlockingThread("bench-core") {
            try CoreDeadlines(explaining: false).perSecond(for: each)
        }
        progress.show("core: explanations")
        let explanations = try await onBlockingThread("bench-core") {
            try CoreDeadlines(explaining: true).perSecond(for: each)
        }
        progress.clear()
        terminal.say(.object([
            "benchmark": .string("core"), "decisionsPerSecond": .rounded(decisions),
            "deadlinesPerSecond": .rounded(deadlines), "explanationsPerSecond": .rounded(explanations),
        ])) {
            var table = Table([.init("core, one thread"), .init("figure", .right), .init("unit")])
            table.add("decisions", .init(Figure.whole(decisions)), "decisions/s")
            table.add("deadlines", .init(Figure.whole(deadlines)), "deadlines/s")
            table.add("deadlines explained day by day", .init(Figure.whole(explanations)), "deadlines/s")
            return table.text(width: terminal.width, colour: terminal.colour)
        }
        return .ok
    }
}
