import PeerTransport
import SyncProtocol
import Topology

/// One fault tried on a network of its own: people work, the fault strikes again and again, and afterwards all nodes'
/// books are compared from outside.
struct FaultTrial: Sendable {
    /// How often and how long a fault strikes.
    struct Pace: Sendable {
        var rounds: Int
        /// How long a strike lasts, and how long the network then has to itself.
        var duration: Duration
        /// Whether nodes are told to try again once a fault is over, instead of waiting out their back-off.
        var retries: Bool

        static let full = Pace(rounds: 5, duration: .seconds(2), retries: false)
        static let short = Pace(rounds: 1, duration: .milliseconds(600), retries: true)
    }

    /// How long a network is given to be whole again: longer than any back-off.
    private static let patience = Duration.milliseconds(BackOff.longestMilliseconds) + .seconds(30)

    let fault: any Fault
    let file: TopologyFile
    let pace: Pace
    /// What the nodes run.
    let program: ProcessHost.Program

    /// - Parameter parent: where the network's folder is made; nil for the system's temporary folder.
    func run(in parent: String?) async -> FaultRow {
        do {
            if let why = try await fault.obstacle() { return FaultRow(fault: fault, outcome: .skipped(why: why)) }
            let folder = try BenchFolder(in: parent)
            defer { folder.remove() }
            return FaultRow(fault: fault, outcome: .tried(try await tried(in: folder.path)))
        } catch {
            return FaultRow(fault: fault, outcome: .failed(error as? Failure ?? .unforeseen(error)))
        }
    }

    private func tried(in folder: String) async throws -> FaultRow.Result {
        let ports = Dictionary(uniqueKeysWithValues: zip(file.nodes.map(\.code), try Ports.free(file.nodes.count)))
        let cuts = file.links.map { (upper: $0.upper, lower: $0.lower) }
        let (routed, links) = try StagedNetwork.laying(cuts, in: file, ports: ports)
        var plan = try NetworkOptions.plan(routed, folder: folder, ports: ports)
        try await fault.prepare(&plan)
        let network = try Network.processes(plan, program: program, unless: fault.host)
        return try await doing {
            try await network.start()
            let staged = try await StagedNetwork(
                network, of: file, links: links, patience: Self.patience, client: Self.patientClient())
            return try await strike(FaultGround(staged: staged, duration: pace.duration))
        } finally: {
            await network.stop()
            await fault.clear()
        }
    }

    private func strike(_ ground: FaultGround) async throws -> FaultRow.Result {
        let work = FaultWork(ground.staged)
        async let unfinished = work.run()
        var strikes = 0
        do {
            for number in 1...pace.rounds {
                if number > 1 { try await ground.last() }
                strikes += try await fault.strike(ground, number: number)
                if pace.retries || number < pace.rounds { try await ground.retryLinks() }
            }
        } catch {
            work.finish()
            throw error
        }
        let mended = ContinuousClock.now
        work.finish()
        let lost = await unfinished
        let check = NetworkCheck(desks: ground.staged.stage.desks, uppers: ground.staged.uppers)
        try await check.waitForQuiet()
        let recovery = ContinuousClock.now - mended
        var settlement = try await check.compare() + work.settle()
        settlement.lost += lost
        settlement = settlement + (try await verify(ground))
        return FaultRow.Result(strikes: strikes, settlement: settlement, recovery: recovery)
    }

    /// Has each node's database looked through.
    private func verify(_ ground: FaultGround) async throws -> Settlement {
        var settlement = Settlement()
        let plan = ground.staged.network.plan
        for member in plan.members {
            let file = plan.configurationFile(of: member.code)
            let check = VerifyCheck(node: member.name, configurationFile: file, program: program.path)
            settlement = settlement + (try await check.findings())
        }
        return settlement
    }

    /// Clients of people who try again, with the same key, until their node works again.
    private static func patientClient() throws -> @Sendable (NetworkPlan.Member, String) throws -> NodeClient {
        let transport = try SocketTransport()
        return { member, account in
            guard let origin = PeerOrigin(member.address) else {
                throw Failure(.failed, "\(member.address) is no address")
            }
            return NodeClient(origin, token: member.tokens[account], over: transport)
                .persistent(for: .seconds(60), on: [503, 507])
        }
    }
}
