/// What `bench relay` found.
struct RelayReport: Sendable {
    /// The latency of one hop in milliseconds.
    struct Latency: Sendable {
        let p50: Double?
        let p99: Double?

        init(_ samples: [Double]) {
            let percentiles = Percentiles(samples)
            p50 = percentiles.p50
            p99 = percentiles.p99
        }

        fileprivate var record: JSONValue {
            .object(["p50": Self.record(p50), "p99": Self.record(p99)])
        }

        /// For people.
        fileprivate var text: String { "\(Figure.milliseconds(p50)) / \(Figure.milliseconds(p99))" }

        private static func record(_ value: Double?) -> JSONValue {
            value.map { .rounded($0, digits: 2) } ?? .null
        }
    }

    var messagesPerSecond: Double
    var registrationsPerSecond: Double
    var catchUpPerSecond: Double
    /// By tier, lowest first.
    var latencies: [Latency]
    /// Of registrations at the province at rest, and while it takes in what piled up.
    var commandsAtRest: Latency
    var commandsInCatchUp: Latency
    var idleBytes: Int
    var loadBytes: Int
    /// What a message of the throughput runs, and a registration with all that it brings above, cost the processors.
    var messageCost: ProcessorWatch.Cost
    var registrationCost: ProcessorWatch.Cost
    var limits: MachineLimits
    /// The mean size of an event on the wire; for people only.
    var eventBytes: Int

    var record: JSONValue {
        let tiers = RelayTier.allCases.map { (String(describing: $0), latencies[$0.rawValue].record) }
        return .object([
            "benchmark": .string("relay"), "tiers": .integer(RelayTier.allCases.count),
            "messagesPerSecond": .rounded(messagesPerSecond),
            "registrationsPerSecond": .rounded(registrationsPerSecond),
            "catchUpPerSecond": .rounded(catchUpPerSecond),
            "latencyMs": .object(Dictionary(uniqueKeysWithValues: tiers)),
            "commandMs": .object([
                "rest": commandsAtRest.record, "catchUp": commandsInCatchUp.record,
            ]),
            "memoryMB": .object([
                "idle": .rounded(Self.megabytes(idleBytes), digits: 1),
                "load": .rounded(Self.megabytes(loadBytes), digits: 1),
            ]),
            "limits": limits.record,
            "processorMicroseconds": .object([
                "message": messageCost.record, "registration": registrationCost.record,
            ]),
        ])
    }

    /// The figures for people, the machine's limits below them.
    func text(on terminal: Terminal) -> String {
        var table = Table([.init("relay over three tiers"), .init("figure", .right), .init("unit")])
        table.add("throughput, events of \(eventBytes) bytes", .init(Figure.whole(messagesPerSecond)), "messages/s")
        table.add("catch-up after an outage", .init(Figure.whole(catchUpPerSecond)), "messages/s")
        table.add("registrations at the county", .init(Figure.whole(registrationsPerSecond)), "tickets/s")
        for tier in RelayTier.allCases {
            let latency = latencies[tier.rawValue]
            table.add("latency at rest: \(tier) \(Self.reached[tier.rawValue])", .init(latency.text), "ms p50 / p99")
        }
        table.add("registration at the province, at rest", .init(commandsAtRest.text), "ms p50 / p99")
        table.add("the same while it catches up", .init(commandsInCatchUp.text), "ms p50 / p99")
        table.add("processors a message", .init(messageCost.text), "µs county / city / province / client")
        table.add("processors a registration", .init(registrationCost.text), "µs county / city / province / client")
        let memory = [idleBytes, loadBytes].map { Figure.whole(Self.megabytes($0)) }.joined(separator: " / ")
        table.add("memory of the largest node", .init(memory), "MB idle / load")
        return table.text(width: terminal.width, colour: terminal.colour) + "\n"
            + limits.table.text(width: terminal.width, colour: terminal.colour)
    }

    private static let reached = ["acknowledges", "has it", "has it"]

    private static func megabytes(_ bytes: Int) -> Double { Double(bytes) / 1_048_576 }
}
