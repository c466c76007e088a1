import HotlineCore
import WorkCalendar

/// `hotline rule-book show`: a rule book with all its values.
struct RuleBookShowCommand: Command {
    static let name = "rule-book show"
    static let summary = "print a rule book: its limits with their articles, or with --json every value"
    static let discussion = """
        BOOK is the id of a book of the program, or a file. With --json the whole book is printed, with the defaults of
        what its file leaves out: a start for a book of one's own.
        """
    static let positionals = [book]
    static let examples = [
        Example("hotline rule-book show zezhou-2023", "the limits at a glance"),
        Example("hotline rule-book show zezhou-2023 --json > our-rules.json", "a start for a book of one's own"),
    ]

    private static let book = Positional("BOOK", "an id, or a file")

    private let book: RuleBookFile

    init(_ arguments: Arguments) throws(Failure) {
        book = try RuleBookFile.given(arguments.required(Self.book))
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        switch terminal.language {
        case .json: terminal.print(record: try book.handling.map { try JSONValue($0) } ?? JSONValue(book.head))
        case .text:
            let head = book.head
            terminal.print("""
                \(terminal.styled(head.title.printable, .heading))  \(head.document.printable)
                \(head.id) 第 \(head.version) 版  \(head.sectionsText)  \(head.validityText)
                """)
            if let handling = book.handling { terminal.print(Self.limits(of: handling)) }
        }
        return .ok
    }

    private static func limits(of book: RuleBook) -> Table {
        var table = Table([.init("时限"), .init("长度"), .init("依据"), .init("口径", shrinks: true)])
        func add(_ name: String, _ term: RuleBook.Term?) {
            table.add(
                .init(name), .init(term?.rule.text ?? "未规定"), .init(term?.article ?? ""), .init(term?.reading ?? ""))
        }
        for kind in MatterKind.allCases { add("办理 \(kind.displayName)", book.limits.handling[kind]) }
        add("签收", book.limits.sign)
        add("派单", book.limits.dispatch)
        add("退回", book.returns.window)
        add("重办", book.redo.limit)
        add("回访", book.revisit.limit)
        return table
    }
}

extension LimitRule {
    /// `5 个工作日`.
    fileprivate var text: String {
        switch unit {
        case .workingDay: "\(amount) 个工作日"
        case .calendarDay: "\(amount) 日"
        case .hour: "\(amount) 小时"
        case .month: "\(amount) 个月"
        }
    }
}
