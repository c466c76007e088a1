/// `hotline ticket show`: one ticket with its limits and assignments, what may be done now, and its timeline.
struct TicketShowCommand: Command {
    static let name = "ticket show"
    static let summary = "show a ticket, its limits and assignments, what may be done now, and its timeline"
    static let discussion = """
        TICKET is an identifier (140525-1-42) or a number (20261121-0042-7). A ticket that is not the node's own is
        looked for among its mirrors.
        """
    static let positionals = [ticket]
    static let options: [any OptionDeclaration] = ClientOptions.all
    static let examples = [
        Example("hotline ticket show 20261121-0042-7", "by the number a caller names"),
        Example("hotline ticket show 140525-1-42 --json | jq .ticket.actions", "the forms of what may be done now"),
    ]

    private static let ticket = Positional("TICKET", "identifier or number")

    private let client: ClientOptions
    private let ticket: String

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
        ticket = try arguments.required(Self.ticket)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let client = try NodeClient(client)
        do {
            try await show(["tickets", ticket], isMirror: false, client, terminal)
        } catch let failure as Failure where failure.exitCode == .notSo {
            try await showMirror(client, terminal, elseThrow: failure)
        }
        return .ok
    }

    /// Nodes without mirrors may not know the route: then the first failure is the one that explains.
    private func showMirror(_ client: NodeClient, _ terminal: Terminal, elseThrow first: Failure) async throws {
        do {
            try await show(["mirror", "tickets", ticket], isMirror: true, client, terminal)
        } catch let failure as Failure where failure.exitCode == .notSo || failure.exitCode == .refused {
            throw first
        }
    }

    private func show(_ steps: [String], isMirror: Bool, _ client: NodeClient, _ terminal: Terminal) async throws {
        let shown = try await client.value(.get(steps))
        let timeline = try await client.value(.get(steps + ["timeline"])).list("items")
        // The limits of a copy are its owner's to explain.
        let limits = isMirror ? [] : try await client.value(.get(steps + ["limits"])).list("items")
        let record = JSONValue.object([
            "limits": .array(limits), "mirror": .bool(isMirror), "ticket": shown, "timeline": .array(timeline),
        ])
        terminal.say(record) {
            TicketSheet(shown, limits: limits, timeline: timeline, isMirror: isMirror).text(on: terminal)
        }
    }
}
