package import Node
package import Platform
import Synchronization

/// A node inside this process: many small networks beside each other, without a process for each node. Not for faults:
/// a process dies as a whole, which only `ProcessHost` shows.
package final class ServiceHost: NodeHost {
    package let code: String
    package let pid: Int32? = nil
    private let configuration: NodeConfiguration
    private let environment: NodeService.Environment
    private let service = Mutex<NodeService?>(nil)

    /// A node that does not run yet.
    package init(_ configuration: NodeConfiguration, environment: NodeService.Environment) {
        self.configuration = configuration
        self.environment = environment
        code = configuration.code
    }

    /// Starts the node in this process, and returns when it takes requests.
    package func start() async throws {
        guard service.withLock({ $0 == nil }) else { return }
        let started = NodeService(configuration, environment: environment)
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
    /// All nodes inside this process, writing to one log. `equip` may change what the node of a code is given.
    package static func services(
        _ plan: NetworkPlan, log: Log,
        equip: @Sendable (_ code: String, inout NodeService.Environment) -> Void = { _, _ in }
    ) -> Network {
        Network(plan) { member in
            var environment = NodeService.Environment(log: log, stagger: .zero)
            equip(member.code, &environment)
            return ServiceHost(member.configuration, environment: environment)
        }
    }
}
