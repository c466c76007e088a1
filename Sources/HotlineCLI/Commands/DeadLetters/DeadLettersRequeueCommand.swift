/// `hotline dead-letters requeue`: send it once more, after its cause was mended.
struct DeadLettersRequeueCommand: Command {
    static let name = "dead-letters requeue"
    static let summary = "send a refused message again, after its cause is mended"
    static let discussion = "The message keeps its identifier, so that it can take effect only once."
    static let positionals = [DeadLetterSelection.id]
    static let options: [any OptionDeclaration] =
        [DeadLetterSelection.all, DeadLetterSelection.peer] + ClientOptions.all
    static let examples = [
        Example("hotline dead-letters requeue 7", "one message"),
        Example("hotline dead-letters requeue --all --peer 140500", "everything the city refused"),
    ]

    private let client: ClientOptions
    private let selection: DeadLetterSelection

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
        selection = try DeadLetterSelection(arguments)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        try await selection.act("requeue", .object([:]), saying: "已重新排队", NodeClient(client), terminal)
        return .ok
    }
}
