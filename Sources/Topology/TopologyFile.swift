package import Node

/// A whole network as a file describes it: nodes, the links between them, and what each node is configured with.
/// The files are `Topologies/*.json5`; `Topology.docc/Topology-files.md` says what each key means.
package struct TopologyFile: Sendable, Equatable {
    /// The version of the file's format that this program reads.
    package static let formatVersion = 1

    /// A short ASCII name, also of the folder that a running network keeps its data in: `shanxi`.
    package var name: String

    /// What the network is, for people.
    package var title: String

    /// The nodes, uppermost first.
    package var nodes: [Node]

    /// Who stands above whom.
    package var links: [Link]

    /// One node of a network.
    package struct Node: Sendable, Equatable {
        /// The node's code, as `NodeConfiguration.code`.
        package var code: String
        /// The node's name as people see it.
        package var name: String
        /// The node's place in the hierarchy.
        package var tier: NodeConfiguration.Tier
        /// The port on the loopback interface; 0 where the starter assigns one.
        package var port: Int
        /// The rules the node follows.
        package var ruleBooks: NodeConfiguration.RuleBooks
        /// The node's own units.
        package var units: [NodeConfiguration.Unit]
        /// Other hotlines of the area.
        package var hotlines: [NodeConfiguration.Hotline]
        /// Accounts, those of the demonstration among them.
        package var staff: [NodeConfiguration.Account]
    }

    /// One link between an upper and a lower node.
    package struct Link: Sendable, Equatable {
        /// The code of the node above.
        package var upper: String
        /// The code of the node below.
        package var lower: String
        /// What both ends show each other; a link without one has signatures, by keys that the network draws.
        package var secret: String?
        /// The lower node fetches its messages, because nothing can reach it from outside.
        package var pull: Bool
        /// How much of a petitioner goes up.
        package var personalData: NodeConfiguration.Peer.PersonalData
        /// Where the lower node reaches the upper one, if not at its port on this machine.
        package var upperAddress: String?
        /// Where the upper node reaches the lower one, if not at its port on this machine.
        package var lowerAddress: String?
    }
}

// MARK: - The shape of the network

extension TopologyFile {
    /// The node with this code.
    package func node(_ code: String) -> Node? {
        nodes.first { $0.code == code }
    }

    /// The codes directly above a node, in the order of the links.
    package func uppers(of code: String) -> [String] {
        links.filter { $0.lower == code }.map(\.upper)
    }

    /// The codes directly below a node, in the order of the links.
    package func lowers(of code: String) -> [String] {
        links.filter { $0.upper == code }.map(\.lower)
    }

    /// A node and everything below it.
    package func subtree(of code: String) -> [String] {
        reach(from: code, by: lowers)
    }

    /// A node and everything above it.
    package func ancestry(of code: String) -> [String] {
        reach(from: code, by: uppers)
    }

    /// Breadth first, each code once: ends even on a network with a cycle, which the loader has to be able to name.
    private func reach(from code: String, by next: (String) -> [String]) -> [String] {
        var reached = [code]
        var index = 0
        while index < reached.count {
            for neighbour in next(reached[index]) where !reached.contains(neighbour) {
                reached.append(neighbour)
            }
            index += 1
        }
        return reached
    }
}
