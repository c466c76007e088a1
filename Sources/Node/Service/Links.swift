import HotlineCore
import NodeCore
import PeerTransport
import Platform
import Storage
import SyncProtocol

/// Starts what runs between this node and others: deliveries, fetching, recovery, what subscribers are told.
struct Links {
    let context: NodeContext
    let environment: NodeService.Environment
    let recovery: Wakeup

    func start() async throws(NodeStartError) {
        var greeters: [NodeCode: Greeter] = [:]
        for peer in context.configuration.peers {
            guard let code = NodeCode(rawValue: peer.code), let link = context.delivery.link(to: code),
                let wire = context.wires[code]
            else { continue }
            greeters[code] = start(link, wire, fetches: peer.isFetchedFrom)
            if peer.relation == .upper { startReconciliation(over: link, wire) }
        }
        let driver = RecoveryDriver(
            engine: context.engine, greeters: greeters, wires: context.wires, wakeup: recovery,
            random: environment.random, log: context.log)
        context.delivery.run { await driver.run() }
        let alarms = ClockAlarms(clocks: context.clocks, engine: context.engine, log: context.log)
        context.delivery.run { await alarms.run() }
        try await serveSubscribers()
    }

    private func serveSubscribers() async throws(NodeStartError) {
        do {
            for subscription in try await context.engine.read({ try SubscriptionStore.all(in: $0) }) {
                context.serve(subscription)
            }
        } catch {
            throw .database("\(error)")
        }
    }

    /// The time over which the first hellos go out: the same again for each hundred neighbours, so that a hub that
    /// comes back does not open thousands of connections at once.
    private var spread: Duration { environment.stagger * (1 + Double(context.configuration.peers.count) / 100) }

    /// The owner compares: it is the one that can send again, and the one that always reaches the other.
    private func startReconciliation(over link: PeerLink, _ wire: PeerWire) {
        let seconds = context.configuration.limits.reconcileSeconds
        let timer = ReconciliationTimer(
            engine: context.engine, link: link, wire: wire, random: environment.random, log: context.log,
            interval: seconds.map { .seconds($0) } ?? ReconciliationTimer.usualInterval)
        context.delivery.run { await timer.run() }
    }

    private func start(_ link: PeerLink, _ wire: PeerWire, fetches: Bool) -> Greeter {
        let engine = context.engine
        let port = CorePeerPort(engine: engine, peer: link.peer)
        let greeter = Greeter(
            link: link, port: port, wire: wire, opened: [context.blobs.wakeup(of: link.peer)], log: context.log)
        let limits = engine.core.settings.limits
        let tools = StreamLoop.Tools(
            clock: environment.clock, random: environment.random, log: context.log,
            limits: StreamSender.Limits(count: limits.batchEvents, bytes: limits.batchBytes),
            takesCommits: { engine.disk.condition.takesCommits })
        context.delivery.start(
            link, port: port, wire: wire, greeter: greeter, tools: tools,
            delay: spread * environment.random.unit())
        let blobs = BlobLoop(
            peer: link.peer, engine: engine, centre: context.blobs, wire: wire, fetches: fetches,
            random: environment.random, log: context.log)
        context.delivery.run { await blobs.run() }
        guard fetches else { return greeter }
        for stream in StreamName.allCases {
            let loop = PullLoop(
                stream: stream, link: link, port: port, engine: engine, wire: wire, greeter: greeter,
                clock: environment.clock, random: environment.random, log: context.log)
            context.delivery.run { await loop.run() }
        }
        return greeter
    }
}
