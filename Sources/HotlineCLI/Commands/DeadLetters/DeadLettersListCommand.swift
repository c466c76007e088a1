/// `hotline dead-letters list`: what neighbours refused for good.
struct DeadLettersListCommand: Command {
    static let name = "dead-letters list"
    static let summary = "list messages that a neighbour will not take"
    static let options: [any OptionDeclaration] = ClientOptions.all
    static let examples = [Example("hotline dead-letters list", "what waits for a decision, and why")]

    private let client: ClientOptions

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let listed = try await NodeClient(client).list("dead-letters", query: [], limit: nil)
        terminal.printList(listed, as: DeadLetterTable.of(listed.items))
        return .ok
    }
}
