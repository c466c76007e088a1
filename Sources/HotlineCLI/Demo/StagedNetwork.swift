import Node
import PeerTransport
import Topology

/// A network that runs, watched at every node.
struct StagedNetwork: Sendable {
    let network: Network
    let stage: Stage
    /// The nodes directly above each node.
    let uppers: [String: [String]]

    /// Leads the links that scripts cut through lines of our own.
    /// - Returns: the file with the lines' addresses, and the lines by link.
    static func laying(
        _ cuts: [(upper: String, lower: String)], in file: TopologyFile, ports: [String: Int]
    ) throws -> (file: TopologyFile, links: [Stage.CuttableLink]) {
        var file = file
        var links: [Stage.CuttableLink] = []
        for (upper, lower) in cuts where !links.contains(where: { $0.upper == upper && $0.lower == lower }) {
            guard let index = file.links.firstIndex(where: { $0.upper == upper && $0.lower == lower }),
                let upperPort = ports[upper], let lowerPort = ports[lower]
            else { continue }
            let up = try Line(to: upperPort)
            file.links[index].upperAddress = up.address
            var lines = [up]
            if !file.links[index].pull {
                let down = try Line(to: lowerPort)
                file.links[index].lowerAddress = down.address
                lines.append(down)
            }
            links.append(Stage.CuttableLink(upper: upper, lower: lower, lines: lines))
        }
        return (file, links)
    }

    /// Watches a network that has been started.
    /// - Parameters:
    ///   - absent: nodes that do not run yet; they are watched from their start on.
    ///   - patience: how long its desks wait for anything.
    ///   - transport: what the desks' watches go over; nil: one of our own, for nodes without TLS.
    ///   - client: makes the client of an account at a node; nil: our own, with the plan's token.
    init(
        _ network: Network, of file: TopologyFile, links: [Stage.CuttableLink], absent: [String] = [],
        patience: Duration = Desk.patience, transport: SocketTransport? = nil,
        onHop: @escaping @Sendable (Hop) -> Void = { _ in },
        onRemark: @escaping @Sendable (String) -> Void = { _ in },
        client: (@Sendable (NetworkPlan.Member, String) throws -> NodeClient)? = nil
    ) async throws {
        self.network = network
        uppers = Dictionary(uniqueKeysWithValues: file.nodes.map { ($0.code, file.uppers(of: $0.code)) })
        let ledger = HopLedger(uppers: uppers, onHop: onHop)
        let transport = try transport ?? SocketTransport()
        var desks: [Desk] = []
        for member in network.plan.members {
            let isRunning = !absent.contains(member.code)
            desks.append(try await Self.desk(member, isRunning, patience, ledger, transport, client))
        }
        stage = Stage(desks: desks, links: links, ledger: ledger, onRemark: onRemark)
    }

    private static func desk(
        _ member: NetworkPlan.Member, _ isRunning: Bool, _ patience: Duration, _ ledger: HopLedger,
        _ transport: SocketTransport,
        _ client: (@Sendable (NetworkPlan.Member, String) throws -> NodeClient)?
    ) async throws -> Desk {
        guard let origin = PeerOrigin(member.address) else {
            throw Failure(.failed, "\(member.address) is no address")
        }
        let watch = NodeWatch(
            code: member.code, origin: origin, token: try token(of: "admin", at: member), over: transport
        ) { change, moment in
            await ledger.observe(change, at: moment)
        }
        await watch.begin(waits: isRunning)
        return Desk(code: member.code, name: member.name, watch: watch, patience: patience) { account in
            if let client { return try client(member, account) }
            return NodeClient(origin, token: try token(of: account, at: member), over: transport)
        } onCommand: { note in
            await ledger.note(note)
        }
    }

    private static func token(of account: String, at member: NetworkPlan.Member) throws(Failure) -> String {
        guard let token = member.tokens[account] else {
            throw Failure(
                .failed, "node \(member.code) has no account '\(account)' whose token is known",
                cure: "set demonstrationStaff: true at the node in the topology file")
        }
        return token
    }
}
