package import Node
package import Platform
import Synchronization

/// A node inside this process: many small networks beside each other, without a process for each node. Not for faults:
/// a process dies as a whole, which only `ProcessHost` shows.
package final class ServiceHost: NodeHost {
    package let code: String
    package let pid: Int32? = nil
    private let configuration: NodeConfiguration
    private let log: Log
    private let service = Mutex<NodeService?>(nil)

    /// A node that does not run yet; it writes to `log`.
    package init(_ configuration: NodeConfiguration, log: Log) {
        self.configuration = configuration
        self.log = log
        code = configuration.code
    }

    /// Starts the node in this process, and returns when it takes requests.
    package func start() async throws {
        guard service.withLock({ $0 == nil }) else { return }
        let started = NodeService(configuration, environment: .init(log: log, stagger: .zero))
        do throws(NodeStartError) {
            try await started.start()
        } catch {
            throw NetworkError.cannotStart(node: code, reason: error.description)
        }
        service.withLock { $0 = started }
    }

    /// Ends the node in order.
    package func stop() async { await service.withLock { $0.take() }?.stop() }

    /// Without grace for what is under way.
    package func kill() async { await service.withLock { $0.take() }?.stop(grace: .zero) }

    /// Nothing to wait for: it ends with this process only.
    package func ownEnd() async -> NodeEnd? { nil }
}

extension Network {
    /// All nodes inside this process.
    package static func services(_ plan: NetworkPlan, log: Log) -> Network {
        Network(plan) { ServiceHost($0.configuration, log: log) }
    }
}
