/// `hotline ticket similar`: earlier matters that a ticket may repeat (ZZ23-9.6).
struct TicketSimilarCommand: Command {
    static let name = "ticket similar"
    static let summary = "list earlier matters that a ticket may repeat, each with the reason"
    static let positionals = [ticket]
    static let options: [any OptionDeclaration] = ClientOptions.all
    static let examples = [Example("hotline ticket similar 140525-1-42", "then 'hotline ticket link'")]

    private static let ticket = Positional("TICKET", "identifier or number")

    private let client: ClientOptions
    private let ticket: String

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
        ticket = try arguments.required(Self.ticket)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let items = try await NodeClient(client).value(.get(["tickets", ticket, "similar"])).list("items")
        terminal.printList(ListedItems(items: items, total: items.count), as: Self.table(of: items))
        return .ok
    }

    private static func table(of items: [JSONValue]) -> Table {
        var table = Table([
            .init("标识"), .init("编号"), .init("状态"), .init("登记"), .init("理由"), .init("标题", shrinks: true),
        ])
        for item in items {
            let ticket = item["ticket"] ?? .null
            table.add(
                .init(ticket.text("id")), .init(ticket.text("number")),
                .init(Wording.ticketState(ticket.text("state"))),
                .init(LocalTime.short(ticket.text("registeredAt"))),
                .init(item.list("reasons").compactMap(\.string).joined(separator: "、")),
                .init(Wording.title(of: ticket)))
        }
        return table
    }
}
