import HotlineCore
import Node
import Storage
import WorkCalendar

/// `hotline token list`: the tokens that a node's database knows, by whom they are for.
struct TokenListCommand: Command {
    static let name = "token list"
    static let summary = "list the tokens that were created at a node; the tokens themselves stand nowhere"
    static let options: [any OptionDeclaration] = [ServeCommand.config]
    static let examples = [Example("hotline token list --config node.json5", "who may call")]

    private let config: String

    init(_ arguments: Arguments) throws(Failure) {
        config = try arguments.required(ServeCommand.config)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let tokens = try await NodeData(of: NodeConfiguration.read(config)).read { try TokenStore.list(in: $0) }
        let items = tokens.map(Self.record)
        terminal.printList(ListedItems(items: items, total: items.count), as: Self.table(of: items))
        return .ok
    }

    private static func record(_ token: TokenStore.Token) -> JSONValue {
        let moment = { (milliseconds: Int64) in JSONValue.string(Moment(milliseconds: milliseconds).description) }
        return .object([
            "id": .string(token.id), "person": .string(token.person), "role": .string(token.role.rawValue),
            "unit": token.unit.map { .string($0.rawValue) } ?? .null,
            "source": token.source.map(JSONValue.string) ?? .null,
            "createdAt": moment(token.createdAt), "revokedAt": token.revokedAt.map(moment) ?? .null,
        ])
    }

    private static func table(of items: [JSONValue]) -> Table {
        var table = Table([
            .init("编号"), .init("账号"), .init("角色"), .init("单位或来源", shrinks: true), .init("发放"), .init("撤销"),
        ])
        for item in items {
            let isRevoked = !item.text("revokedAt").isEmpty
            table.add(
                .init(item.text("id"), isRevoked ? .faint : .plain), .init(item.text("person")),
                .init(Role(rawValue: item.text("role"))?.displayName ?? item.text("role")),
                .init(item.text("unit") + item.text("source")), .init(LocalTime.minute(item.text("createdAt"))),
                .init(LocalTime.minute(item.text("revokedAt"))))
        }
        return table
    }
}
