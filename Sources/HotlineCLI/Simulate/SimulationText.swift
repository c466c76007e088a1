import Simulation

/// A world's end for people and for programs.
enum SimulationText {
    /// Findings shown of one world.
    private static let shown = 12

    /// The command line that makes this very world.
    static func command(_ options: WorldOptions) -> String {
        let faults = FaultKind.allCases.filter(options.faults.contains).map(\.rawValue)
        var words = "hotline simulate --seed \(options.seed) --nodes \(nodes(options)) --days \(options.days)"
        words += " --faults \(faults.isEmpty ? "none" : faults.joined(separator: ","))"
        words += " --matters \(options.mattersPerHundredDays)"
        if let mutation = options.mutation { words += " --mutation \(mutation.rawValue)" }
        return words
    }

    private static func nodes(_ options: WorldOptions) -> String {
        switch options.network {
        case .national: "national"
        case .drawn(let nodes): "\(nodes)"
        }
    }

    static func text(_ report: WorldReport) -> String {
        let tally = report.tally
        let faults = FaultKind.allCases.map { "\($0.rawValue) \(tally.faults[$0] ?? 0)" }.joined(separator: ", ")
        var lines = [
            "\(report.isClean ? "clean" : "FAILED"): \(command(report.options))",
            "  \(report.nodes) nodes, \(tally.matters) matters, \(tally.commands) commands, "
                + "\(tally.messages) messages in \(tally.requests) requests, \(tally.timers) timers",
            "  accidents: \(faults)",
            "  trace \(String(report.trace, radix: 16))",
        ]
        lines += report.findings.prefix(shown).map { "  ✗ \($0)" }
        if report.findings.count > shown { lines.append("  … and \(report.findings.count - shown) more") }
        return lines.joined(separator: "\n") + "\n"
    }

    static func record(_ report: WorldReport, isShrunk: Bool = false) -> JSONValue {
        let tally = report.tally
        let faults = FaultKind.allCases.map { ($0.rawValue, JSONValue.integer(tally.faults[$0] ?? 0)) }
        return .object([
            "world": .string(command(report.options)), "seed": .string("\(report.options.seed)"),
            "clean": .bool(report.isClean), "shrunk": .bool(isShrunk), "nodes": .integer(report.nodes),
            "days": .integer(report.options.days), "matters": .integer(tally.matters),
            "commands": .integer(tally.commands), "messages": .integer(tally.messages),
            "requests": .integer(tally.requests), "timers": .integer(tally.timers),
            "faults": .object(Dictionary(uniqueKeysWithValues: faults)),
            "trace": .string(String(report.trace, radix: 16)),
            "findings": .array(report.findings.map {
                .object(["check": .string($0.check.rawValue), "detail": .string($0.detail)])
            }),
        ])
    }
}

/// All worlds of one call.
struct SimulationTally {
    private(set) var worlds = 0
    private(set) var failed = 0
    private var days = 0
    private var matters = 0
    private var messages = 0
    private var faults = 0

    mutating func add(_ report: WorldReport) {
        worlds += 1
        failed += report.isClean ? 0 : 1
        days += report.options.days
        matters += report.tally.matters
        messages += report.tally.messages
        faults += report.tally.faults.values.reduce(0, +)
    }

    func progress(_ options: WorldOptions, day: Int, _ tally: Tally) -> String {
        "seed \(options.seed), day \(day) of \(options.days): \(tally.matters) matters, \(tally.messages) messages; "
            + "\(worlds) worlds done, \(failed) failed"
    }

    func text(seconds: Double) -> String {
        "\(worlds) worlds, \(days) days, \(matters) matters, \(messages) messages, \(faults) accidents: "
            + "\(failed == 0 ? "all clean" : "\(failed) FAILED") in \(Figure.short(seconds)) s\n"
    }

    func record(seconds: Double) -> JSONValue {
        .object([
            "worlds": .integer(worlds), "failed": .integer(failed), "days": .integer(days),
            "matters": .integer(matters), "messages": .integer(messages), "accidents": .integer(faults),
            "seconds": .rounded(seconds),
        ])
    }
}
