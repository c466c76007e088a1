import Synchronization

/// The single measurements.
extension RelayBenchmark {
    /// One event at a time through a network at rest: when the county acknowledges it, when the city and the province
    /// have it.
    func measureLatency(_ events: [RelayEvent]) async throws -> [RelayReport.Latency] {
        var city = try await ArrivalWatch(self.city).arrivals.makeAsyncIterator()
        var province = try await ArrivalWatch(self.province).arrivals.makeAsyncIterator()
        var samples: [[Double]] = [[], [], []]
        for (index, event) in events.enumerated() {
            progress.show("latency at rest, \(index) of \(events.count)")
            let start = ContinuousClock.now
            try await subcentre.send([event])
            samples[0].append((ContinuousClock.now - start).inMilliseconds)
            samples[1].append((try await Self.arrival(of: event, in: &city) - start).inMilliseconds)
            samples[2].append((try await Self.arrival(of: event, in: &province) - start).inMilliseconds)
        }
        return samples.map(RelayReport.Latency.init)
    }

    private static func arrival(
        of event: RelayEvent, in arrivals: inout AsyncThrowingStream<ArrivalWatch.Arrival, any Error>.AsyncIterator
    ) async throws -> ContinuousClock.Instant {
        while let arrival = try await arrivals.next() {
            if arrival.ticket == event.ticket { return arrival.at }
        }
        throw Failure(.failed, "a node ended its event stream while latency was measured")
    }

    /// Events a second, from the first request until the province has applied the last.
    func measureThroughput(_ events: [RelayEvent]) async throws -> Double {
        let target = try await province.appliedFeed(of: RelayTier.province.feeder) + events.count
        let watch = Stopwatch()
        try await within(plan.phaseLimit, "a throughput run") {
            try await subcentre.sendAll(events)
            try await awaitProvince(target)
        }
        return Double(events.count) / watch.seconds
    }

    /// Events a second after the city was gone while they arrived, from the moment it takes requests again until the
    /// province has applied the last; and how long people at the province wait for their commands meanwhile.
    func measureCatchUp(_ events: [RelayEvent]) async throws -> (rate: Double, commands: RelayReport.Latency) {
        let target = try await province.appliedFeed(of: RelayTier.province.feeder) + events.count
        await city.kill()
        try await within(plan.phaseLimit, "sending into the outage") { try await subcentre.sendAll(events) }
        try await city.start()
        let watch = Stopwatch()
        let commands = try await within(plan.phaseLimit, "catching up") {
            try await timed(while: { try await awaitProvince(target) })
        }
        return (Double(events.count) / watch.seconds, commands)
    }

    /// How long a registration at the province takes while nothing else goes on.
    func measureCommands() async throws -> RelayReport.Latency {
        var samples: [Double] = []
        for index in 0..<plan.samples { samples.append(try await timeCommand(index)) }
        return RelayReport.Latency(samples)
    }

    /// How long registrations at the province take, one after the other with a pause, while `work` goes on.
    private func timed(while work: @Sendable () async throws -> Void) async throws -> RelayReport.Latency {
        let isDone = Atomic(false)
        async let samples = timeCommands { isDone.load(ordering: .relaxed) }
        try await work()
        isDone.store(true, ordering: .relaxed)
        return RelayReport.Latency(try await samples)
    }

    private func timeCommands(until isDone: () -> Bool) async throws -> [Double] {
        var samples: [Double] = []
        while !isDone() {
            samples.append(try await timeCommand(samples.count))
            try await Task.sleep(for: .milliseconds(2))
        }
        return samples
    }

    private func timeCommand(_ index: Int) async throws -> Double {
        let start = ContinuousClock.now
        try await province.register(RelayForm.bytes(client: 0, index: index))
        return (ContinuousClock.now - start).inMilliseconds
    }

    /// Looks often only near the end: each look costs the province time that it needs for the events.
    private func awaitProvince(_ target: Int) async throws {
        while true {
            let left = try await target - province.appliedFeed(of: RelayTier.province.feeder)
            if left <= 0 { return }
            try await Task.sleep(for: .milliseconds(left > 2_000 ? 25 : 2))
        }
    }

    /// Tickets a second that the clients register at the county, each one after the other.
    func measureRegistrations() async throws -> Double {
        let share = plan.registrations / plan.clients
        let more = plan.registrations % plan.clients
        let watch = Stopwatch()
        try await within(plan.phaseLimit, "registering") {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for client in 0..<plan.clients {
                    group.addTask {
                        for index in 0..<(share + (client < more ? 1 : 0)) {
                            try await county.register(RelayForm.bytes(client: client, index: index))
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        return Double(plan.registrations) / watch.seconds
    }
}

/// What a person at the desk would send to register a matter.
enum RelayForm {
    static func bytes(client: Int, index: Int) -> [UInt8] {
        let form = JSONValue.object([
            "kind": .string("complaint"), "channel": .string("telephone"), "title": .string("第\(client)-\(index)号楼停水"),
            "content": .string("停水已三天，无人处理。"), "place": .string("凤台小区\(client)号楼"),
            "petitioner": .object(["name": .string("张某"), "phone": .string("13800000000")]),
        ])
        return Array(form.line.utf8)
    }
}
