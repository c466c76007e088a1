import HotlineCore

/// `hotline ticket register`: a new matter.
struct TicketRegisterCommand: Command {
    static let name = "ticket register"
    static let summary = "register a matter as a new ticket"
    static let discussion = """
        The matter comes from a JSON file in the form of the API, from options, or from both; options win. Repeating the
        command with the same --idempotency-key registers nothing twice.
        """
    static let options: [any OptionDeclaration] = [file, key] + matter + petitioner + marks + ClientOptions.all
    static let examples = [
        Example(
            "hotline ticket register --kind complaint --channel telephone --title 小区停水 "
                + "--place 凤台小区 --phone 13800000000", "by options"),
        Example("hotline ticket register --file matter.json", "from a file"),
        Example("jq '.title=\"x\"' matter.json | hotline ticket register --file - --json", "from a pipe"),
    ]

    private static let file = Option<String>("file", "FILE", "the matter as JSON; - for standard input")
    private static let key = Option<String>("idempotency-key", "KEY", "the same key registers once")
    /// Options with the field that each becomes.
    private static let matter: [Option<String>] = [
        Option("kind", "KIND", MatterKind.choices, words: MatterKind.words),
        Option("channel", "CHANNEL", "where it came in, such as telephone", words: Channel.allCases.map(\.rawValue)),
        Option("title", "TEXT", "one line"),
        Option("content", "TEXT", "as it was told"),
        Option("place", "TEXT", "where it is"),
        Option("occurred-at", "TIME", "when it happened"),
        Option("category", "TEXT", "classification"),
        Option("external-number", "TEXT", "its number in the system it came from"),
    ]
    private static let petitioner: [Option<String>] = [
        Option("name", "NAME", "the petitioner's name"),
        Option("phone", "NUMBER", "the petitioner's telephone"),
        Option("id-number", "NUMBER", "the petitioner's identity number"),
        Option("address", "TEXT", "the petitioner's address"),
        Option(
            "type", "TYPE", "naturalPerson, legalPerson or unincorporatedOrganisation",
            words: PetitionerType.allCases.map(\.rawValue)),
    ]
    private static let marks = [emergency, massOutage, anonymous, confidential]
    private static let emergency = Flag("emergency", "突发: it cannot wait")
    private static let massOutage = Flag("mass-outage", "大面积停水、停电、停气、停热及环境污染: dispatched within hours")
    private static let anonymous = Flag("anonymous", "the petitioner stays unnamed")
    private static let confidential = Flag("confidential", "the petitioner's data stays at this node")

    private let client: ClientOptions
    private let form: [String: JSONValue]
    private let key: String?

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
        key = try arguments.value(Self.key)
        var form = try arguments.value(Self.file).map(JSONFile.object) ?? [:]
        for option in Self.matter {
            if let value = try arguments.value(option) { form[option.name.camelCased] = .string(value) }
        }
        if arguments.has(Self.emergency) { form["emergency"] = .bool(true) }
        if arguments.has(Self.massOutage) { form["massOutage"] = .bool(true) }
        try Self.addPetitioner(to: &form, arguments)
        guard !form.isEmpty else {
            throw .usage("there is no matter to register", cure: "give --file, or --kind, --title and the like")
        }
        self.form = form
    }

    private static func addPetitioner(
        to form: inout [String: JSONValue], _ arguments: Arguments
    ) throws(Failure) {
        var person: [String: JSONValue] = [:]
        if case .object(let given) = form["petitioner"] { person = given }
        for option in petitioner {
            if let value = try arguments.value(option) { person[option.name.camelCased] = .string(value) }
        }
        for mark in [anonymous, confidential] where arguments.has(mark) {
            person[mark.name] = .bool(true)
        }
        if !person.isEmpty { form["petitioner"] = .object(person) }
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let headers = key.map { ["Idempotency-Key": $0] } ?? [:]
        let request = APIRequest.post(["tickets"], body: .object(form), headers: headers)
        let ticket = try await NodeClient(client).value(request)
        terminal.say(ticket) {
            "已登记 \(ticket.text("number"))  \(ticket.text("id"))  \(Wording.ticketState(ticket.text("state")))".printable
        }
        return .ok
    }
}

extension String {
    /// `occurred-at` → `occurredAt`: an option's name as the field of the API.
    var camelCased: String {
        let words = split(separator: "-")
        return words.prefix(1).joined() + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
