import Synchronization

/// The most memory that any of the nodes held while it watched.
final class MemoryWatch: Sendable {
    private let nodes: [BenchNode]
    private let peak = Mutex(0)

    init(_ nodes: [BenchNode]) {
        self.nodes = nodes
    }

    /// The largest node's resident bytes at this moment.
    var present: Int { nodes.map(\.residentBytes).max() ?? 0 }

    var peakBytes: Int { peak.withLock { $0 } }

    /// Watches while `work` runs, ten times a second.
    func during<Value: Sendable>(_ work: @Sendable () async throws -> Value) async throws -> Value {
        let watching = Task {
            while !Task.isCancelled {
                note()
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        defer {
            watching.cancel()
            note()
        }
        return try await work()
    }

    private func note() {
        let now = present
        peak.withLock { $0 = max($0, now) }
    }
}
