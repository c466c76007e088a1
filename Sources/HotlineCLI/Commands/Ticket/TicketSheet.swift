import HotlineCore

/// A ticket as people read it: its head, its assignments, what may be done now, and what happened.
struct TicketSheet {
    private let ticket: JSONValue
    private let limits: [JSONValue]
    private let timeline: [JSONValue]
    private let isMirror: Bool

    init(_ ticket: JSONValue, limits: [JSONValue], timeline: [JSONValue], isMirror: Bool) {
        self.ticket = ticket
        self.limits = limits
        self.timeline = timeline
        self.isMirror = isMirror
    }

    func text(on terminal: Terminal) -> String {
        [head(terminal), running(terminal), assignments(terminal), actions(terminal), history(terminal)]
            .filter { !$0.isEmpty }.joined(separator: "\n")
    }

    // MARK: - Head

    private func head(_ terminal: Terminal) -> String {
        let state = Wording.ticketState(ticket.text("state"))
        let origin = isMirror ? "（\(ticket.text("owner")) 的工单，本级为副本）" : ""
        let title = terminal.styled("工单 \(ticket.text("number"))  \(state)\(origin)", .heading)
        let lines = [
            ("标识", identity), ("标题", Wording.title(of: ticket)), ("诉求", claim),
            ("地点", ticket.text("matter", "place")), ("诉求人", petitioner),
            ("登记", LocalTime.minute(ticket.text("registeredAt")) + "  " + Wording.actor(ticket["registeredBy"])),
            ("派单期限", limit(ticket["dispatchLimit"])), ("回访期限", limit(ticket["revisitLimit"])),
            ("上级派单", order), ("逾期", overdue), ("督办建议", proposals), ("内容", ticket.text("matter", "content")),
            ("补充", ticket.list("supplements").map { $0.text("text") }.joined(separator: "；")),
            ("结果", ticket.text("result", "result")),
        ]
        let shown = lines.filter { !$0.1.trimmed.isEmpty }
        return title + "\n" + shown.map { "  \($0.padded(to: 8))  \($1.printable)\n" }.joined()
    }

    private var identity: String {
        let root = ticket.text("rootId")
        let id = ticket.text("id")
        return root == id || root.isEmpty ? id : "\(id)（同一诉求：\(root)）"
    }

    private var claim: String {
        let marks = (ticket.isTrue("matter", "emergency") ? ["突发"] : [])
            + (ticket.isTrue("matter", "massOutage") ? ["大面积停供"] : [])
        let parts = [Wording.kind(of: ticket)] + marks
            + [Wording.channel(ticket.text("matter", "channel")), ticket.text("matter", "category")]
        return parts.filter { !$0.isEmpty }.joined(separator: " · ")
    }

    /// The petitioner as this caller may see them: the full fields where the node gave them, else the masked ones.
    private var petitioner: String {
        guard let petitioner = ticket["petitioner"] else { return "" }
        let name = [petitioner.text("name"), petitioner.text("personal", "name"), petitioner.text("maskedName")]
        let phone = [petitioner.text("phone"), petitioner.text("personal", "phone"), petitioner.text("maskedPhone")]
        var parts = [name, phone].compactMap { $0.first { !$0.isEmpty } }
        if petitioner.isTrue("anonymous") { parts.append("匿名") }
        if petitioner.isTrue("confidential") { parts.append("保密") }
        return parts.joined(separator: "  ")
    }

    private var order: String {
        guard let order = ticket["order"], order != .null else { return "" }
        return [order.text("from"), order.text("assignment"), "期限 " + LocalTime.minute(order.text("due"))]
            .filter { !$0.isEmpty && $0 != "期限 " }.joined(separator: "  ")
    }

    /// The limits that passed, newest last.
    private var overdue: String {
        ticket.list("overdue").map { mark in
            let name = Timed(rawValue: mark.text("of"))?.displayName ?? mark.text("of")
            return "\(name)（\(LocalTime.minute(mark.text("due")))）"
        }.joined(separator: "；")
    }

    /// What waits for a supervisor.
    private var proposals: String {
        ticket.list("proposals").filter { ($0["settledAt"] ?? .null) == .null }.map { $0.text("reason") }
            .joined(separator: "；")
    }

    /// Of a copy, whose limits its owner explains, the ends alone.
    private func limit(_ limit: JSONValue?) -> String {
        guard isMirror, let limit, limit != .null else { return "" }
        return LocalTime.minute(limit.text("due")) + provisional(limit) + "  " + limit.text("article")
    }

