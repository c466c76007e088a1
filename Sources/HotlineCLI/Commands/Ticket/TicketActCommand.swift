import HotlineCore

/// `hotline ticket act`: an action on a ticket or on one of its assignments.
struct TicketActCommand: Command {
    static let name = "ticket act"
    static let summary = "take an action on a ticket or on one of its assignments"
    static let discussion = """
        'hotline ticket show TICKET' lists the actions that are open now, with their forms. Fields are texts (name=text)
        or JSON (name:=JSON); dots lead into objects, and a name given twice makes a list. --assignment takes the whole
        identifier or, as short for it, the number after the dot.
        """
    static let positionals = [ticket, action]
    static let options: [any OptionDeclaration] = [assignment, field, file, revision, key] + ClientOptions.all
    static let examples = [
        Example("hotline ticket act 20261121-0042-7 accept", "an action without a form"),
        Example(
            #"hotline ticket act 140525-1-42 dispatch --field 'assignments:=[{"assignee":{"unit":"xiacun"}}]'"#,
            "a field that is JSON"),
        Example("hotline ticket act 140525-1-42 sign --assignment 1", "on the ticket's first assignment"),
        Example(
            "hotline ticket act 140525-1-42 complete --assignment 1 --field handling=已抢修 --field reply.means=电话",
            "dots lead into objects"),
    ]

    /// The actions of people; a newer node may know more.
    private static let actions = Verb.allCases.filter { !ofMachines.contains($0) }.map(\.rawValue)
    /// What the program and other nodes do, and what has a command of its own.
    private static let ofMachines: [Verb] = [
        .register, .attach, .receiveOrder, .instruction, .report, .directive, .skipOrdinal, .recover, .timer,
    ]
    private static let ticket = Positional("TICKET", "identifier or number")
    private static let action = Positional(
        "ACTION", "such as accept, dispatch, sign, complete", words: actions)
    private static let assignment = Option<String>("assignment", "ID", "act on this assignment instead of the ticket")
    private static let field = Option<FieldAssignment>("field", "NAME=VALUE", "a field of the form", repeats: true)
    private static let file = Option<String>("file", "FILE", "the form as JSON; - for standard input")
    private static let revision = Option<String>(
        "if-revision", "ETAG", "only if the ticket is still at this generation.revision")
    private static let key = Option<String>("idempotency-key", "KEY", "the same key acts once")

    private let client: ClientOptions
    private let ticket: String
    private let action: String
    private let assignment: String?
    private let form: [String: JSONValue]
    private let headers: [String: String]

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
        ticket = try arguments.required(Self.ticket)
        action = try arguments.required(Self.action)
        assignment = try arguments.value(Self.assignment)
        let base = try arguments.value(Self.file).map(JSONFile.object) ?? [:]
        form = try FieldForm.object(from: arguments.values(Self.field), over: base)
        var headers: [String: String] = [:]
        headers["If-Match"] = try arguments.value(Self.revision).map { "\"\($0)\"" }
        headers["Idempotency-Key"] = try arguments.value(Self.key)
        self.headers = headers
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let client = try NodeClient(client)
        let subject = try await subject(client)
        let request = APIRequest.post(subject + ["actions", action], body: .object(form), headers: headers)
        let ticket = try await client.value(request)
        terminal.say(ticket) {
            "\(ticket.text("number"))  \(action) 已执行，现为：\(Wording.ticketState(ticket.text("state")))".printable
        }
        return .ok
    }

    /// A bare assignment number is completed by the ticket's identifier, which the number on a slip of paper is not.
    private func subject(_ client: NodeClient) async throws -> [String] {
        guard let assignment else { return ["tickets", ticket] }
        guard Int(assignment) != nil else { return ["assignments", assignment] }
        let id = try await client.value(.get(["tickets", ticket])).text("id")
        return ["assignments", "\(id).\(assignment)"]
    }
}
