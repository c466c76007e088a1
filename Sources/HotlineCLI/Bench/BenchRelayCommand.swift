import Foundation
import HTTPWire
import PeerTransport
import WorkCalendar

/// `hotline bench relay`: how fast messages travel from a sub-centre to the province.
struct BenchRelayCommand: Command {
    static let name = "bench relay"
    static let summary = "measure a relay county → city → province with three nodes on this machine"
    static let discussion = """
        Starts three node processes on free ports and acts as a sub-centre towards the county. Measures, in turn:
        latency at rest; throughput (the median of the runs) until the last event is durable at the province; catch-up
        after the city was killed and its messages piled up, and how long registrations at the province take meanwhile;
        registrations over the API by 64 clients; memory. In the
        same run it measures the machine's limits, which the figures are to be held against. Ends with 1 if the province
        lacks a ticket in the end.
        """
    static let options: [any OptionDeclaration] =
        [events, runs, samples, registrations, clients, unsigned, BenchProgram.option, BenchFolder.option]
    static let examples = [
        Example("hotline bench relay", "the whole benchmark, about a minute"),
        Example("hotline bench relay --unsigned", "what the signatures between nodes cost, beside the run before"),
        Example("hotline bench relay --events 2000 --runs 1 --json", "a short one for a machine to read"),
    ]

    private static let events = Option<PositiveCount>("events", "N", "events of a throughput run (20,000)")
    private static let runs = Option<PositiveCount>("runs", "N", "throughput runs (3)")
    private static let samples = Option<PositiveCount>("samples", "N", "single events for the latency (200)")
    private static let registrations = Option<PositiveCount>("registrations", "N", "tickets to register (10,000)")
    private static let clients = Option<PositiveCount>("clients", "N", "clients that register at once (64)")
    private static let unsigned = Flag("unsigned", "have the nodes show secrets in place of signatures")

    private let plan: RelayPlan
    private let program: String?
    private let parent: String?

    init(_ arguments: Arguments) throws(Failure) {
        var plan = RelayPlan()
        plan.events = try arguments.value(Self.events)?.value ?? plan.events
        plan.runs = try arguments.value(Self.runs)?.value ?? plan.runs
        plan.samples = try arguments.value(Self.samples)?.value ?? plan.samples
        plan.registrations = try arguments.value(Self.registrations)?.value ?? plan.registrations
        plan.clients = try arguments.value(Self.clients)?.value ?? plan.clients
        plan.isSigned = !arguments.has(Self.unsigned)
        self.plan = plan
        program = try arguments.value(BenchProgram.option)
        parent = try arguments.value(BenchFolder.option)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let folder = try BenchFolder(in: parent)
        defer { folder.remove() }
        let progress = Progress(terminal)
        defer { progress.clear() }
        let limits = try await MachineLimits.measure(in: folder.path, progress)
        let report = try await benchmark(in: folder, progress).run(limits: limits)
        progress.clear()
        terminal.say(report.record) { report.text(on: terminal) }
        return .ok
    }

    private func benchmark(in folder: BenchFolder, _ progress: Progress) throws -> RelayBenchmark {
        progress.show("making \(plan.totalEvents) events")
        let program = try BenchProgram.chosen(program)
        let configuration = try RelayConfiguration(signed: plan.isSigned)
        let transport = try SocketTransport(configuration: .init(idlePerOrigin: plan.clients))
        let nodes = try RelayTier.allCases.map {
            try BenchNode(
                configuration.node($0, in: folder.path), token: configuration.token, in: folder.path, program: program,
                transport)
        }
        let now = Moment(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1_000))
        return RelayBenchmark(
            plan: plan, nodes: nodes, events: try RelayEvent.series(plan.totalEvents, now: now),
            subcentre: RelaySubcentre(
                county: nodes[0].origin, secret: configuration.subcentreSecret, transport: transport),
            progress: progress)
    }
}
