/// `hotline dead-letters show`: one refused message with the reason and its content.
struct DeadLettersShowCommand: Command {
    static let name = "dead-letters show"
    static let summary = "show a refused message, why it was refused, and what to do"
    static let positionals = [id]
    static let options: [any OptionDeclaration] = ClientOptions.all
    static let examples = [Example("hotline dead-letters show 7", "the neighbour's answer and the message")]

    private static let id = Positional("ID", "as 'dead-letters list' prints it")

    private let client: ClientOptions
    private let id: String

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
        id = try arguments.required(Self.id)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let letter = try await NodeClient(client).value(.get(["dead-letters", id]))
        terminal.say(letter) {
            let content = letter["event"] ?? letter["body"]
            let lines = [
                DeadLetterTable.of([letter]).text(width: terminal.width, colour: terminal.colour),
                letter["problem"]?.text("cure").nonEmpty.map { "处理建议：\($0.printable)\n" },
                content.map { "消息内容：\n\($0.line.printable)\n" },
            ]
            return lines.compactMap(\.self).joined()
        }
        return .ok
    }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
