import PeerTransport

/// The benchmark: three nodes, and this process as the county's sub-centre.
///
/// Events enter the county's inbox as they would from a real neighbour and count once the province has applied them,
/// every hop durable before it acknowledges.
struct RelayBenchmark: Sendable {
    let plan: RelayPlan
    let nodes: [BenchNode]
    let events: [RelayEvent]
    let subcentre: RelaySubcentre
    let progress: Progress

    var county: BenchNode { nodes[RelayTier.county.rawValue] }
    var city: BenchNode { nodes[RelayTier.city.rawValue] }
    var province: BenchNode { nodes[RelayTier.province.rawValue] }

    /// Starts the network, measures, and ends it again, also when something fails on the way.
    func run(limits: MachineLimits) async throws -> RelayReport {
        try await doing { try await measure(limits) } finally: { await stop() }
    }

    private func stop() async {
        for node in nodes { await node.kill() }
    }

    private func measure(_ limits: MachineLimits) async throws -> RelayReport {
        progress.show("starting three nodes")
        for node in nodes.reversed() { try await node.start() }
        try await subcentre.hello()
        let memory = MemoryWatch(nodes)
        let idle = memory.present
        var rest = events[...]
        let single = rest.take(plan.samples)
        let latencies = try await within(plan.phaseLimit, "measuring latency") { try await measureLatency(single) }
        let commands = try await within(plan.phaseLimit, "measuring commands") { try await measureCommands() }
        var rates: [Double] = []
        let relaying = ProcessorWatch(nodes)
        for run in 1...plan.runs {
            progress.show("throughput, run \(run) of \(plan.runs)")
            let batch = rest.take(plan.events)
            rates.append(try await memory.during { try await measureThroughput(batch) })
        }
        let messageCost = relaying.cost(of: plan.runs * plan.events)
        progress.show("catching up")
        let outage = rest.take(plan.events)
        let catchUp = try await memory.during { try await measureCatchUp(outage) }
        progress.show("registrations")
        let registering = ProcessorWatch(nodes)
        let registrations = try await memory.during { try await measureRegistrations() }
        try await requireWhole()
        let registrationCost = registering.cost(of: plan.registrations)
        return RelayReport(
            messagesPerSecond: Percentiles(rates).p50 ?? 0, registrationsPerSecond: registrations,
            catchUpPerSecond: catchUp.rate, latencies: latencies, commandsAtRest: commands,
            commandsInCatchUp: catchUp.commands, idleBytes: idle, loadBytes: memory.peakBytes,
            messageCost: messageCost, registrationCost: registrationCost, limits: limits,
            eventBytes: events.reduce(0) { $0 + $1.bytes.count } / max(1, events.count))
    }

    /// Speed is worth nothing if a message is lost: in the end the province must hold every ticket of this run.
    private func requireWhole() async throws {
        let expected = plan.totalEvents + plan.registrations
        progress.show("waiting until all is whole")
        let deadline = ContinuousClock.now + plan.phaseLimit
        var held: Int
        repeat {
            held = try await province.read("/status").value(at: ["mirrors"])?.integer ?? 0
            if held == expected { return }
            try await Task.sleep(for: .milliseconds(50))
        } while ContinuousClock.now < deadline
        throw Failure(
            .notSo, "the province holds \(held) of \(expected) tickets", cure: "this is a defect: report it")
    }
}

extension ArraySlice {
    /// The first elements, which are then gone from the slice.
    fileprivate mutating func take(_ count: Int) -> [Element] {
        defer { removeFirst(Swift.min(count, self.count)) }
        return Array(prefix(count))
    }
}
