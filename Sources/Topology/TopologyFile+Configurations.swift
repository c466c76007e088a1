package import Node

/// Where the secrets come from that a topology file leaves open.
package struct TopologySecrets: Sendable {
    private let draw: @Sendable (String) -> String

    /// `draw` is given a purpose (`key/140525`, `token/140525/operator`, `password/140525/operator`), and returns at
    /// least 16 characters, for one purpose always the same.
    package init(draw: @escaping @Sendable (_ purpose: String) -> String) {
        self.draw = draw
    }

    /// Secrets that spell out what they are for: in tests, where nothing is to be kept secret.
    package static let spelledOut = Self { "not-a-secret/\($0)" }

    /// Keys follow from the secrets, so that a network that is started again has the same.
    fileprivate func key(of code: String) -> KeyPair { KeyPair(from: draw("key/\(code)")) }

    fileprivate func account(_ account: NodeConfiguration.Account, at code: String) -> NodeConfiguration.Account {
        guard account.token == nil, account.tokenDigest == nil else { return account }
        var filled = account
        filled.token = draw("token/\(code)/\(account.id)")
        if let password = password(of: account, at: code) {
            filled.passwordHash = DrawnPassword.steadyHash(of: password, for: "\(code)/\(account.id)")
        }
        return filled
    }

    /// With what a person of a topology file signs in at the console; none where the file itself says who may call.
    func password(of account: NodeConfiguration.Account, at code: String) -> String? {
        guard account.token == nil, account.tokenDigest == nil, account.passwordHash == nil, account.role != .system
        else { return nil }
        return draw("password/\(code)/\(account.id)")
    }
}

extension TopologyFile {
    /// The configuration of every node, in the file's order, for a network on this machine. Each node's data lies in
    /// its own folder below `folder`, named by its code. `ports` replaces ports of the file by code; a node that must
    /// be reached and still has port 0 is an error.
    package func nodeConfigurations(
        folder: String, ports: [String: Int] = [:], secrets: TopologySecrets
    ) throws(ConfigurationError) -> [NodeConfiguration] {
        var located = self
        for index in located.nodes.indices {
            located.nodes[index].port = ports[nodes[index].code] ?? nodes[index].port
        }
        let problems = located.unreachable()
        guard problems.isEmpty else { throw ConfigurationError(file: name, problems: problems) }
        return located.nodes.map { located.configuration(of: $0, folder: folder, secrets: secrets) }
    }

    private func configuration(of node: Node, folder: String, secrets: TopologySecrets) -> NodeConfiguration {
        var configuration = NodeConfiguration(
            code: node.code, name: node.name, tier: node.tier, listen: .init(port: node.port),
            dataFolder: "\(folder)/\(node.code)", ruleBooks: node.ruleBooks)
        configuration.units = node.units
        configuration.hotlines = node.hotlines
        configuration.staff = node.staff.map { secrets.account($0, at: node.code) }
        // A node whose links all have secrets draws a key of its own, which its neighbours may be told to trust.
        if links.contains(where: { $0.secret == nil && ($0.upper == node.code || $0.lower == node.code) }) {
            configuration.signingKey = secrets.key(of: node.code).privateKey
        }
        configuration.peers = links.compactMap { peer(of: node.code, by: $0, secrets) }
        return configuration
    }

    /// The other end of a link as the node with this code sees it; none if the link is not its own.
    private func peer(
        of code: String, by link: Link, _ secrets: TopologySecrets
    ) -> NodeConfiguration.Peer? {
        guard code == link.upper || code == link.lower else { return nil }
        let isAbove = code == link.lower
        guard let other = node(isAbove ? link.upper : link.lower) else { return nil }
        let relation: NodeConfiguration.Peer.Relation =
            isAbove ? .upper : other.tier == .subcentre ? .subcentre : .lower
        let local = "http://127.0.0.1:\(other.port)"
        let address = isAbove ? link.upperAddress ?? local : link.pull ? nil : link.lowerAddress ?? local
        return NodeConfiguration.Peer(
            code: other.code, name: other.name, relation: relation, baseURL: address, secret: link.secret,
            speaksFor: isAbove ? ancestry(of: other.code) : subtree(of: other.code),
            keys: link.secret == nil ? [secrets.key(of: other.code).publicKey] : [], pull: link.pull,
            personalData: link.personalData)
    }

    /// Ends of links that are to be reached at a port not yet known.
    private func unreachable() -> [ConfigurationProblem] {
        links.enumerated().flatMap { index, link in
            let ends = [
                link.upperAddress == nil ? link.upper : nil, link.lowerAddress == nil && !link.pull ? link.lower : nil,
            ]
            return ends.compactMap(\.self).filter { node($0)?.port == 0 }.map { code in
                ConfigurationProblem(
                    path: "links[\(index)]", cause: "\(code) has port 0, so that nobody can reach it",
                    cure: "assign it a port before deriving the network")
            }
        }
    }
}
