import Platform

/// What the nodes and the benchmark itself take of the processors: unlike a rate, hardly touched by what else the
/// machine does.
struct ProcessorWatch: Sendable {
    /// Microseconds a piece of work, of each node and of the benchmark as its client.
    struct Cost: Sendable {
        /// By tier, lowest first; nil where the node was started anew meanwhile.
        let nodes: [Double?]
        let client: Double?

        /// - Parameter count: the pieces of work that were done.
        fileprivate init(from start: [Int64?], to end: [Int64?], count: Int) {
            let each = zip(start, end).map { start, end -> Double? in
                guard let start, let end, end >= start, count > 0 else { return nil }
                return Double(end - start) / 1_000 / Double(count)
            }
            nodes = Array(each.dropLast())
            client = each.last ?? nil
        }

        init(nodes: [Double?], client: Double?) {
            self.nodes = nodes
            self.client = client
        }

        var record: JSONValue {
            var members = ["client": Self.record(client)]
            for tier in RelayTier.allCases { members[String(describing: tier)] = Self.record(nodes[tier.rawValue]) }
            return .object(members)
        }

        /// For people: lowest node first, the client last.
        var text: String {
            (nodes + [client]).map { $0.map(Figure.whole) ?? "–" }.joined(separator: " / ")
        }

        private static func record(_ value: Double?) -> JSONValue {
            value.map { .rounded($0, digits: 1) } ?? .null
        }
    }

    private let nodes: [BenchNode]
    private let start: [Int64?]

    /// Begins to watch.
    init(_ nodes: [BenchNode]) {
        self.nodes = nodes
        start = Self.now(nodes)
    }

    /// What was taken since the beginning for each of `count` pieces of work.
    func cost(of count: Int) -> Cost { Cost(from: start, to: Self.now(nodes), count: count) }

    private static func now(_ nodes: [BenchNode]) -> [Int64?] {
        nodes.map(\.processorNanoseconds) + [ProcessTime.nanoseconds()]
    }
}
