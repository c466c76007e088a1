/// Dead letters (死信) as a table: messages that a neighbour will not take, until a person decides.
enum DeadLetterTable {
    static func of(_ letters: [JSONValue]) -> Table {
        var table = Table([
            .init("编号", .right), .init("邻居"), .init("流"), .init("消息"), .init("时间"), .init("决定"),
            .init("原因", shrinks: true),
        ])
        for letter in letters {
            table.add(
                .init(letter.text("id")), .init(letter.text("peer")), .init(letter.text("stream")),
                .init(letter.text("eventId")), .init(LocalTime.minute(letter.text("at"))),
                .init(decisions[letter.text("decision")] ?? letter.text("decision")),
                .init(cause(of: letter), .warning))
        }
        return table
    }

    static func cause(of letter: JSONValue) -> String {
        let problem = letter["problem"]
        return [problem?.text("title"), problem?.text("detail")].compactMap(\.self).filter { !$0.isEmpty }
            .joined(separator: "：")
    }

    private static let decisions = ["": "待定", "requeued": "已重发", "discarded": "已放弃"]
}
