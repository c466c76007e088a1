import Simulation

/// `hotline simulate`: whole networks under a virtual clock, with every accident, from a seed.
struct SimulateCommand: Command {
    static let name = "simulate"
    static let summary = "run whole networks of nodes in virtual time, with accidents, and check what becomes of them"
    static let discussion = """
        Each world is a network of real cores on databases in memory, driven by a virtual clock: people take matters in
        and handle them, while requests are lost, doubled and delayed, links are cut one way or both, nodes crash at
        their commits and are restored from old copies, and clocks go wrong. Then everything heals, and must agree:
        every accepted matter is there, each order was executed once, mirrors equal their owners, streams are without
        a gap, journals are whole, no limit below is later than above, and nothing of a confidential petitioner was on
        a line. The same options make the same world, event by event. A world that fails is made smaller while it still
        fails. Ends with 1 if a world fails.

        Defects for --mutation:
        \(WorldMutation.allCases.map { "  \($0.rawValue)" }.joined(separator: "\n"))
        """
    static let options: [any OptionDeclaration] =
        [nodes, days, seed, worlds, faults, matters, mutation, noShrink]
    static let examples = [
        Example("hotline simulate --worlds 100", "a hundred small worlds, everything about them drawn from the seeds"),
        Example("hotline simulate --nodes national --days 30", "31 provinces, 333 cities, 2,843 counties, a month"),
        Example(
            "hotline simulate --seed 7 --nodes 4 --days 2 --faults lost,crash", "one world, as a failure prints it"),
    ]

    private static let nodes = Option<SimulatedNetwork>(
        "nodes", "N", "so many nodes, or `national` (drawn from the seed)")
    private static let days = Option<PositiveCount>("days", "N", "days with accidents (drawn; 30 for national)")
    private static let seed = Option<SeedValue>("seed", "N", "what everything is drawn from (1)")
    private static let worlds = Option<PositiveCount>(
        "worlds", "N", "so many worlds, of this seed and the next ones (1)")
    private static let faults = Option<FaultSelection>(
        "faults", "LIST", "\(FaultKind.allCases.map(\.rawValue).joined(separator: ",")), all or none (drawn)")
    private static let matters = Option<PositiveCount>(
        "matters", "N", "matters a node and a hundred days (drawn; 10 for national)")
    private static let mutation = Option<MutationValue>(
        "mutation", "NAME", "run with a defect that must be found (named below)")
    private static let noShrink = Flag("no-shrink", "leave a world that fails as it is")

    private let worlds: [WorldOptions]
    private let shrinks: Bool

    init(_ arguments: Arguments) throws(Failure) {
        let first = try arguments.value(Self.seed)?.value ?? 1
        let count = try arguments.value(Self.worlds)?.value ?? 1
        let network = try arguments.value(Self.nodes)?.network
        let days = try arguments.value(Self.days)?.value
        let faults = try arguments.value(Self.faults)?.kinds
        let matters = try arguments.value(Self.matters)?.value
        let mutation = try arguments.value(Self.mutation)?.mutation
        worlds = (0..<UInt64(count)).map { index in
            var options = WorldOptions.drawn(from: first &+ index)
            if network == .national { options = .national(seed: first &+ index) }
            if let network { options.network = network }
            if let days { options.days = days }
            if let faults { options.faults = faults }
            if let matters { options.mattersPerHundredDays = matters }
            options.mutation = mutation
            return options
        }
        shrinks = !arguments.has(Self.noShrink)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let progress = Progress(terminal)
        defer { progress.clear() }
        let started = ContinuousClock.now
        var tally = SimulationTally()
        for options in worlds {
            let report = try await onBlockingThread("simulation") { [tally] in
                try Simulation.run(options) { day, counts in
                    progress.show(tally.progress(options, day: day, counts))
                }
            }
            tally.add(report)
            if report.isClean, worlds.count > 1 { continue }
            progress.clear()
            terminal.say(SimulationText.record(report)) { SimulationText.text(report) }
            if !report.isClean, shrinks { try await shrink(report, on: terminal, progress) }
        }
        progress.clear()
        let seconds = (ContinuousClock.now - started) / .seconds(1)
        terminal.say(tally.record(seconds: seconds)) { tally.text(seconds: seconds) }
        return tally.failed == 0 ? .ok : .notSo
    }

    private func shrink(_ report: WorldReport, on terminal: Terminal, _ progress: Progress) async throws {
        let smaller = try await onBlockingThread("simulation") {
            guard var shrinker = Shrinker(report) else { return report }
            return try shrinker.shrink { smallest in
                progress.show("smaller: \(SimulationText.command(smallest.options))")
            }
        }
        progress.clear()
        terminal.say(SimulationText.record(smaller, isShrunk: true)) {
            "  the smallest that fails so:\n" + SimulationText.text(smaller)
        }
    }
}
