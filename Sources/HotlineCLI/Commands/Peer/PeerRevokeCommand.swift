/// `hotline peer revoke`: believe a neighbour's key no longer.
struct PeerRevokeCommand: Command {
    static let name = "peer revoke"
    static let summary = "revoke a neighbour's public key, at once"
    static let discussion = """
        What is signed with it from then on is refused. Without another key the neighbour is not heard any more: its
        link does not fall back to a secret.
        """
    static let positionals = [PeerTrustCommand.peer, PeerTrustCommand.key]
    static let options: [any OptionDeclaration] = [reason] + ClientOptions.all
    static let examples = [
        Example("hotline peer revoke 140500 ed25519:JrQLj5P_… --reason 更换", "after the city signs with its next one"),
    ]

    private static let reason = Option<String>("reason", "TEXT", "why; stands in the audit")

    private let client: ClientOptions
    private let peer: String
    private let key: String
    private let reason: String

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
        peer = try arguments.required(PeerTrustCommand.peer)
        key = try arguments.required(PeerTrustCommand.key)
        reason = try arguments.required(Self.reason)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let body = JSONValue.object(["key": .string(key), "reason": .string(reason)])
        let answer = try await NodeClient(client).value(.post(["peers", peer, "actions", "revoke"], body: body))
        terminal.say(answer) { "\(peer)：已撤销公钥".printable }
        return .ok
    }
}
