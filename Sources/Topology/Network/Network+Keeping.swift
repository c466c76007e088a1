/// What happens to the nodes of a network that is kept up.
package enum NodeNews: Sendable, Equatable {
    /// A node ended by itself, and is started again after the delay.
    case ended(NodeEnd, restartAfter: Duration)
    /// A node that ended takes requests again, as that process.
    case restarted(node: String, pid: Int32?)
}

extension Network {
    /// Starts each node again that ends by itself, at the pace given, and tells of it. A node that was away catches up
    /// with its neighbours by itself: that is the protocol's work.
    ///
    /// Ends only with a node that may not be started any more; nil once the task is cancelled and the network stopped.
    package func keepUp(
        pace: RestartPace = RestartPace(), onNews: @escaping @Sendable (NodeNews) -> Void
    ) async -> NodeEnd? {
        await withTaskGroup(of: NodeEnd?.self) { group in
            for host in hosts {
                group.addTask { await Self.keepUp(host, pace, onNews) }
            }
            for await end in group {
                guard let end else { continue }
                group.cancelAll()
                // The others wait for the ends of their nodes.
                await stop()
                return end
            }
            return nil
        }
    }

    private static func keepUp(
        _ host: any NodeHost, _ pace: RestartPace, _ onNews: @Sendable (NodeNews) -> Void
    ) async -> NodeEnd? {
        var pace = pace
        var next = await host.ownEnd()
        while let end = next, !Task.isCancelled {
            guard let delay = pace.delay(at: .now) else { return end }
            onNews(.ended(end, restartAfter: delay))
            do {
                try await Task.sleep(for: delay)
                try await host.start()
                onNews(.restarted(node: host.code, pid: host.pid))
                if Task.isCancelled { await host.stop() }
                next = await host.ownEnd()
            } catch let error as NetworkError {
                next = NodeEnd(node: host.code, failedStart: error)
            } catch {
                // Cancelled while it waited or started.
                return nil
            }
        }
        return nil
    }
}
