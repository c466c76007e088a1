import Database
import HotlineCore
import SyncProtocol
import WorkCalendar

/// Own tickets: the stored state is what the journal makes of it, and columns, assignments, digest and counters agree
/// with the stored state.
struct TicketCheck: VerificationCheck {
    let step = Verification.Step.tickets
    private var cursor = KeyCursor()

    mutating func advance(
        in view: ReadTransaction, rows limit: Int, into report: inout VerificationReport
    ) throws -> Double {
        let end = try cursor.end { try view.first("SELECT max(rowid) FROM ticket") { $0.int64(0) } }
        let node = try NodeRecord.find(in: view)
        var count = 0
        var last: Int64?
        try view.forEach("""
            SELECT rowid, id, number, root_id, generation, revision, kind, state, channel, title, registered_at, due,
              ordered_by, order_assignment, body, body_digest, traits, registered_by
            FROM ticket WHERE rowid > ? AND rowid <= ? ORDER BY rowid LIMIT ?
            """, cursor.last, end, limit
        ) { row in
            count += 1
            last = row.int64(0)
            try check(row, of: node, in: view, &report)
            return true
        }
        report.count(step, rows: count)
        return cursor.moved(to: last, count: count, limit: limit)
    }

    private func check(
        _ row: Row, of node: NodeRecord?, in view: ReadTransaction, _ report: inout VerificationReport
    ) throws {
        let ticket: Ticket
        do {
            ticket = try CanonicalJSON.decode(Ticket.self, from: row.data(14))
        } catch is DecodingError {
            return report.add(.rowUnreadable, "ticket", row.text(1), "工单内容无法读取")
        }
        checkColumns(row, ticket, &report)
        try checkDigest(row, ticket, in: view, &report)
        try checkJournal(row.text(1), ticket, in: view, &report)
        if row.optionalInt64(16) != nil { try checkAssignments(row.int64(0), ticket, in: view, &report) }
        if let node { try checkCounters(ticket, of: node, in: view, &report) }
    }

    private func checkColumns(_ row: Row, _ ticket: Ticket, _ report: inout VerificationReport) {
        let differing = [
            ("id", row.text(1) == ticket.id.rawValue), ("number", row.text(2) == ticket.number.rawValue),
            ("root_id", row.text(3) == ticket.rootId.rawValue), ("generation", row.int64(4) == ticket.generation),
            ("revision", row.int64(5) == ticket.revision), ("kind", row.text(6) == ticket.matter.kind.rawValue),
            ("state", row.text(7) == ticket.state.rawValue), ("channel", row.text(8) == ticket.matter.channel.rawValue),
            ("title", row.text(9) == ticket.matter.title),
            ("registered_at", row.int64(10) == ticket.registeredAt.milliseconds),
            ("ordered_by", row.optionalText(12) == ticket.order?.assigner.rawValue),
            ("order_assignment", row.optionalText(13) == ticket.order?.assignment.rawValue),
        ].filter { !$0.1 }.map(\.0) + differingInLists(row, ticket)
        guard !differing.isEmpty else { return }
        report.add(.ticketColumnsDiffer, "ticket", row.text(1), "列 \(differing.joined(separator: "、")) 与工单内容不符")
    }

    /// What lists are filtered by; a row of an earlier version waits for ``ListingFill``.
    private func differingInLists(_ row: Row, _ ticket: Ticket) -> [String] {
        guard let traits = row.optionalInt64(16) else { return [] }
        return [
            ("due", row.optionalInt64(11) == ticket.nextDue?.milliseconds),
            ("traits", traits == ticket.traits.rawValue),
            ("registered_by", row.optionalText(17) == ticket.registeredBy.person),
        ].filter { !$0.1 }.map(\.0)
    }

    private func checkDigest(
        _ row: Row, _ ticket: Ticket, in view: ReadTransaction, _ report: inout VerificationReport
    ) throws {
        if row.withBlob(14, { StorageHash.sha256($0) }).bytes == row.blob(15) { return }
        // It left struck clean of the petitioner's values.
        if let reference = ticket.petitioner.reference {
            guard let personal = try PetitionerStore.find(reference, in: view)?.fields else {
                return report.skip(step, "诉求人信息已不在本库，脱敏后离开的工单改由所存消息核对", rows: 1)
            }
            let redaction = Redaction(personal, confidential: ticket.petitioner.confidential)
            if StorageHash.sha256(redaction.apply(toJSON: row.blob(14))).bytes == row.blob(15) { return }
        }
        report.add(.ticketDigestWrong, "ticket", row.text(1), "对账摘要与工单内容不符")
    }

