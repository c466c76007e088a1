import Platform

/// A whole network on this machine, each node run by its host. All of it ends with this process; `stop` ends it sooner
/// and in order.
package struct Network: Sendable {
    /// What was started, and with which addresses and sign-ins.
    package let plan: NetworkPlan
    /// What runs each node, in the plan's order.
    let hosts: [any NodeHost]

    /// A network that does not run yet, one host a node in the plan's order.
    package init(_ plan: NetworkPlan, host: (NetworkPlan.Member) throws -> any NodeHost) rethrows {
        self.plan = plan
        hosts = try plan.members.map(host)
    }

    /// Each node as a process of its own, from a configuration file and with a log file in the plan's folder.
    /// - Parameter host: runs a node in another way; nil for a process.
    /// - Throws: `NetworkError.unusableFolder` where they cannot be written.
    package static func processes(
        _ plan: NetworkPlan, program: ProcessHost.Program,
        unless host: (NetworkPlan.Member) -> (any NodeHost)? = { _ in nil }
    ) throws -> Network {
        try plan.saveConfigurations()
        return Network(plan) { member in
            host(member) ?? ProcessHost(
                code: member.code, configurationFile: plan.configurationFile(of: member.code),
                logFile: plan.logFile(of: member.code), program: program)
        }
    }

    /// Starts all nodes at once. If one cannot start, those that did are stopped again.
    /// - Throws: the first node's `NetworkError`.
    package func start() async throws {
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for host in hosts { group.addTask { try await host.start() } }
                try await group.waitForAll()
            }
        } catch {
            await stop()
            throw error
        }
    }

    /// Ends all nodes in order.
    package func stop() async {
        await withTaskGroup(of: Void.self) { group in
            for host in hosts { group.addTask { await host.stop() } }
        }
    }

    /// The host of one node.
    /// - Throws: `NetworkError.unknownNode`.
    package func host(_ code: String) throws(NetworkError) -> any NodeHost {
        guard let host = hosts.first(where: { $0.code == code }) else { throw .unknownNode(code) }
        return host
    }

    /// Starts one node again, with the data and the address that it had.
    package func start(_ code: String) async throws { try await host(code).start() }

    /// Ends one node in order.
    package func stop(_ code: String) async throws(NetworkError) { await (try host(code)).stop() }

    /// Ends one node at once, as a power cut would.
    package func kill(_ code: String) async throws(NetworkError) { await (try host(code)).kill() }
}
