/// What came of one fault: a row of the table.
struct FaultRow: Sendable {
    /// What came of it where it could be brought about.
    struct Result: Sendable {
        /// How often it struck.
        let strikes: Int
        let settlement: Settlement
        /// From the end of the last strike until nobody owed anybody anything.
        let recovery: Duration
    }

    let fault: any Fault
    /// What came of it, or why it was left out.
    let outcome: Outcome

    enum Outcome: Sendable {
        case tried(Result)
        case skipped(why: String)
        /// The network could not be brought up, or did not answer any more.
        case failed(Failure)
    }

    /// Nothing was lost, doubled or left different; a fault that did not strike proves nothing.
    var isGood: Bool {
        switch outcome {
        case .tried(let result): result.settlement.isClean && result.strikes > 0
        case .skipped: true
        case .failed: false
        }
    }

    /// The row for programs; see JSONOutput.md.
    var record: JSONValue {
        var members: [String: JSONValue] = ["fault": .string(fault.name)]
        switch outcome {
        case .skipped(let why): members["skipped"] = .string(why)
        case .failed(let failure): members["failed"] = .string(failure.cause)
        case .tried(let result):
            let found = result.settlement
            members["strikes"] = .integer(result.strikes)
            members["matters"] = .integer(found.matters)
            members["messages"] = .integer(found.messages)
            for (name, findings) in [("lost", found.lost), ("doubled", found.doubled), ("different", found.different)] {
                members[name] = .array(findings.map(JSONValue.string))
            }
            members["wholeAfterSeconds"] = .rounded(result.recovery.inSeconds, digits: 3)
        }
        return .object(members)
    }

    /// Its findings in words, one each.
    var findings: [String] {
        switch outcome {
        case .skipped: []
        case .failed(let failure): ["\(fault.title)：\(failure.cause)"]
        case .tried(let result):
            [("丢失", result.settlement.lost), ("重复", result.settlement.doubled), ("不一致", result.settlement.different)]
                .flatMap { word, findings in findings.map { "\(fault.title)：\(word)  \($0)" } }
                + (result.strikes == 0 ? ["\(fault.title)：没有发生"] : [])
        }
    }
}

extension Table {
    /// The table of all faults.
    static func of(_ rows: [FaultRow]) -> Table {
        var table = Table([
            Column("故障"), Column("次数", .right), Column("诉求", .right), Column("消息", .right), Column("丢失", .right),
            Column("重复", .right), Column("不一致", .right), Column("复原用时", .right), Column("", shrinks: true),
        ])
        for row in rows {
            switch row.outcome {
            case .tried(let result):
                let found = result.settlement
                table.add(
                    Cell(row.fault.title), "\(result.strikes)", "\(found.matters)", "\(found.messages)",
                    count(found.lost), count(found.doubled), count(found.different),
                    Cell("\(HopText.seconds(result.recovery)) s"), "")
            case .skipped(let why):
                table.add(Cell(row.fault.title), "–", "–", "–", "–", "–", "–", "–", Cell("跳过：\(why)", .warning))
            case .failed(let failure):
                table.add(Cell(row.fault.title), "–", "–", "–", "–", "–", "–", "–", Cell(failure.cause, .bad))
            }
        }
        return table
    }

    private static func count(_ findings: [String]) -> Cell {
        Cell("\(findings.count)", findings.isEmpty ? .good : .bad)
    }
}
