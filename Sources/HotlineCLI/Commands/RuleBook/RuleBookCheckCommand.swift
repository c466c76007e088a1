import HotlineCore
import Node
import WorkCalendar

/// `hotline rule-book check`: whether a rule book's file can be bound.
struct RuleBookCheckCommand: Command {
    static let name = "rule-book check"
    static let summary = "check a rule book's file: what it is, or where it is wrong and what to do"
    static let discussion = """
        Reads the file as a node does at its start: unknown keys, wrong types and values that cannot be are mistakes,
        each with its place in the file and the cure. Ends with 1 where the file is wrong. What the keys mean stands in
        Rule-books.md.
        """
    static let positionals = [file]
    static let examples = [
        Example("hotline rule-book check our-rules.json", "before a node is bound to it"),
        Example("hotline rule-book check our-rules.json --json", "file, path, reason and cure for a program"),
    ]

    private static let file = Positional("FILE", "the rule book, as JSON; or the id of one of the program's")

    private let file: String

    init(_ arguments: Arguments) throws(Failure) {
        file = try arguments.required(Self.file)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        do throws(RuleBookFileError) {
            let book = try RuleBookFile.named(file)
            say(book.head, on: terminal)
            return .ok
        } catch {
            say(error, on: terminal)
            return .notSo
        }
    }

    private func say(_ head: RuleBookFile.Head, on terminal: Terminal) {
        terminal.say(.object(head.record(file: file))) {
            """
            \(terminal.styled(head.title.printable, .heading))  \(head.document.printable)
            标识  \(head.id)  第 \(head.version) 版
            有效期  \(head.validityText)  \(head.validity.article.printable)
            部分  \(head.sectionsText)
            \(terminal.styled("没有发现问题", .good))
            """
        }
    }

    private func say(_ error: RuleBookFileError, on terminal: Terminal) {
        let record: [String: JSONValue] = [
            "ok": .bool(false), "file": .string(error.file), "path": .string(error.path),
            "reason": .string(error.reason), "cure": .string(error.cure),
        ]
        terminal.say(.object(record)) {
            """
            \(terminal.styled("\(error.file): \(error.path)".printable, .bad))  \(error.reason.printable)
              \(terminal.styled("处置：", .faint))\(error.cure.printable)
            """
        }
    }
}
