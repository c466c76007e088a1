/// `hotline outbox retry`: deliver now, without waiting for the back-off.
struct OutboxRetryCommand: Command {
    static let name = "outbox retry"
    static let summary = "deliver to a neighbour now instead of at the next try"
    static let discussion = """
        Without CODE all neighbours are tried. --resume also opens a link that was suspended because the neighbour
        refused whole requests.
        """
    static let positionals = [peer]
    static let options: [any OptionDeclaration] = [resume] + ClientOptions.all
    static let examples = [
        Example("hotline outbox retry 140500", "after the city's node is back"),
        Example("hotline outbox retry 140500 --resume", "after its configuration was mended"),
    ]

    private static let peer = Positional("CODE", "the neighbour's node code", isOptional: true)
    private static let resume = Flag("resume", "open the link again if it is suspended")

    private let client: ClientOptions
    private let peer: String?
    private let action: String

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
        peer = arguments.optional(Self.peer)
        action = arguments.has(Self.resume) ? "resume" : "retry"
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let client = try NodeClient(client)
        for code in try await codes(client) {
            _ = try await client.value(.post(["peers", code, "actions", action], body: .object([:])))
            terminal.say(.object(["peer": .string(code), "action": .string(action)])) { "\(code)：立即重试".printable }
        }
        return .ok
    }

    private func codes(_ client: NodeClient) async throws -> [String] {
        if let peer { return [peer] }
        return try await client.value(.get(["peers"])).list("items").map { $0.text("code") }
    }
}
