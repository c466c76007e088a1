import HotlineCore
import WorkCalendar

/// `hotline deadline`: where a limit of a regulation ends, and how that is counted (怎么算的).
struct DeadlineCommand: Command {
    static let name = "deadline"
    static let summary = "count a limit of a regulation, and explain it day by day"
    static let discussion = """
        Counts by itself, without a node: by the rule books and the calendar of this program, and the files given.
        --from is the moment that the limit runs from: dispatch or signing for handling, return and extension, dispatch
        for sign, the redo order or first receipt for redo, the approval for revisit, registration for dispatch. An
        extension is counted to the latest day that it may reach. Where the regulation sets no such limit, due is null
        (未规定). A limit that touches a year whose holidays are not announced is provisional (暂计).
        """
    static let options: [any OptionDeclaration] = [ruleBook, kind, from, what, explain, calendar]
    static let examples = [
        Example(
            "hotline deadline --rule-book jiyuan-2024 --kind complaint --from 2026-09-18T16:00+08:00 --explain",
            "every day, counted or not, and why"),
        Example(
            "hotline deadline --rule-book zezhou-2023 --kind help --from 2026-09-30T09:00+08:00 --what return --json",
            "how long a unit may hand it back"),
    ]

    private static let ruleBook = Option<String>(
        "rule-book", "ID", "\(RuleBook.embeddedIDs.joined(separator: ", ")), or a rule book's file")
    private static let kind = Option<MatterKind>("kind", "KIND", MatterKind.choices)
    private static let from = Option<MomentArgument>("from", "TIME", "when it begins to run, with the offset")
    private static let what = Option<LimitName>("what", "LIMIT", "\(LimitName.choices); handling unless said otherwise")
    private static let explain = Flag("explain", "list every day that the count met, and why it counts or not")
    private static let calendar = Option<String>(
        "calendar", "FILE", "further or amended years, as for 'hotline calendar import'", repeats: true)

    private let ruleBook: RuleBook
    private let kind: MatterKind
    private let from: Moment
    private let what: LimitName
    private let explains: Bool
    private let calendar: WorkCalendar

    init(_ arguments: Arguments) throws(Failure) {
        ruleBook = try RuleBook.named(arguments.required(Self.ruleBook), at: "--rule-book ")
        kind = try arguments.required(Self.kind)
        from = try arguments.required(Self.from).moment
        what = try arguments.value(Self.what) ?? .handling
        explains = arguments.has(Self.explain)
        calendar = try CalendarFile.calendar(with: arguments.values(Self.calendar))
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let counted = ruleBook.count(what, of: kind, from: from, in: calendar, explaining: explains)
        switch terminal.language {
        case .json: terminal.print(record: record(counted))
        case .text: printText(counted, on: terminal)
        }
        return .ok
    }

    private func record(_ counted: CountedLimit?) -> JSONValue {
        let deadline = counted?.deadline
        var record: [String: JSONValue] = [
            "due": .text(deadline?.due.description), "dueDate": .text(deadline?.dueDate.description),
            "provisional": .bool(deadline?.provisional ?? false), "article": .text(counted?.article),
        ]
        if explains { record["days"] = .array((deadline?.days ?? []).map(\.record)) }
        return .object(record)
    }

    private func printText(_ counted: CountedLimit?, on terminal: Terminal) {
        terminal.print(terminal.styled("\(ruleBook.title)  \(kind.displayName)  \(what.displayName)", .heading))
        guard let counted else {
            terminal.print("未规定：该规则没有这项时限")
            return
        }
        let deadline = counted.deadline
        terminal.print("起算  \(LocalTime.minute(from.description))")
        terminal.print("截止  \(terminal.styled(LocalTime.end(deadline), .heading))")
        if deadline.provisional {
            terminal.print(terminal.styled("暂计：涉及放假安排尚未公布的年份，公布后重算", .warning))
        }
        terminal.print("依据  \(counted.article.printable)")
        if let reading = counted.reading { terminal.print("口径  \(reading.printable)") }
        if let days = deadline.days { terminal.print(DayTable.of(days)) }
    }
}

extension JSONValue {
    /// Text, or null.
    fileprivate static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
}

extension Deadline.CountedDay {
    fileprivate var record: JSONValue {
        .object(["date": .string(date.description), "counted": .bool(counted), "why": .string(reason)])
    }
}
