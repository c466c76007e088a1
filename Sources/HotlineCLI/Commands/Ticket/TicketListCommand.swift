import Foundation
import HotlineCore

/// `hotline ticket list`: tickets of a node, or its mirrors of tickets below, filtered.
struct TicketListCommand: Command {
    static let name = "ticket list"
    static let summary = "list tickets, newest first"
    static let discussion = """
        Lists the node's own tickets, or with --mirror those of the nodes below it. Filters combine; the last line says
        how many match in all.
        """
    static let options = filters + ListLimit.options + [mirror, overdue] + ClientOptions.all
    static let examples = [
        Example("hotline ticket list --overdue", "what is late"),
        Example("hotline ticket list --state handling --unit shuiwuju --all", "everything a unit is working on"),
        Example("hotline ticket list --registered-from 2026-11-01 --registered-before 2026-12-01", "November's"),
        Example("hotline ticket list --q 停水 --json | jq -r .number", "numbers of all tickets that mention 停水"),
    ]

    private static let mirror = Flag("mirror", "the tickets of the nodes below instead of the node's own")
    private static let overdue = Flag("overdue", "only those past a limit")
    /// Options that go to the node as they are, with the query parameter they become.
    private static let filters: [Option<String>] = [
        Option("state", "STATE", "only in this state, such as handling", words: TicketState.allCases.map(\.rawValue)),
        Option("kind", "KIND", MatterKind.choices, words: MatterKind.words),
        Option("unit", "UNIT", "only with an assignment of this unit"),
        Option(
            "channel", "CHANNEL", "only from this channel, such as telephone", words: Channel.allCases.map(\.rawValue)),
        Option("due-before", "TIME", "only those due before this moment (RFC 3339)"),
        Option("registered-from", "DAY", "registered on this day (2026-11-01) or moment (RFC 3339) or later"),
        Option("registered-before", "DAY", "registered before this day or moment"),
        Option("source", "CODE", "with --mirror: only tickets of this node"),
        Option("q", "TEXT", "only those that mention this"),
    ]

    private let client: ClientOptions
    private let query: [URLQueryItem]
    private let isMirror: Bool
    private let limit: Int?

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
        isMirror = arguments.has(Self.mirror)
        limit = try ListLimit.value(arguments)
        var query: [URLQueryItem] = []
        for filter in Self.filters {
            guard let value = try arguments.value(filter) else { continue }
            query.append(URLQueryItem(name: Self.parameter(filter.name), value: value))
        }
        if arguments.has(Self.overdue) { query.append(URLQueryItem(name: "overdue", value: "true")) }
        self.query = query
    }

    /// `due-before` as the node calls it: `dueBefore`.
    private static func parameter(_ option: String) -> String {
        let words = option.split(separator: "-")
        return words[0] + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let client = try NodeClient(client)
        let listed = isMirror
            ? try await client.list("mirror", "tickets", query: query, limit: limit)
            : try await client.list("tickets", query: query, limit: limit)
        terminal.printList(listed, as: Self.table(of: listed.items))
        return .ok
    }

    private static func table(of tickets: [JSONValue]) -> Table {
        var table = Table([
            .init("编号"), .init("标识"), .init("状态"), .init("类型"), .init("登记"), .init("期限"),
            .init("标题", shrinks: true),
        ])
        for ticket in tickets {
            let isLate = ticket.isTrue("overdue")
            let mark = (ticket.isTrue("provisional") ? " 暂计" : "") + (isLate ? " 超期" : "")
            table.add(
                .init(ticket.text("number")), .init(ticket.text("id"), .faint),
                .init(Wording.ticketState(ticket.text("state"))), .init(Wording.kind(of: ticket)),
                .init(LocalTime.short(ticket.text("registeredAt"))),
                .init(LocalTime.short(ticket.text("due")) + mark, isLate ? .bad : .plain),
                .init(Wording.title(of: ticket)))
        }
        return table
    }
}
