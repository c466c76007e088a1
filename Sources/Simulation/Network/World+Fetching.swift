import HotlineCore
import NodeCore
import Storage
import SyncProtocol

/// Nodes that nobody can reach fetch their messages (pull mode).
extension World {
    /// How often a node asks though nobody woke it, in milliseconds.
    private static let idle: Int64 = 1_800_000
    /// Between two tries that failed.
    private static let retry: Int64 = 20_000

    /// Whether a node fetches what a peer owes it.
    func fetches(_ node: SimulatedNode, from peer: NodeCode) -> Bool {
        self.node(peer).core.settings.peer(node.code)?.fetches ?? false
    }

    /// Asks for both streams of a peer, where this node fetches them.
    func fetchAll(from peer: NodeCode, by node: SimulatedNode) throws {
        guard fetches(node, from: peer) else { return }
        for stream in StreamName.allCases { try fetch(node, StreamKey(peer: peer, stream: stream)) }
    }

    func fetch(_ node: SimulatedNode, _ key: StreamKey) throws {
        guard node.isRunning, node.fetching[key] == nil else { return }
        guard let request = try node.read({ try node.core.pullRequest(key, wait: 0, in: $0) }) else {
            return try greet(key.peer, by: node)
        }
        node.fetching[key] = send(.pull(key, request), from: node, to: key.peer)
    }

    /// A request to fetch was answered, or its answer is given up (nil).
    func pullSettled(_ id: Int, _ answer: Flight.Answer?, _ key: StreamKey, by node: SimulatedNode) throws {
        guard node.fetching[key] == id else { return }
        node.fetching[key] = nil
        guard case .pull(let result) = answer else {
            return plan(.fetch(node: node.index, key), in: dice.network.wait(about: Self.retry))
        }
        switch result {
        case .failure:
            try greet(key.peer, by: node)
            plan(.fetch(node: node.index, key), in: dice.network.wait(about: Self.retry))
        case .success(nil):
            if !isClosing { plan(.fetch(node: node.index, key), in: dice.network.wait(about: Self.idle)) }
        case .success(let batch?):
            switch try receive(Flight.Parcel(batch), from: key.peer, at: node) {
            case nil: return
            case .answer: try fetch(node, key)
            case .problem:
                try greet(key.peer, by: node)
                plan(.fetch(node: node.index, key), in: dice.network.wait(about: Self.retry))
            }
        }
    }
}
