import PeerTransport

/// `hotline bench http`: how fast one node answers people and their programs.
struct BenchHTTPCommand: Command {
    static let name = "bench http"
    static let summary = "measure one node's HTTP interface beside a constant answer and nginx's"
    static let discussion = """
        Starts a county node as a process on a free port and asks it over kept connections, each for the next thing as
        soon as it has its answer: to register a ticket (durable before it is answered), to read one, for a page of the
        list, and for a constant answer (/healthz). Where nginx is installed, it gives a constant answer too, from one
        process, as the node serves from one thread. All take turns, run by run; each figure is of the run with the
        median rate. The load comes from this process and takes its share of the machine. Ends by itself after about
        runs × 5 × seconds.
        """
    static let options: [any OptionDeclaration] =
        [seconds, runs, connections, nginx, BenchProgram.option, BenchFolder.option]
    static let examples = [
        Example("hotline bench http", "three runs of two seconds for each figure, about 40 seconds"),
        Example("hotline bench http --connections 1", "what one caller alone gets"),
        Example("hotline bench http --seconds 1 --runs 1 --json", "a short one for a machine to read"),
    ]

    private static let seconds = Option<PositiveCount>("seconds", "N", "measure each for so long in a run (2)")
    private static let runs = Option<PositiveCount>("runs", "N", "runs (3)")
    private static let connections = Option<PositiveCount>("connections", "N", "connections at once (64)")
    private static let nginx = Option<String>("nginx", "FILE", "nginx's program (looked for where Debian has it)")

    private var plan = HTTPPlan()
    private let nginx: String?
    private let program: String?
    private let parent: String?

    init(_ arguments: Arguments) throws(Failure) {
        plan.seconds = try arguments.value(Self.seconds)?.value ?? plan.seconds
        plan.runs = try arguments.value(Self.runs)?.value ?? plan.runs
        plan.connections = try arguments.value(Self.connections)?.value ?? plan.connections
        nginx = try arguments.value(Self.nginx)
        program = try arguments.value(BenchProgram.option)
        parent = try arguments.value(BenchFolder.option)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let folder = try BenchFolder(in: parent)
        defer { folder.remove() }
        let progress = Progress(terminal)
        defer { progress.clear() }
        let limits = try await MachineLimits.measure(in: folder.path, progress)
        let node = try HTTPNode(in: folder.path, program: BenchProgram.chosen(program))
        let nginx = try NginxServer(program: nginx, in: folder.path)
        let report = try await HTTPBenchmark(plan: plan, node: node, nginx: nginx, progress: progress)
            .run(limits: limits)
        progress.clear()
        terminal.say(report.record) { report.text(on: terminal) }
        return .ok
    }
}
