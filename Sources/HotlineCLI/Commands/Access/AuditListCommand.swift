import Foundation

/// `hotline audit list`: who looked at whose data (ZZ23-47).
struct AuditListCommand: Command {
    static let name = "audit list"
    static let summary = "list who looked at personal data, newest first"
    static let options: [any OptionDeclaration] = [ticket, person, action] + ListLimit.options + ClientOptions.all
    static let examples = [
        Example("hotline audit list --ticket 140525-1-42", "everyone who saw that petitioner's data"),
        Example("hotline audit list --person wang --all", "all that one person looked at"),
    ]

    private static let ticket = Option<String>("ticket", "ID", "only about this ticket: identifier or number")
    private static let person = Option<String>("person", "NAME", "only by this sign-in name")
    private static let action = Option<String>("action", "NAME", "only of this kind, such as petitioner.revealed")

    private let client: ClientOptions
    private let query: [URLQueryItem]
    private let limit: Int?

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
        limit = try ListLimit.value(arguments)
        var query: [URLQueryItem] = []
        for option in [Self.ticket, Self.person, Self.action] {
            if let value = try arguments.value(option) { query.append(URLQueryItem(name: option.name, value: value)) }
        }
        self.query = query
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let listed = try await NodeClient(client).list("audit", query: query, limit: limit)
        terminal.printList(listed, as: Self.table(of: listed.items))
        return .ok
    }

    private static func table(of rows: [JSONValue]) -> Table {
        var table = Table([
            .init("时间"), .init("人员"), .init("角色"), .init("事项"), .init("对象"), .init("字段"), .init("理由", shrinks: true),
        ])
        for row in rows {
            table.add(
                .init(LocalTime.minute(row.text("at"))), .init(row.text("person")), .init(row.text("role")),
                .init(row.text("action")), .init(row.text("subject")),
                .init(row.list("fields").compactMap(\.string).joined(separator: "、")), .init(row.text("reason")))
        }
        return table
    }
}
