/// What was found when every node's books were held against its neighbours'.
struct Settlement: Sendable {
    /// Roots of the tickets of all nodes: people's matters.
    var matters = 0
    /// Messages between nodes that were acknowledged.
    var messages = 0
    /// What one node owes or sent and the other does not have.
    var lost: [String] = []
    /// What had its effect more than once.
    var doubled: [String] = []
    /// What both have, but not the same.
    var different: [String] = []

    /// Nothing was lost, doubled or different.
    var isClean: Bool { lost.isEmpty && doubled.isEmpty && different.isEmpty }

    static func + (left: Settlement, right: Settlement) -> Settlement {
        Settlement(
            matters: left.matters + right.matters, messages: left.messages + right.messages,
            lost: left.lost + right.lost, doubled: left.doubled + right.doubled,
            different: left.different + right.different)
    }

    /// The last line of `hotline demo --json`.
    func record(seconds: Double) -> JSONValue {
        .object(["summary": .object([
            "matters": .integer(matters), "messages": .integer(messages), "lost": .integer(lost.count),
            "doubled": .integer(doubled.count), "different": .integer(different.count),
            "seconds": .rounded(seconds, digits: 3),
        ])])
    }

    /// Each finding on a line of its own, then the sums.
    func text(seconds: Double, on terminal: Terminal) -> String {
        let findings = [("丢失", lost), ("重复", doubled), ("不一致", different)].flatMap { word, findings in
            findings.map { "  \(terminal.styled(word, .bad))  \($0.printable)\n" }
        }
        let sums = [("丢失", lost.count), ("重复", doubled.count), ("不一致", different.count)].map { word, count in
            "\(word) " + terminal.styled(String(count), count == 0 ? .good : .bad)
        }
        let figures = "诉求 \(matters)  节点间消息 \(messages)  " + sums.joined(separator: "  ")
        return findings.joined() + "\(figures)  用时 \(HopText.seconds(.seconds(seconds))) s"
    }
}
