/// `hotline contact list`: who answers for each unit (ZZ23-5).
struct ContactListCommand: Command {
    static let name = "contact list"
    static let summary = "list each unit's contacts, and which were filed late"
    static let options: [any OptionDeclaration] = ClientOptions.all
    static let examples = [Example("hotline contact list", "the contacts in force, and posts that nobody holds")]

    private let client: ClientOptions

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let units = try await NodeClient(client).value(.get(["contacts"])).list("items")
        terminal.printList(ListedItems(items: units, total: units.count), as: Self.table(of: units))
        return .ok
    }

    private static func table(of units: [JSONValue]) -> Table {
        var table = Table([
            .init("单位", shrinks: true), .init("岗"), .init("姓名"), .init("电话"), .init("调整日"), .init("备案"), .init("标记"),
        ])
        for unit in units {
            for contact in unit.list("contacts") {
                table.add(
                    .init(unit.text("name")), .init(contact.text("post")), .init(contact.text("name")),
                    .init(contact.text("phone")), .init(contact.text("changedOn")),
                    .init(LocalTime.minute(contact.text("filedAt"))),
                    .init(contact.isTrue("late") ? "逾期备案" : "", .warning))
            }
            for post in unit.list("missing").compactMap(\.string) {
                table.add(
                    .init(unit.text("name")), .init(post), .init(""), .init(""), .init(""), .init(""),
                    .init("未备案", .warning))
            }
        }
        return table
    }
}
