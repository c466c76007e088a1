import Foundation
import Platform
import Topology

/// `hotline demo`: matters of every kind through a real network, each hop printed as it happens.
struct DemoCommand: Command {
    static let name = "demo"
    static let summary = "start a network, run matters of every kind through it, and show each hop"
    static let discussion = """
        Starts every node as a process, plays the matters that fit the network, and prints each step with its latency:
        an action of a person (from the request), an order or report (→, from the event that owed it), a push of the
        feed (⇢). Then it compares the books of all nodes and verifies each database. The network stays up, with
        addresses and sign-ins, until Ctrl-C. Ends with 1 if anything was lost, doubled or different.
        """
    static let positionals = [
        Positional("FILE", "the network's file (default: Topologies/shanxi.json5)", isOptional: true),
    ]
    static let options: [any OptionDeclaration] = [exit] + NetworkOptions.all
    static let examples = [
        Example("hotline demo", "Shanxi, left up until Ctrl-C"),
        Example("hotline demo Topologies/henan.json5 --exit --json", "Henan, for a machine to read"),
    ]
    static let takesSignals = true

    private static let exit = Flag("exit", "end after the summary")

    private let file: String
    private let options: NetworkOptions
    private let exits: Bool

    init(_ arguments: Arguments) throws(Failure) {
        file = arguments.optional(Self.positionals[0]) ?? "Topologies/shanxi.json5"
        options = try NetworkOptions(arguments)
        exits = arguments.has(Self.exit)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let signals = try Signals.stream()
        let file = try NetworkOptions.load(file)
        let folder = try WorkingFolder(options.folder)
        defer { folder.removeIfOurs() }
        do {
            return try await play(file, in: folder.path, until: signals, on: terminal)
        } catch let error as NetworkError {
            throw Failure.network(error)
        }
    }

    private func play(
        _ file: TopologyFile, in folder: String, until signals: AsyncStream<Signals.Signal>, on terminal: Terminal
    ) async throws -> ExitCode {
        let began = ContinuousClock.now
        let scripts = MatterScripts.playable(at: file.nodes.map(\.code))
        let ports = try options.ports(of: file, mayMove: true)
        let (routed, links) = try StagedNetwork.laying(scripts.compactMap(\.cuts), in: file, ports: ports)
        let plan = try NetworkOptions.plan(routed, folder: folder, ports: ports)
        let network = try Network.processes(plan, program: .running())
        try await network.start()
        let printer = HopPrinter(
            names: Dictionary(uniqueKeysWithValues: file.nodes.map { ($0.code, $0.name) }), on: terminal)
        if terminal.language == .text { terminal.print(opening(plan, since: began, on: terminal)) }
        let staged = try await StagedNetwork(
            network, of: file, links: links, onHop: { printer.show($0) }, onRemark: { printer.remark($0) })

        var news = News(signals) {
            let demonstration = Demonstration(staged: staged, scripts: scripts, printer: printer)
            let played = await demonstration.play()
            return played + (try await demonstration.settle())
        }
        // Ctrl-C ends the demonstration wherever it is; its figures would then mean nothing.
        guard case .settled(let result) = await news.next() else {
            await network.stop()
            return .failed
        }
        let settlement = try result.get()
        report(settlement, seconds: (ContinuousClock.now - began).inSeconds, plan, on: terminal)
        if !exits {
            UpCommand.show(plan, on: terminal)
            UpCommand.invite(on: terminal)
            _ = await news.next()
        }
        await network.stop()
        return settlement.isClean ? .ok : .notSo
    }

    private func opening(_ plan: NetworkPlan, since began: ContinuousClock.Instant, on terminal: Terminal) -> String {
        let nodes = plan.members.map { "\($0.name) \($0.address)" }.joined(separator: "，")
        return """
            \(terminal.styled(plan.title, .heading))
            \(plan.members.count) 个节点各为一个进程，\(HopText.seconds(.now - began)) s 启动：\(nodes)
            """
    }

    private func report(_ settlement: Settlement, seconds: Double, _ plan: NetworkPlan, on terminal: Terminal) {
        switch terminal.language {
        case .json:
            let (lost, doubled, different) = (settlement.lost, settlement.doubled, settlement.different)
            for (kind, texts) in [("lost", lost), ("doubled", doubled), ("different", different)] {
                for text in texts {
                    let finding = JSONValue.object(["kind": .string(kind), "what": .string(text)])
                    terminal.print(record: .object(["finding": finding]))
                }
            }
            terminal.print(record: settlement.record(seconds: seconds))
        case .text:
            let text = settlement.text(seconds: seconds, on: terminal)
            terminal.print("\n\(terminal.styled("对账", .heading))\n\(text)\n")
        }
    }
}

/// What a demonstration waits for: its own end, then the caller's wish to end.
private struct News {
    enum Item: Sendable {
        case settled(Result<Settlement, any Error>)
        case signal
    }

    private var items: AsyncStream<Item>.AsyncIterator

    /// Begins the work.
    init(_ signals: AsyncStream<Signals.Signal>, _ work: @escaping @Sendable () async throws -> Settlement) {
        let (stream, sink) = AsyncStream.makeStream(of: Item.self)
        items = stream.makeAsyncIterator()
        Task { for await _ in signals { sink.yield(.signal) } }
        Task {
            do { sink.yield(.settled(.success(try await work()))) } catch { sink.yield(.settled(.failure(error))) }
        }
    }

    mutating func next() async -> Item? { await items.next() }
}

/// Where a demonstration keeps its data: a folder of the caller's, or a temporary one.
private struct WorkingFolder {
    let path: String
    private let isOurs: Bool

    init(_ given: String?) throws {
        isOurs = given == nil
        path = try given ?? BenchFolder(in: nil).path
    }

    func removeIfOurs() {
        // What cannot be removed is left to the system, which clears its temporary folder itself.
        if isOurs { try? FileManager.default.removeItem(atPath: path) }
    }
}
