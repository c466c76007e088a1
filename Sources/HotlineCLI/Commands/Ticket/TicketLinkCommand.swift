/// `hotline ticket link`: puts on record that a ticket repeats an earlier matter.
struct TicketLinkCommand: Command {
    static let name = "ticket link"
    static let summary = "link a ticket to the earlier one that it repeats"
    static let discussion = "Both keep their own lives; the repeats are counted at the first matter."
    static let positionals = [ticket, earlier]
    static let options: [any OptionDeclaration] = ClientOptions.all
    static let examples = [Example("hotline ticket link 140525-1-42 140525-1-7", "the newer one first")]

    private static let ticket = Positional("TICKET", "identifier or number of the newer ticket")
    private static let earlier = Positional("EARLIER", "identifier of the earlier ticket")

    private let client: ClientOptions
    private let ticket: String
    private let earlier: String

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
        ticket = try arguments.required(Self.ticket)
        earlier = try arguments.required(Self.earlier)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let form: JSONValue = .object(["relatedTo": .string(earlier)])
        let linked = try await NodeClient(client).value(.post(["tickets", ticket, "actions", "link"], body: form))
        terminal.say(linked) { "\(linked.text("number")) 已关联 \(earlier)".printable }
        return .ok
    }
}
