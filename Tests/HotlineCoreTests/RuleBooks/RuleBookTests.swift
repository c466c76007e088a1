import Foundation
import HotlineCore
import Testing
import WorkCalendar

@Suite struct RuleBookTests {
    struct Row: Sendable {
        var book: String
        var kind: MatterKind
        var amount: Int
        /// The last day for a matter dispatched and signed on Friday 2026-09-18, 16:00. Saturday rests; Sunday the 20th
        /// is worked; the 25th to 27th are Mid-autumn; 1 to 7 October National Day; the 10th is worked.
        var due: String
    }

    static let table: [Row] = [
        // From the next day: 20, 21, 22, 23, 24.
        Row(book: "zezhou-2023", kind: .consultation, amount: 2, due: "2026-09-21"),
        Row(book: "zezhou-2023", kind: .help, amount: 5, due: "2026-09-24"),
        Row(book: "zezhou-2023", kind: .suggestion, amount: 5, due: "2026-09-24"),
        Row(book: "zezhou-2023", kind: .complaint, amount: 5, due: "2026-09-24"),
        Row(book: "zezhou-2023", kind: .report, amount: 5, due: "2026-09-24"),
        // 20, 21, 22, 23, 24, 28, 29, 30, 8 Oct, 9 Oct.
        Row(book: "zezhou-2020", kind: .consultation, amount: 3, due: "2026-09-22"),
        Row(book: "zezhou-2020", kind: .help, amount: 7, due: "2026-09-29"),
        Row(book: "zezhou-2020", kind: .suggestion, amount: 3, due: "2026-09-22"),
        Row(book: "zezhou-2020", kind: .complaint, amount: 10, due: "2026-10-09"),
        Row(book: "zezhou-2020", kind: .report, amount: 10, due: "2026-10-09"),
        // The day of signing counts: 18, 20, 21, 22, 23, 24, 28.
        Row(book: "jiyuan-2024", kind: .consultation, amount: 3, due: "2026-09-21"),
        Row(book: "jiyuan-2024", kind: .help, amount: 5, due: "2026-09-23"),
        Row(book: "jiyuan-2024", kind: .suggestion, amount: 5, due: "2026-09-23"),
        Row(book: "jiyuan-2024", kind: .complaint, amount: 7, due: "2026-09-28"),
        Row(book: "jiyuan-2024", kind: .report, amount: 7, due: "2026-09-28"),
        Row(book: "yuncheng-2019", kind: .consultation, amount: 3, due: "2026-09-22"),
        Row(book: "yuncheng-2019", kind: .help, amount: 3, due: "2026-09-22"),
        Row(book: "yuncheng-2019", kind: .suggestion, amount: 7, due: "2026-09-29"),
        Row(book: "yuncheng-2019", kind: .complaint, amount: 7, due: "2026-09-29"),
        Row(book: "yuncheng-2019", kind: .report, amount: 7, due: "2026-09-29"),
    ]

    /// proves: ZZ23-16, ZZ20-2.3.3, JY24-13.2, YC19-7.3
    @Test(arguments: table) func handlingLimits(row: Row) throws {
        var network = try Network(book: row.book)
        network.now = try #require(Moment("2026-09-18T16:00:00+08:00"))
        #expect(network.nodes[Network.county]?.book.limits.handling[row.kind].rule.amount == row.amount)
        let id = try network.act(Network.county, nil, .register(.sample(row.kind)))
        let unit = Network.unit("water")
        try network.act(Network.county, id, .dispatch(Dispatch([.init(assignee: .unit(unit))])))
        let share = AssignmentID(ticket: id, number: 1)
        try network.act(Network.county, id, .assignment(share, .sign(Sign())), as: .unit, unit: unit)
        let limit = network.ticket(Network.county, id).assignments[0].handlingLimit
        #expect(limit?.dueDate.description == row.due)
        #expect(limit?.due == limit?.dueDate.end)
        #expect(limit?.article.isEmpty == false)
        #expect(network.ticket(Network.county, id).ruleBook == RuleBookReference(id: row.book, version: 1))
    }

    @Test(arguments: RuleBook.embeddedIDs) func embeddedBooksLoad(id: String) throws {
        let book = try RuleBook.embedded(id)
        #expect(book.id == id && book.format == RuleBook.format)
        #expect(!book.returns.reasons.isEmpty)
        let again = try RuleBook(JSONEncoder().encode(book), file: id)
        #expect(again == book)
    }

    /// An error names the file, the path in it, and the cure.
    @Test(arguments: [
        (#""amount": 2"#, #""amonut": 2"#, "contacts.filing.amount"),
        (#""format": 2"#, #""format": 9"#, "format"),
        (#""version": 1"#, #""version": 0"#, "version"),
        (#""validity": {"#, #""extra": 1, "validity": {"#, "extra"),
        (#""times": 1"#, #""times": "once""#, "extensions.times"),
        (#""from": "approval""#, #""from": "whenever""#, "revisit.limit.from"),
        (#""2028-07-31""#, #""2020-07-31""#, "validity.to"),
        (#""code": "mediated""#, #""cod": 1, "code": "mediated""#, "revisit.exceptions.2.cod"),
    ])
    func brokenBooks(what: String, with: String, path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        let text = String(decoding: try encoder.encode(try RuleBook.embedded("zezhou-2023")), as: UTF8.self)
            .replacing(" : ", with: ": ")
        let range = try #require(text.range(of: what))
        let broken = text.replacingCharacters(in: range, with: with)
        let error = #expect(throws: RuleBookFileError.self) { try RuleBook(Data(broken.utf8), file: "own.json") }
        #expect(error?.file == "own.json" && error?.path == path)
        #expect(error?.cure.isEmpty == false)
    }

    @Test func noJSON() {
        #expect(throws: RuleBookFileError.self) { try RuleBook(Data("hello".utf8), file: "x") }
        #expect(throws: RuleBookFileError.self) { try RuleBook.embedded("nowhere-1999") }
    }
}
