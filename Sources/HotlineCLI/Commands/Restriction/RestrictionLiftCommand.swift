/// `hotline restriction lift`: ends a restriction before its time.
struct RestrictionLiftCommand: Command {
    static let name = "restriction lift"
    static let summary = "lift a restriction before its time, with the reason"
    static let positionals = [id]
    static let options: [any OptionDeclaration] = [reason] + ClientOptions.all
    static let examples = [Example("hotline restriction lift 7 --reason 申诉成立", "from now on")]

    private static let id = Positional("ID", "as 'restriction list' prints it")
    private static let reason = Option<String>("reason", "TEXT", "why")

    private let client: ClientOptions
    private let id: String
    private let reason: String

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
        id = try arguments.required(Self.id)
        reason = try arguments.required(Self.reason)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let form: JSONValue = .object(["reason": .string(reason)])
        let lifted = try await NodeClient(client).value(.post(["restrictions", id, "actions", "lift"], body: form))
        terminal.say(lifted) { "已解除 \(lifted.text("phone")) 的限制".printable }
        return .ok
    }
}
