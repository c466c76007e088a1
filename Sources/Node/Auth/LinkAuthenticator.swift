import Crypto
import HTTPServer
import HTTPWire
import HotlineCore

/// Tells which neighbouring node calls: `Hotline-Node` names it, the bearer token is the link's secret.
struct LinkAuthenticator: Sendable {
    private let secrets: [NodeCode: [UInt8]]

    init(peers: [NodeConfiguration.Peer]) {
        var secrets: [NodeCode: [UInt8]] = [:]
        for peer in peers {
            if let code = NodeCode(rawValue: peer.code) { secrets[code] = Array(peer.secret.utf8) }
        }
        self.secrets = secrets
    }

    /// The calling node. A node that is not configured gets 401, one with another secret 403.
    func node(of headers: Headers) throws(APIProblem) -> NodeCode {
        guard let name = headers["hotline-node"], let code = NodeCode(rawValue: name), let secret = secrets[code] else {
            throw APIProblem(
                .unknownPeer, "Hotline-Node 没有指明本节点的邻居", cure: "在双方的配置 peers 中互相登记节点代码和密钥")
        }
        let shown = Authenticator.bearerToken(headers).map { Array($0.utf8) } ?? []
        guard ConstantTime.equal(secret, shown) else {
            throw APIProblem(.linkSecretWrong, "节点 \(code) 出示的链路密钥不符", cure: "在双方的配置中写入同一密钥")
        }
        return code
    }
}
