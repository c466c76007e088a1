/// `hotline dead-letters discard`: the decision that a message shall never arrive.
struct DeadLettersDiscardCommand: Command {
    static let name = "dead-letters discard"
    static let summary = "give a refused message up, with a reason that is kept"
    static let positionals = [DeadLetterSelection.id]
    static let options: [any OptionDeclaration] =
        [reason, DeadLetterSelection.all, DeadLetterSelection.peer] + ClientOptions.all
    static let examples = [
        Example("hotline dead-letters discard 7 --reason 对方已人工登记", "one message"),
    ]

    private static let reason = Option<String>("reason", "TEXT", "why; stays on record")

    private let client: ClientOptions
    private let selection: DeadLetterSelection
    private let reason: String

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
        selection = try DeadLetterSelection(arguments)
        reason = try arguments.required(Self.reason)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let form = JSONValue.object(["reason": .string(reason)])
        try await selection.act("discard", form, saying: "已放弃", NodeClient(client), terminal)
        return .ok
    }
}
