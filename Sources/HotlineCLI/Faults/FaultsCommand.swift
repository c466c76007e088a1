import Topology

/// `hotline faults`: what a network of real processes loses when everything goes wrong that can.
struct FaultsCommand: Command {
    static let name = "faults"
    static let summary = "strike a network on this machine with every fault there is, and count what was lost"
    static let discussion = """
        For each fault starts province, city and county as processes whose links lead through lines of our own. While
        matters go through all tiers and every tier takes in more, the fault strikes again and again. Then it is taken
        away, and once nobody owes anybody anything the books of all nodes are compared over the API and their databases
        verified: every matter that was acknowledged is there once, above and below, every order was carried out once.
        Ends with 1 if anything was lost, doubled or different. What the machine does not allow is said to be skipped.
        """
    static let positionals = [
        Positional("FILE", "the network's file (default: Topologies/shanxi.json5)", isOptional: true),
    ]
    static let options: [any OptionDeclaration] = [rounds, short, only, ownNamespaces, BenchFolder.option]
    static let examples = [
        Example("hotline faults", "every fault, five times two seconds each; some minutes"),
        Example("hotline faults --short --json", "each once, for a machine to read; under a minute"),
        Example("hotline faults --only kill --rounds 100", "one fault for long"),
    ]

    private static let rounds = Option<PositiveCount>("rounds", "N", "how often each fault strikes (5)")
    private static let short = Flag("short", "each fault once and briefly; links are told to try again at once")
    private static let only = Option<String>("only", "FAULT", "this fault alone, such as kill", repeats: true)
    private static let ownNamespaces = Flag(
        "own-namespaces", "this process has network and mount namespaces of its own, as Tests/faults arranges")

    private let file: String
    private let pace: FaultTrial.Pace
    private let faults: [any Fault]
    private let parent: String?

    init(_ arguments: Arguments) throws(Failure) {
        file = arguments.optional(Self.positionals[0]) ?? "Topologies/shanxi.json5"
        var pace = arguments.has(Self.short) ? FaultTrial.Pace.short : .full
        pace.rounds = try arguments.value(Self.rounds)?.value ?? pace.rounds
        self.pace = pace
        faults = try Self.faults(arguments.values(Self.only), ownNamespaces: arguments.has(Self.ownNamespaces))
        parent = try arguments.value(BenchFolder.option)
    }

    private static func faults(_ names: [String], ownNamespaces: Bool) throws(Failure) -> [any Fault] {
        let all = Faults.all(ownNamespaces: ownNamespaces)
        let known = all.map(\.name)
        for name in names where !known.contains(name) {
            throw Failure(.usage, "there is no fault \(name)", cure: "name one of \(known.joined(separator: ", "))")
        }
        return names.isEmpty ? all : all.filter { names.contains($0.name) }
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let ground = try NetworkOptions.load(file).faultGround()
        let program = try ProcessHost.Program.running()
        let progress = Progress(terminal)
        defer { progress.clear() }
        var rows: [FaultRow] = []
        for fault in faults {
            progress.show("\(rows.count + 1)/\(faults.count) \(fault.title)")
            let row = await FaultTrial(fault: fault, file: ground, pace: pace, program: program).run(in: parent)
            if terminal.language == .json { terminal.print(record: row.record) }
            rows.append(row)
        }
        progress.clear()
        if terminal.language == .text {
            terminal.print(Table.of(rows))
            for finding in rows.flatMap(\.findings) { terminal.print(terminal.styled(finding.printable, .bad)) }
        }
        return rows.allSatisfy(\.isGood) ? .ok : .notSo
    }
}