    private func checkJournal(
        _ key: String, _ ticket: Ticket, in view: ReadTransaction, _ report: inout VerificationReport
    ) throws {
        let events: [TicketEvent]
        do {
            events = try JournalStore.all(of: ticket.id, in: view)
        } catch is DecodingError {
            return report.add(.ticketDiffersFromJournal, "ticket", key, "该工单的日志无法读取")
        }
        guard let first = events.first else {
            return report.add(.ticketWithoutJournal, "ticket", key, "没有该工单的任何日志")
        }
        guard first.makesTicket else {
            return report.add(.ticketDiffersFromJournal, "ticket", key, "日志不从登记开始，而从 \(first.type) 开始")
        }
        var state: Ticket?
        for event in events {
            if let state, event.revision != state.revision + 1, !event.isRecovery {
                return report.add(
                    .ticketDiffersFromJournal, "ticket", key, "日志从第 \(state.revision) 版跳到第 \(event.revision) 版")
            }
            state = evolve(state, event)
        }
        if state != ticket {
            report.add(
                .ticketDiffersFromJournal, "ticket", key,
                "工单（第 \(ticket.revision) 版）与按日志重算的状态（第 \(state?.revision ?? 0) 版）不符")
        }
    }

    private func checkAssignments(
        _ row: Int64, _ ticket: Ticket, in view: ReadTransaction, _ report: inout VerificationReport
    ) throws {
        let stored = try view.query(
            "SELECT id, unit, node, role, state, round, due FROM assignment WHERE ticket = ?", row
        ) { row in
            AssignmentColumns(
                id: row.text(0), unit: row.optionalText(1), node: row.optionalText(2), role: row.text(3),
                state: row.text(4), round: row.int(5), due: row.optionalInt64(6))
        }
        let expected = ticket.assignments.map(AssignmentColumns.init)
        for assignment in expected where !stored.contains(assignment) {
            let what = stored.contains { $0.id == assignment.id } ? "派单行与工单内容不符" : "工单内的派单没有对应的行"
            report.add(.assignmentDiffers, "assignment", assignment.id, what)
        }
        for assignment in stored where !expected.contains(where: { $0.id == assignment.id }) {
            report.add(.assignmentDiffers, "assignment", assignment.id, "工单内没有这个派单")
        }
    }

    private func checkCounters(
        _ ticket: Ticket, of node: NodeRecord, in view: ReadTransaction, _ report: inout VerificationReport
    ) throws {
        if !node.hasDrawn(ticket.id.counter, in: ticket.id.generation) {
            report.add(.counterBehind, "node", "1", "工单 \(ticket.id) 的编号未经本节点计数器发出：计数器被改回")
        }
        let number = ticket.number
        let day = Int(number.day.number)
        let drawn = try view.first("SELECT last FROM number_counter WHERE day = ?", day) { $0.int(0) } ?? 0
        if drawn < number.counter {
            report.add(.counterBehind, "number_counter", number.day, "当日流水号 \(drawn) 落后于已用的工单编号 \(number)")
        }
    }
}

/// The columns of an assignment, as the ticket's document or the row has them.
private struct AssignmentColumns: Hashable {
    var id: String
    var unit: String?
    var node: String?
    var role: String
    var state: String
    var round: Int
    var due: Int64?
}

extension AssignmentColumns {
    fileprivate init(_ assignment: Assignment) {
        self.init(
            id: assignment.id.rawValue, unit: assignment.assignee.unit?.rawValue,
            node: assignment.assignee.node?.rawValue, role: assignment.role.rawValue,
            state: assignment.state.rawValue, round: assignment.round,
            due: assignment.nextLimit?.due.milliseconds)
    }
}

extension TicketEvent {
    /// The first event of a ticket is one of these.
    fileprivate var makesTicket: Bool {
        switch change {
        case .registered, .ordered, .recovered: true
        default: false
        }
    }

    /// A state that was taken back: the revisions between were lost with the restore.
    fileprivate var isRecovery: Bool {
        if case .recovered = change { true } else { false }
    }
}