    private func provisional(_ limit: JSONValue) -> String {
        limit.isTrue("provisional") ? "（暂计：放假安排未公布）" : ""
    }

    // MARK: - Limits

    /// The limits that run, with what is left of each as the node says it.
    private func running(_ terminal: Terminal) -> String {
        let running = limits.filter { $0.isTrue("running") }
        guard !running.isEmpty else { return "" }
        var table = Table([.init("时限"), .init("派单"), .init("剩余"), .init("依据", shrinks: true)])
        for limit in running {
            table.add(
                .init(limit.text("label")), .init(limit.text("assignment"), .faint),
                .init(limit.text("text") + provisional(limit), limit.isTrue("overdue") ? .bad : .plain),
                .init(limit.text("article")))
        }
        return terminal.styled("时限", .heading) + "\n" + table.text(width: terminal.width, colour: terminal.colour)
    }

    // MARK: - Assignments

    private func assignments(_ terminal: Terminal) -> String {
        let assignments = ticket.list("assignments")
        guard !assignments.isEmpty else { return "" }
        var table = Table([
            .init("派单"), .init("承办", shrinks: true), .init("身份"), .init("状态"), .init("轮次", .right),
            .init("签收"), .init("签收期限"), .init("办理期限"),
        ])
        for assignment in assignments {
            table.add(
                .init(assignment.text("id")), .init(assignee(of: assignment)),
                .init(Self.part(assignment)),
                .init(Wording.assignmentState(assignment.text("state"))), .init(assignment.text("round")),
                .init(LocalTime.short(assignment.text("signedAt"))),
                .init(Self.end(assignment["signLimit"])),
                .init(Self.end(assignment["handlingLimit"])))
        }
        return terminal.styled("派单", .heading) + "\n" + table.text(width: terminal.width, colour: terminal.colour)
    }

    /// By the name that the node tells; the owner's of a copy.
    private func assignee(of share: JSONValue) -> String {
        let names = [share.text("assigneeName"), ticket.text("unitNames", share.text("assignee", "unit"))]
        return names.first { !$0.isEmpty } ?? Wording.assignee(share["assignee"])
    }

    /// 承办、主办、会办, and who was asked first (ZZ20-2.3.4).
    private static func part(_ assignment: JSONValue) -> String {
        let role = Wording.assignmentRole(assignment.text("role"))
        return assignment.isTrue("firstResponsible") ? role + "·首问" : role
    }

    private static func end(_ limit: JSONValue?) -> String {
        guard let limit, limit != .null else { return "" }
        return LocalTime.short(limit.text("due")) + (limit.isTrue("provisional") ? " 暂计" : "")
    }

    // MARK: - Actions

    private func actions(_ terminal: Terminal) -> String {
        let own = ticket.list("actions").map { ("", $0) }
        let ofAssignments = ticket.list("assignments").flatMap { assignment in
            assignment.list("actions").map { (assignment.text("id"), $0) }
        }
        guard !(own + ofAssignments).isEmpty else { return "" }
        var table = Table([.init("操作"), .init(""), .init("派单"), .init("表单（* 必填）", shrinks: true)])
        for (assignment, action) in own + ofAssignments {
            let closed = action["closed"].flatMap { $0 == .null ? nil : $0 }
            let fields = action.list("fields").map { $0.text("name") + ($0.isTrue("required") ? "*" : "") }
            table.add(
                .init(action.text("name"), closed == nil ? .plain : .faint),
                .init(action.text("label")), .init(assignment, .faint),
                closed.map { .init("不可：" + $0.text("message"), .faint) } ?? .init(fields.joined(separator: " ")))
        }
        return terminal.styled("可办操作", .heading) + "\n" + table.text(width: terminal.width, colour: terminal.colour)
    }

    // MARK: - Timeline

    private func history(_ terminal: Terminal) -> String {
        var table = Table([.init("时间"), .init("事项"), .init("经办"), .init("说明", shrinks: true)])
        for entry in timeline {
            table.add(
                .init(LocalTime.minute(entry.text("at"))), .init(Wording.event(entry.text("type"))),
                .init(Wording.actor(entry["actor"])), .init(Wording.remarks(of: entry["data"]), .faint))
        }
        guard !timeline.isEmpty else { return "" }
        return terminal.styled("办理过程", .heading) + "\n" + table.text(width: terminal.width, colour: terminal.colour)
    }
}

extension String {
    fileprivate var trimmed: Substring {
        drop(while: \.isWhitespace)
    }
}
