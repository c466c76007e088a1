import WorkCalendar

/// `hotline reconcile`: settles with a neighbour, day by day, whether both hold the same tickets.
struct ReconcileCommand: Command {
    static let name = "reconcile"
    static let summary = "compare tickets with a neighbour day by day, and re-deliver what it misses"
    static let discussion = """
        Ends with 1 if anything differed, also when --repair has just re-delivered it: run it again to see it equal.
        Repair only ever adds; it never changes or removes what a node has.
        """
    static let positionals = [peer]
    static let options: [any OptionDeclaration] = [from, to, source, repair] + ClientOptions.all
    static let examples = [
        Example("hotline reconcile 140500 --from 2026-11-01", "this month, with the city"),
        Example("hotline reconcile --repair", "with all neighbours, and mend"),
    ]

    private static let peer = Positional("CODE", "the neighbour's node code; all unless given", isOptional: true)
    private static let from = Option<Day>("from", "DAY", "first day of registration")
    private static let to = Option<Day>("to", "DAY", "last day of registration")
    private static let source = Option<String>("source", "CODE", "only tickets of this node")
    private static let repair = Flag("repair", "re-deliver what the neighbour lacks")

    private let client: ClientOptions
    private let form: [String: JSONValue]

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
        var form: [String: JSONValue] = [:]
        form["peer"] = arguments.optional(Self.peer).map(JSONValue.string)
        form["from"] = try arguments.value(Self.from).map { .string($0.description) }
        form["to"] = try arguments.value(Self.to).map { .string($0.description) }
        form["source"] = try arguments.value(Self.source).map(JSONValue.string)
        if arguments.has(Self.repair) { form["repair"] = .bool(true) }
        self.form = form
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let report = try await NodeClient(client).value(.post(["reconciliation"], body: .object(form)))
        let isEqual = report.isTrue("equal")
        switch terminal.language {
        case .json:
            for day in report.list("days") { terminal.print(record: day) }
            terminal.print(record: .object(["summary": .object([
                "days": .integer(report.list("days").count), "equal": .bool(isEqual),
            ])]))
        case .text:
            if !report.list("days").isEmpty { terminal.print(Self.table(of: report.list("days"))) }
            terminal.print(isEqual ? terminal.styled("双方一致", .good) : terminal.styled("双方不一致", .bad))
        }
        return isEqual ? .ok : .notSo
    }

    private static func table(of days: [JSONValue]) -> Table {
        var table = Table([
            .init("来源"), .init("日期"), .init("本级", .right), .init("对方", .right), .init("结果"), .init("缺", .right),
            .init("旧", .right), .init("新", .right), .init("异", .right), .init("已补发", .right),
            .init("工单", shrinks: true),
        ])
        for day in days {
            let isEqual = day.isTrue("equal")
            let lists = ["missing", "older", "newer", "different"].map { day.list($0).compactMap(\.string) }
            table.add(
                .init(day.text("source")), .init(day.text("day")), .init(day.text("ours", "count")),
                .init(day.text("theirs", "count")), .init(isEqual ? "一致" : "不一致", isEqual ? .good : .bad),
                .init(String(lists[0].count)), .init(String(lists[1].count)), .init(String(lists[2].count)),
                .init(String(lists[3].count)), .init(day.text("redelivered")),
                .init(lists.joined().joined(separator: " ")))
        }
        return table
    }
}
