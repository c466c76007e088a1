/// `hotline restriction impose`: keeps a telephone from the line for a time (JY24-33).
struct RestrictionImposeCommand: Command {
    static let name = "restriction impose"
    static let summary = "restrict a telephone for a time, with the reason and who decided"
    static let discussion = """
        The node keeps the number's digest and a masked form alone. Emergencies are taken all the same.
        """
    static let options: [any OptionDeclaration] = [phone, reason, until, from, decidedBy] + ClientOptions.all
    static let examples = [
        Example(
            "hotline restriction impose --phone 13900000000 --reason 骚扰 --until 2026-11-28T08:00:00+08:00",
            "for a week"),
    ]

    private static let phone = Option<String>("phone", "NUMBER", "the telephone")
    private static let reason = Option<String>("reason", "TEXT", "why")
    private static let until = Option<String>("until", "TIME", "when it ends (RFC 3339)")
    private static let from = Option<String>("from", "TIME", "when it begins; now unless given")
    private static let decidedBy = Option<String>("decided-by", "NAME", "who decided; the caller unless given")

    private let client: ClientOptions
    private let form: [String: JSONValue]

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
        var form: [String: JSONValue] = [:]
        for option in [Self.phone, Self.reason, Self.until] {
            form[option.name] = .string(try arguments.required(option))
        }
        for option in [Self.from, Self.decidedBy] {
            if let value = try arguments.value(option) { form[option.name.camelCased] = .string(value) }
        }
        self.form = form
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let made = try await NodeClient(client).value(.post(["restrictions"], body: .object(form)))
        terminal.say(made) { "已限制 \(made.text("phone"))，编号 \(made.text("id"))".printable }
        return .ok
    }
}
