import WorkCalendar

/// A node's status as people read it.
struct StatusSheet {
    private let status: JSONValue
    private let now: Moment

    init(_ status: JSONValue, now: Moment) {
        self.status = status
        self.now = now
    }

    /// Whether a person should look.
    var needsAttention: Bool {
        let mode = status.text("node", "mode")
        return !(mode.isEmpty || mode == "normal") || !takesMatters || !status.list("alarms").isEmpty
            || status.value(at: ["deadLetters"])?.integer ?? 0 > 0 || status.value(at: ["parked"])?.integer ?? 0 > 0
            || status.list("peers").contains { $0.text("state") == "suspended" }
    }

    /// A node of before this was told says nothing of its disk.
    private var takesMatters: Bool { ["", "healthy"].contains(status.text("disk", "condition")) }

    func text(on terminal: Terminal) -> String {
        [head(terminal), peers(terminal), alarms(terminal)].filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func head(_ terminal: Terminal) -> String {
        let mode = status.text("node", "mode")
        let title = "\(status.text("node", "name"))  \(status.text("node", "code"))"
        let state = if mode == "recovering" {
            terminal.styled("正在恢复（只读）", .warning)
        } else if !takesMatters {
            terminal.styled("磁盘异常（只读）", .bad)
        } else {
            terminal.styled("正常", .good)
        }
        let lines = [
            ("程序", "\(status.text("node", "software"))  世代 \(status.text("node", "generation"))"),
            ("启动", "\(LocalTime.minute(status.text("since")))  \(LocalTime.ago(status.text("since"), now: now))"),
            ("工单", "在办 \(count("tickets", "open"))  超期 \(count("tickets", "overdue"))  共 \(count("tickets", "total"))"),
            ("下级副本", count("mirrors")),
            ("待送达", backlog),
            ("计时", timers),
            ("待处理", "死信 \(count("deadLetters"))  搁置 \(count("parked"))"),
            ("磁盘", disk),
            ("资源", "内存 \(megabytes("memoryBytes"))  预写日志 \(megabytes("walBytes"))"),
        ]
        return terminal.styled(title, .heading) + "  " + state + "\n"
            + lines.map { "  \($0.0.padded(to: 8))  \($0.1.printable)\n" }.joined()
    }

    private func peers(_ terminal: Terminal) -> String {
        let peers = status.list("peers")
        guard !peers.isEmpty else { return "" }
        var table = Table([
            .init("邻居"), .init("名称", shrinks: true), .init("关系"), .init("连接"), .init("时钟", .right), .init("流"),
            .init("待发", .right), .init("最早待发"), .init("最近送达或收到"), .init("下次重试"),
            .init("上次错误", shrinks: true),
        ])
        for peer in peers {
            addStreams(of: peer, to: &table)
        }
        return table.text(width: terminal.width, colour: terminal.colour)
    }

    /// A line a stream; the neighbour itself stands on the first.
    private func addStreams(of peer: JSONValue, to table: inout Table) {
        let state = peer.text("state")
        let streams = peer.list("streams")
        for (index, stream) in (streams.isEmpty ? [JSONValue.null] : streams).enumerated() {
            let isFirst = index == 0
            table.add(
                .init(isFirst ? peer.text("code") : ""), .init(isFirst ? peer.text("name") : ""),
                .init(isFirst ? Self.relations[peer.text("relation")] ?? peer.text("relation") : ""),
                .init(isFirst ? Self.word(forState: state) : "", Self.style(ofState: state)),
                .init(isFirst ? PeerClock(of: peer)?.text ?? "" : "", PeerClock(of: peer)?.style ?? .plain),
                .init((stream.text("direction") == "in" ? "← " : "→ ") + stream.text("name")),
                .init(stream.text("backlog")),
                .init(LocalTime.ago(stream.text("oldestUnsentAt"), now: now)),
                .init(LocalTime.ago(stream.text("appliedAt"), now: now)),
                .init(LocalTime.until(stream.text("nextTryAt"), now: now)),
                .init(Self.lastError(of: stream, peer, isFirst: isFirst), .warning))
        }
    }

    /// The stream's own error; on the neighbour's first line also the link's, which concerns all its streams.
    private static func lastError(of stream: JSONValue, _ peer: JSONValue, isFirst: Bool) -> String {
        let own = stream.text("lastError")
        let error = own.isEmpty && isFirst ? peer.text("lastError") : own
        let clock = isFirst ? PeerClock(of: peer)?.warning ?? "" : ""
        return [clock, error].filter { !$0.isEmpty }.joined(separator: "；")
    }

    private func alarms(_ terminal: Terminal) -> String {
        let alarms = status.list("alarms")
        guard !alarms.isEmpty else { return "" }
        return terminal.styled("告警", .bad) + "\n" + alarms.map { alarm in
            let words = [LocalTime.minute(alarm.text("at"))] + ["kind", "peer", "detail"].map { alarm.text($0) }
            return "  " + words.filter { !$0.isEmpty }.joined(separator: "  ").printable + "\n"
        }.joined()
    }

    /// What all neighbours together are owed, and since when the oldest waits.
    private var backlog: String {
        let streams = status.list("peers").flatMap { $0.list("streams") }
        let owed = streams.compactMap { $0["backlog"]?.integer }.reduce(0, +)
        let oldest = streams.map { $0.text("oldestUnsentAt") }.compactMap { Moment($0) }.min()
        let since = oldest.map { "  最早 \(LocalTime.ago($0.description, now: now))" } ?? ""
        return "\(owed) 条\(since)"
    }

    /// When the clock brings something next, and how late the last was.
    private var timers: String {
        let next = status.text("timers", "next")
        let late = status.value(at: ["timers", "lateMs"])?.integer ?? 0
        let words = [
            next.isEmpty ? "没有待到的时限" : "下一个 \(LocalTime.minute(next))", "已触发 \(count("timers", "fired"))",
            late > 0 ? "最近一次晚 \(late) 毫秒" : "",
        ]
        return words.filter { !$0.isEmpty }.joined(separator: "  ")
    }

    private var disk: String {
        let condition = status.text("disk", "condition")
        let free = status.value(at: ["disk", "freeBytes"])?.integer.map { "可用 \($0 / 1_048_576) MB" }
        let words = [Self.conditions[condition] ?? condition, free, status.text("disk", "detail")]
        return words.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "  ")
    }

    private func count(_ path: String...) -> String {
        status.value(at: path)?.integer.map(String.init) ?? "–"
    }

    private func megabytes(_ key: String) -> String {
        guard let bytes = status[key]?.integer else { return "–" }
        return "\((bytes + 524_288) / 1_048_576) MB"
    }

    private static let conditions = [
        "": "–", "healthy": "正常", "low": "空间低于保留值", "full": "已满", "failing": "只读或读写故障",
    ]
    private static let relations = ["upper": "上级", "lower": "下级", "subcentre": "分中心"]
    private static let states = ["connected": "已连接", "waiting": "等待重试", "suspended": "已暂停", "never": "从未连接"]

    /// How a link stands, in a word.
    static func word(forState state: String) -> String { states[state] ?? state }

    private static func style(ofState state: String) -> Style {
        switch state {
        case "connected": .good
        case "suspended": .bad
        default: .warning
        }
    }
}
