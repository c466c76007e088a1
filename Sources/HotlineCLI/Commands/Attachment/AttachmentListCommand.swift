/// `hotline attachment list`: the attachments of a ticket.
struct AttachmentListCommand: Command {
    static let name = "attachment list"
    static let summary = "list a ticket's attachments, and which contents have arrived"
    static let positionals = [ticket]
    static let options: [any OptionDeclaration] = ClientOptions.all
    static let examples = [Example("hotline attachment list 140525-1-42", "what there is")]

    private static let ticket = Positional("TICKET", "identifier or number")

    private let client: ClientOptions
    private let ticket: String

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
        ticket = try arguments.required(Self.ticket)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let items = try await NodeClient(client).value(.get(["tickets", ticket, "attachments"])).list("items")
        terminal.printList(ListedItems(items: items, total: items.count), as: Self.table(of: items))
        return .ok
    }

    private static func table(of items: [JSONValue]) -> Table {
        var table = Table([
            .init("摘要"), .init("类别"), .init("类型"), .init("字节", .right), .init("派单"), .init("内容"), .init("添加"),
            .init("名称", shrinks: true),
        ])
        for item in items {
            let isHere = item.isTrue("isHere")
            table.add(
                .init(item.text("digest"), .faint), .init(item.text("class")), .init(item.text("mediaType")),
                .init(item.text("size")), .init(item.text("assignment")),
                .init(isHere ? "已到" : "未到", isHere ? .plain : .warning), .init(LocalTime.minute(item.text("at"))),
                .init(item.text("name")))
        }
        return table
    }
}
