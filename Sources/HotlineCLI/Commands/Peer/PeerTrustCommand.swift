/// `hotline peer trust`: believe what a neighbour signs with a key.
struct PeerTrustCommand: Command {
    static let name = "peer trust"
    static let summary = "trust a neighbour's public key, at once and for good"
    static let discussion = """
        From then on the neighbour has to sign; two of its keys may hold at a time. Compare the key with the neighbour's
        administrator over another way than the one it came by, such as the telephone.
        """
    static let positionals = [peer, key]
    static let options = ClientOptions.all
    static let examples = [Example("hotline peer trust 140500 ed25519:JrQLj5P_…", "the city's new key")]

    static let peer = Positional("CODE", "the neighbour's node code")
    static let key = Positional("KEY", "ed25519: and 43 characters, as `hotline keygen` or discovery shows it")

    private let client: ClientOptions
    private let peer: String
    private let key: String

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
        peer = try arguments.required(Self.peer)
        key = try arguments.required(Self.key)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let answer = try await NodeClient(client).value(
            .post(["peers", peer, "actions", "trust"], body: .object(["key": .string(key)])))
        terminal.say(answer) { "\(peer)：已登记公钥，此后须以其签名".printable }
        return .ok
    }
}
