/// Which dead letters a decision is about: one, or all undecided ones.
struct DeadLetterSelection: Sendable {
    static let id = Positional("ID", "as 'dead-letters list' prints it", isOptional: true)
    static let all = Flag("all", "every letter that waits for a decision")
    static let peer = Option<String>("peer", "CODE", "with --all: only those for this neighbour")

    private let id: String?
    private let peer: String?

    init(_ arguments: Arguments) throws(Failure) {
        id = arguments.optional(Self.id)
        peer = try arguments.value(Self.peer)
        guard (id != nil) != arguments.has(Self.all) else {
            throw .usage("name one dead letter, or give --all", cure: "see 'hotline dead-letters list' for the numbers")
        }
        guard id == nil || peer == nil else { throw .usage("--peer goes with --all only") }
    }

    /// Takes the action on each of them, one request a letter, and says so.
    func act(_ action: String, _ form: JSONValue, saying word: String, _ client: NodeClient, _ terminal: Terminal)
        async throws
    {
        for id in try await identifiers(client) {
            let answer = try await client.value(.post(["dead-letters", id, "actions", action], body: form))
            let record = JSONValue.object(["id": .string(id), "action": .string(action), "answer": answer])
            terminal.say(record) { "\(id)：\(word)".printable }
        }
    }

    private func identifiers(_ client: NodeClient) async throws -> [String] {
        if let id { return [id] }
        let letters = try await client.list("dead-letters", query: [], limit: nil).items
        let undecided = letters.filter { $0.text("decision").isEmpty }
        return undecided.filter { peer == nil || $0.text("peer") == peer }.map { $0.text("id") }
    }
}
