import Foundation
package import Node

/// What a network is started from: each node's configuration, and the tokens and passwords that open it, which stand in
/// no configuration.
package struct NetworkPlan: Sendable {
    /// One node of the network.
    package struct Member: Sendable {
        /// What the node is told.
        package var configuration: NodeConfiguration
        /// The bearer token of each account, by the account's id; none for accounts known by digest only.
        package var tokens: [String: String]
        /// With what each account signs in at the console, by the account's id; none for accounts of the file itself.
        package var passwords: [String: String]

        /// The node's code.
        package var code: String { configuration.code }
        /// The node's name as people see it.
        package var name: String { configuration.name }
        /// Where the node is reached.
        package var address: String {
            let scheme = configuration.tls == nil ? "http" : "https"
            return "\(scheme)://\(configuration.listen.host):\(configuration.listen.port)"
        }
    }

    /// What the network is, for people.
    package let title: String
    /// The folder that holds all of the network's files.
    package let folder: String
    /// The nodes, uppermost first.
    package var members: [Member]

    /// Derives every node's configuration. Tokens are replaced by their digests there (`digest` gives the form of
    /// `tokenDigest`), so that no file holds one; nor a password.
    /// - Throws: `ConfigurationError` for a node that nobody could reach.
    package init(
        _ file: TopologyFile, folder: String, ports: [String: Int] = [:], secrets: TopologySecrets,
        digest: (_ token: String) -> String
    ) throws(ConfigurationError) {
        title = file.title
        self.folder = folder
        members = try file.nodeConfigurations(folder: folder, ports: ports, secrets: secrets).map { configuration in
            var member = Member(configuration: configuration, tokens: [:], passwords: [:])
            for account in file.node(configuration.code)?.staff ?? [] {
                member.passwords[account.id] = secrets.password(of: account, at: configuration.code)
            }
            for (index, account) in configuration.staff.enumerated() {
                guard let token = account.token else { continue }
                member.tokens[account.id] = token
                member.configuration.staff[index].token = nil
                member.configuration.staff[index].tokenDigest = digest(token)
            }
            return member
        }
    }

    /// The node of that code.
    package func member(_ code: String) -> Member? { members.first { $0.code == code } }

    /// Where a node's configuration lies once saved.
    package func configurationFile(of code: String) -> String { "\(folder)/\(code).json" }

    /// Where a node's log lies.
    package func logFile(of code: String) -> String { "\(folder)/\(code).log" }

    /// Writes each node's configuration, readable by its owner only: it holds the secrets of links.
    func saveConfigurations() throws(NetworkError) {
        try NetworkFolder.make(folder)
        for member in members {
            let file = configurationFile(of: member.code)
            do {
                try member.configuration.save(to: file)
            } catch {
                throw .unusableFolder(path: file, reason: NetworkFolder.unwritableFile)
            }
        }
    }
}
