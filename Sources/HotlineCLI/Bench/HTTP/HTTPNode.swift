import Crypto
import Node
import PeerTransport
import Topology

/// The node that is measured: a county alone, with one account.
struct HTTPNode: Sendable {
    let port: UInt16
    /// Of its operator.
    let token: String
    private let process: BenchNode
    private let transport: SocketTransport

    /// Writes its configuration into `folder`; nothing runs yet.
    init(in folder: String, program: ProcessHost.Program) throws {
        port = UInt16(clamping: try Ports.free(1)[0])
        token = Base64URL.encode(SecureRandom.bytes(24))
        transport = try SocketTransport()
        var node = NodeConfiguration(
            code: RelayTier.county.code, name: RelayTier.county.name, tier: .county, listen: .init(port: Int(port)),
            dataFolder: "\(folder)/node", ruleBooks: .init(handling: "zezhou-2023"))
        node.staff = [.init(id: "bench", name: "压力测试", role: .operator, token: token)]
        process = try BenchNode(node, token: token, in: folder, program: program, transport)
    }

    /// Starts it and returns once it takes requests.
    func start() async throws { try await process.start() }

    /// Ends it.
    func stop() async {
        await process.kill()
        transport.shutDown()
    }

    /// The identifier of a ticket that has been registered.
    func someTicket() async throws -> String {
        guard let id = try await process.read("/tickets?limit=1").list("items").first?.text("id") else {
            throw Failure(.failed, "the node has registered no ticket")
        }
        return id
    }
}
