/// `hotline calendar list`: the years a node knows, with their versions and notices.
struct CalendarListCommand: Command {
    static let name = "calendar list"
    static let summary = "list the announced years of a node's working-day calendar, with their notices"
    static let options = ClientOptions.all
    static let examples = [Example("hotline calendar list", "which years, by which notices, from whom")]

    private let client: ClientOptions

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let answer = try await NodeClient(client).value(.get(["calendar"]))
        let listed = ListedItems(items: answer.list("items"), total: answer["total"]?.integer, next: nil)
        terminal.printList(listed, as: Self.table(of: listed.items))
        return .ok
    }

    static func table(of versions: [JSONValue]) -> Table {
        var table = Table([
            .init("年份"), .init("版本", .right), .init("现行"), .init("放假", .right), .init("调休上班", .right), .init("载入"),
            .init("经办"), .init("通知", shrinks: true),
        ])
        for version in versions {
            let inForce = version.isTrue("inForce")
            let own = version.text("importedBy").isEmpty
            table.add(
                .init(version.text("year")), .init(own ? "内置" : version.text("version")),
                .init(inForce ? "现行" : "已修订", inForce ? .good : .faint), .init(version.text("holidays")),
                .init(version.text("workdays")), .init(LocalTime.minute(version.text("importedAt"))),
                .init(version.text("importedBy")),
                .init(version.list("notices").compactMap(\.string).joined(separator: "、")))
        }
        return table
    }
}
