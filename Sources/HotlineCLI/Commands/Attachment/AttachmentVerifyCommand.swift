/// `hotline attachment verify`: whether a node can give out every content that a ticket names.
struct AttachmentVerifyCommand: Command {
    static let name = "attachment verify"
    static let summary = "read every attachment of a ticket and compare it with its digest"
    static let discussion = "Ends with 1 if a content differs from its digest or has not arrived; nothing is kept."
    static let positionals = [ticket]
    static let options: [any OptionDeclaration] = ClientOptions.all
    static let examples = [Example("hotline attachment verify 140525-1-42", "before it is used as evidence")]

    private static let ticket = Positional("TICKET", "identifier or number")

    private let client: ClientOptions
    private let ticket: String

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
        ticket = try arguments.required(Self.ticket)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let items = try await NodeClient(client).value(.get(["tickets", ticket, "attachments"])).list("items")
        var isSound = true
        for item in items {
            let state = try await state(of: item)
            if state != .sound { isSound = false }
            let digest = item.text("digest")
            terminal.say(.object(["digest": .string(digest), "state": .string(state.rawValue)])) {
                "\(terminal.styled(state.displayName, state == .sound ? .good : .bad))  \(digest)  "
                    + item.text("name").printable
            }
        }
        terminal.say(.object(["summary": .object(["attachments": .integer(items.count), "sound": .bool(isSound)])])) {
            "共 \(items.count) 个附件"
        }
        return isSound ? .ok : .notSo
    }

    private enum State: String {
        case sound, missing, damaged

        var displayName: String {
            switch self {
            case .sound: "一致"
            case .missing: "未到"
            case .damaged: "不符"
            }
        }
    }

    private func state(of item: JSONValue) async throws -> State {
        guard item.isTrue("isHere") else { return .missing }
        let request = APIRequest.get(["tickets", ticket, "attachments", item.text("digest")])
        let found = try await FileTransfer(client).download(request) { _, _ in }
        return found == item.text("digest") ? .sound : .damaged
    }
}
