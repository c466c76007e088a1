import PeerTransport
import Topology

@testable import HotlineCLI

/// Clients of people who go on after their node was restarted.
enum PersistentClient {
    /// What makes them, all over one transport.
    static func maker() throws -> @Sendable (NetworkPlan.Member, String) throws -> NodeClient {
        let transport = try SocketTransport()
        return { member, account in
            guard let origin = PeerOrigin(member.address) else { throw Failure(.failed, member.address) }
            return NodeClient(origin, token: member.tokens[account], over: transport).persistent(for: .seconds(60))
        }
    }
}
