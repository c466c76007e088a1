import Crypto
import Node
import Topology

/// What the three nodes are configured with: ports, keys and secrets drawn for this run.
struct RelayConfiguration: Sendable {
    /// By tier, lowest first.
    let ports: [UInt16]
    /// The secret of the link from each tier down to its feeder, lowest first.
    private let secrets: [String]
    /// The keys that the nodes sign with, lowest first; none where links have secrets instead.
    private let keys: [KeyPair]
    /// The bearer token that the benchmark uses at every node.
    let token: String

    /// - Parameter signed: whether the nodes sign what they say to each other, as they do unless told otherwise. The
    ///   benchmark itself, as the county's sub-centre, shows a secret.
    /// - Throws: `SystemFailure` when the system has no free port.
    init(signed: Bool) throws {
        ports = try Ports.free(RelayTier.allCases.count).map { UInt16(clamping: $0) }
        secrets = RelayTier.allCases.map { _ in Self.drawn() }
        keys = signed ? RelayTier.allCases.map { _ in .generate() } : []
        token = Self.drawn()
    }

    func port(of tier: RelayTier) -> UInt16 { ports[tier.rawValue] }

    /// The secret that the benchmark shows as the county's sub-centre.
    var subcentreSecret: String { secrets[RelayTier.county.rawValue] }

    /// The configuration of one node, with its data below `folder`.
    func node(_ tier: RelayTier, in folder: String) -> NodeConfiguration {
        var node = NodeConfiguration(
            code: tier.code, name: tier.name, tier: tier.tier, listen: .init(port: Int(port(of: tier))),
            dataFolder: "\(folder)/\(tier.code)", ruleBooks: .init(handling: "zezhou-2023"))
        node.staff = [.init(id: "bench", name: "压力测试", role: .admin, token: token)]
        node.signingKey = key(of: tier)?.privateKey
        node.peers = [lower(of: tier)] + (tier.above.map { [upper($0, of: tier)] } ?? [])
        return node
    }

    private func lower(of tier: RelayTier) -> NodeConfiguration.Peer {
        let secret = secrets[tier.rawValue]
        guard let below = tier.below else {
            // The benchmark listens nowhere: what the county has for it waits to be fetched.
            return .init(
                code: RelayTier.subcentre, name: "压力测试分中心", relation: .subcentre, baseURL: nil, secret: secret,
                speaksFor: [RelayTier.subcentre], pull: true)
        }
        return .init(
            code: below.code, name: below.name, relation: .lower, baseURL: address(of: below),
            secret: keys.isEmpty ? secret : nil, speaksFor: below.subtree, keys: publicKeys(of: below))
    }

    private func upper(_ above: RelayTier, of tier: RelayTier) -> NodeConfiguration.Peer {
        .init(
            code: above.code, name: above.name, relation: .upper, baseURL: address(of: above),
            secret: keys.isEmpty ? secrets[above.rawValue] : nil, speaksFor: above.ancestry,
            keys: publicKeys(of: above))
    }

    private func key(of tier: RelayTier) -> KeyPair? { keys.isEmpty ? nil : keys[tier.rawValue] }

    private func publicKeys(of tier: RelayTier) -> [String] { key(of: tier).map { [$0.publicKey] } ?? [] }

    private func address(of tier: RelayTier) -> String { "http://127.0.0.1:\(port(of: tier))" }

    private static func drawn() -> String { Base64URL.encode(SecureRandom.bytes(24)) }
}
