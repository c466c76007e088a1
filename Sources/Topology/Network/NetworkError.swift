/// Why a network, or one node of it, does not run.
package enum NetworkError: Error, Sendable, Equatable {
    /// The node's program could not be started at all.
    case cannotStart(node: String, reason: String)

    /// The node ended before it took requests; the end of its log says why.
    case endedAtStart(node: String, log: [String])

    /// The node did not say in time that it takes requests.
    case notReady(node: String, seconds: Int, log: [String])

    /// Another program listens where this node is to listen.
    case portTaken(node: String, port: Int)

    /// The network's folder, or a file in it, cannot be written or read.
    case unusableFolder(path: String, reason: String)

    /// The network has no node of that code.
    case unknownNode(String)
}

extension NetworkError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .cannotStart(let node, let reason): "node \(node) cannot be started: \(reason)"
        case .endedAtStart(let node, let log): (["node \(node) ended while it started"] + log).joined(separator: "\n")
        case .notReady(let node, let seconds, let log):
            (["node \(node) took no requests within \(seconds) s"] + log).joined(separator: "\n")
        case .portTaken(let node, let port): "port \(port) of node \(node) is taken by another program"
        case .unusableFolder(let path, let reason): "\(path) cannot be used: \(reason)"
        case .unknownNode(let code): "there is no node \(code) in this network"
        }
    }
}
