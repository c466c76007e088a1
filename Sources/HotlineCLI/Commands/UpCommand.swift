import Foundation
import Platform
import Topology

/// `hotline up`: a whole network on this machine, until Ctrl-C.
struct UpCommand: Command {
    static let name = "up"
    static let summary = "start every node of a network on this machine, until Ctrl-C"
    static let discussion = """
        Each node runs as a process of its own with its own data. Addresses and sign-ins are printed once all take
        requests. The same folder again means the same data and the same sign-ins. A node that dies is named, with the
        end of its log, and started again after 1 s, 2 s, 4 s, …; after five times within ten minutes all nodes are
        stopped, and the exit code is 5.
        """
    static let positionals = [NetworkOptions.file]
    static let options = NetworkOptions.all
    static let examples = [
        Example("hotline up Topologies/shanxi.json5", "the Shanxi network at the file's ports"),
        Example("hotline up Topologies/henan.json5 --folder /tmp/henan --port-base 0", "at free ports, data in /tmp"),
    ]
    static let takesSignals = true

    private let file: String
    private let options: NetworkOptions

    init(_ arguments: Arguments) throws(Failure) {
        file = try arguments.required(NetworkOptions.file)
        options = try NetworkOptions(arguments)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let signals = try Signals.stream()
        let file = try NetworkOptions.load(file)
        let folder = options.folder ?? Self.standardFolder(of: file)
        let ports = try options.ports(of: file, mayMove: false)
        do {
            let plan = try NetworkOptions.plan(file, folder: folder, ports: ports)
            let network = try Network.processes(plan, program: .running())
            try await network.start()
            Self.show(plan, on: terminal)
            Self.invite(on: terminal)
            return try await keepUp(network, until: signals, on: terminal)
        } catch let error as NetworkError {
            throw Failure.network(error)
        }
    }

    /// Keeps all nodes running until a signal comes, or until a node has died too often.
    private func keepUp(
        _ network: Network, until signals: AsyncStream<Signals.Signal>, on terminal: Terminal
    ) async throws(Failure) -> ExitCode {
        let words = NodeNewsText(network.plan, on: terminal)
        let (endings, sink) = AsyncStream.makeStream(of: NodeEnd?.self)
        let listener = Task { for await _ in signals { sink.yield(nil) } }
        let keeper = Task { _ = sink.yield(await network.keepUp { words.show($0) }) }
        let lastEnd = await endings.first { _ in true } ?? nil
        listener.cancel()
        keeper.cancel()
        await network.stop()
        await keeper.value
        if let lastEnd { throw words.failure(lastEnd) }
        return .ok
    }

    /// Prints where the network is reached and by whom.
    static func show(_ plan: NetworkPlan, on terminal: Terminal) {
        let table = NetworkTable(plan)
        switch terminal.language {
        case .json: for record in table.records { terminal.print(record: record) }
        case .text: terminal.print("\(terminal.styled(plan.title, .heading))\n\n" + table.text(on: terminal))
        }
    }

    /// Says how to end it.
    static func invite(on terminal: Terminal) {
        if terminal.language == .text { terminal.print("\n按 Ctrl-C 停止。") }
    }

    /// Where a network lives unless said otherwise: the place for state that outlives a program (XDG).
    private static func standardFolder(of file: TopologyFile) -> String {
        let environment = ProcessInfo.processInfo.environment
        let state = environment["XDG_STATE_HOME"].flatMap { $0.isEmpty ? nil : $0 }
            ?? FileManager.default.homeDirectoryForCurrentUser.path + "/.local/state"
        return "\(state)/hotline/\(file.name)"
    }
}
