import HotlineCore
import WorkCalendar

/// `hotline rule-book list`: the rule books of the program.
struct RuleBookListCommand: Command {
    static let name = "rule-book list"
    static let summary = "list the rule books that the program carries"
    static let examples = [Example("hotline rule-book list", "their ids, for ruleBooks in a node's file")]

    init(_ arguments: Arguments) throws(Failure) {}

    func run(on terminal: Terminal) async throws -> ExitCode {
        let heads = try RuleBookFile.embeddedIDs.map { try RuleBookFile.given($0).head }
        let records = heads.map { JSONValue.object($0.record(file: $0.id)) }
        terminal.printList(ListedItems(items: records, total: records.count, next: nil), as: Self.table(of: heads))
        return .ok
    }

    private static func table(of heads: [RuleBookFile.Head]) -> Table {
        var table = Table([
            .init("标识"), .init("版本", .right), .init("部分"), .init("有效期"), .init("文号"), .init("名称", shrinks: true),
        ])
        for head in heads {
            table.add(
                .init(head.id), .init(String(head.version)), .init(head.sectionsText), .init(head.validityText),
                .init(head.document), .init(head.title))
        }
        return table
    }
}
