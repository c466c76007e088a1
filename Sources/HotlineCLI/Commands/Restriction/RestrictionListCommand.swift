import Foundation

/// `hotline restriction list`: telephones that are kept from the line for a time (JY24-33).
struct RestrictionListCommand: Command {
    static let name = "restriction list"
    static let summary = "list restricted telephones with reason, period and decision"
    static let options: [any OptionDeclaration] = [active] + ClientOptions.all
    static let examples = [Example("hotline restriction list --active", "who is restricted now")]

    private static let active = Flag("active", "only those in force now")

    private let client: ClientOptions
    private let query: [URLQueryItem]

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
        query = arguments.has(Self.active) ? [URLQueryItem(name: "active", value: "true")] : []
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let items = try await NodeClient(client).value(.get(["restrictions"], query: query)).list("items")
        terminal.printList(ListedItems(items: items, total: items.count), as: Self.table(of: items))
        return .ok
    }

    static func table(of items: [JSONValue]) -> Table {
        var table = Table([
            .init("编号", .right), .init("电话"), .init("状态"), .init("开始"), .init("结束"), .init("决定"),
            .init("理由", shrinks: true),
        ])
        for item in items {
            let isActive = item.isTrue("active")
            let isLifted = !item.text("liftedAt").isEmpty
            table.add(
                .init(item.text("id")), .init(item.text("phone")),
                .init(isActive ? "限制中" : isLifted ? "已解除" : "已结束", isActive ? .warning : .faint),
                .init(LocalTime.minute(item.text("from"))), .init(LocalTime.minute(item.text("until"))),
                .init(item.text("decidedBy")), .init(item.text("reason")))
        }
        return table
    }
}
