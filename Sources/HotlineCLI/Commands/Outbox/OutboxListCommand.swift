import Foundation

/// `hotline outbox list`: what is still owed to neighbours.
struct OutboxListCommand: Command {
    static let name = "outbox list"
    static let summary = "list messages that neighbours have not confirmed yet"
    static let options: [any OptionDeclaration] = [peer, stream] + ListLimit.options + ClientOptions.all
    static let examples = [
        Example("hotline outbox list", "everything owed"),
        Example("hotline outbox list --peer 140500 --stream feed", "on one stream"),
    ]

    private static let peer = Option<String>("peer", "CODE", "only owed to this node")
    private static let stream = Option<String>(
        "stream", "NAME", "orders or feed", words: StreamArgument.words)

    private let client: ClientOptions
    private let query: [URLQueryItem]
    private let limit: Int?

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
        limit = try ListLimit.value(arguments)
        var query: [URLQueryItem] = []
        for option in [Self.peer, Self.stream] {
            if let value = try arguments.value(option) { query.append(URLQueryItem(name: option.name, value: value)) }
        }
        self.query = query
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let listed = try await NodeClient(client).list("outbox", query: query, limit: limit)
        terminal.printList(listed, as: Self.table(of: listed.items))
        return .ok
    }

    private static func table(of messages: [JSONValue]) -> Table {
        var table = Table([
            .init("邻居"), .init("流"), .init("位置", .right), .init("消息"), .init("类型", shrinks: true), .init("工单"),
            .init("产生"),
        ])
        for message in messages {
            table.add(
                .init(message.text("peer")), .init(message.text("stream")), .init(message.text("position")),
                .init(message.text("id")), .init(message.text("type")), .init(message.text("subject")),
                .init(LocalTime.minute(message.text("owedAt"))))
        }
        return table
    }
}
