import Foundation
import WorkCalendar

/// `hotline bench lists`: how fast the desks' screens are answered by a node full of tickets.
struct BenchListsCommand: Command {
    static let name = "bench lists"
    static let summary = "measure what the desks' screens ask of a node with very many tickets"
    static let discussion = """
        Fills a node's database with tickets by the storage code itself, 5 % of them open, spread over two years and 40
        units; starts the node on it and asks for each screen in turn over HTTP, one request after the other. Prints the
        latency of each and how many tickets it counts. Ends with 1 if one takes longer than a second at the median.
        """
    static let options: [any OptionDeclaration] = [tickets, samples, BenchProgram.option, BenchFolder.option]
    static let examples = [
        Example("hotline bench lists", "100,000 tickets, in under a minute"),
        Example("hotline bench lists --tickets 1000000 --folder /data", "a large hotline's"),
    ]

    private static let tickets = Option<PositiveCount>("tickets", "N", "tickets in the node (100,000)")
    private static let samples = Option<PositiveCount>("samples", "N", "requests of each screen (20)")
    /// A screen that takes longer is not one to work with.
    private static let bound = 1_000.0

    private let tickets: Int
    private let samples: Int
    private let program: String?
    private let parent: String?

    init(_ arguments: Arguments) throws(Failure) {
        tickets = try arguments.value(Self.tickets)?.value ?? 100_000
        samples = try arguments.value(Self.samples)?.value ?? 20
        program = try arguments.value(BenchProgram.option)
        parent = try arguments.value(BenchFolder.option)
    }

    /// What one screen took, and what it counted.
    private struct Measured: Sendable {
        let screen: ListsScreen
        let milliseconds: Percentiles
        let total: Int?
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let folder = try BenchFolder(in: parent)
        defer { folder.remove() }
        let progress = Progress(terminal)
        defer { progress.clear() }
        let node = try ListsNode(in: folder.path, program: BenchProgram.chosen(program))
        let (filled, measured) = try await doing {
            (try await fill(node, progress), try await measure(node, progress))
        } finally: {
            await node.kill()
        }
        progress.clear()
        report(measured, filled, on: terminal)
        return measured.allSatisfy { $0.milliseconds.p50 ?? 0 <= Self.bound } ? .ok : .notSo
    }

    /// - Returns: tickets that were written a second.
    private func fill(_ node: ListsNode, _ progress: Progress) async throws -> Double {
        // The first start makes the database.
        try await node.start()
        await node.kill()
        let watch = Stopwatch()
        let now = Moment(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1_000))
        let count = tickets
        try await node.fill(count, at: now) { progress.show("\($0) of \(count) tickets") }
        let perSecond = Double(count) / watch.seconds
        progress.show("the node starts on them")
        try await node.start()
        try await node.settle()
        return perSecond
    }

    private func measure(_ node: ListsNode, _ progress: Progress) async throws -> [Measured] {
        var measured: [Measured] = []
        for screen in ListsScreen.all {
            progress.show(screen.name)
            var (times, total): ([Double], Int?) = ([], nil)
            for _ in 0..<samples {
                let watch = Stopwatch()
                total = try await node.read(screen.path, as: screen.role)["total"]?.integer
                times.append(watch.elapsed.inMilliseconds)
            }
            measured.append(Measured(screen: screen, milliseconds: Percentiles(times), total: total))
        }
        return measured
    }

    private func report(_ measured: [Measured], _ perSecond: Double, on terminal: Terminal) {
        let records = measured.map { item -> JSONValue in
            .object([
                "screen": .string(item.screen.name), "path": .string(item.screen.path),
                "p50": item.milliseconds.p50.map { .rounded($0, digits: 2) } ?? .null,
                "p99": item.milliseconds.p99.map { .rounded($0, digits: 2) } ?? .null,
                "total": item.total.map { .integer($0) } ?? .null,
            ])
        }
        terminal.say(.object([
            "benchmark": .string("lists"), "tickets": .integer(tickets), "filledPerSecond": .rounded(perSecond),
            "screens": .array(records),
        ])) {
            var table = Table([
                .init("\(Figure.whole(Double(tickets))) tickets"), .init("p50 ms", .right), .init("p99 ms", .right),
                .init("counted", .right),
            ])
            for item in measured {
                table.add(
                    .init(item.screen.name), .init(Figure.milliseconds(item.milliseconds.p50)),
                    .init(Figure.milliseconds(item.milliseconds.p99)),
                    .init(item.total.map { Figure.whole(Double($0)) } ?? "–"))
            }
            return table.text(width: terminal.width, colour: terminal.colour)
                + "\nfilled with \(Figure.whole(perSecond)) tickets/s\n"
        }
    }
}
