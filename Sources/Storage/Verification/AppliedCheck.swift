import Database
import HotlineCore
import SyncProtocol

/// Whether what one message says stands in the tables: a change of another node's ticket in its mirror, an order or a
/// report in the ticket or among the parked ones, and an own change in the ticket's digest.
struct AppliedCheck {
    private let row: Int64
    private let event: Event
    private let view: ReadTransaction

    init(row: Int64, event: Event, in view: ReadTransaction) {
        self.row = row
        self.event = event
        self.view = view
    }

    /// - Parameter isOwn: this node built the message.
    func run(isOwn: Bool, node: NodeRecord?, _ report: inout VerificationReport) throws {
        guard let data = event.data else { return }
        if event.type == MessageType.feed {
            guard let content = FeedContent(data) else {
                return report.add(.messageUnreadable, "message", row, "上报消息 \(event.id) 的内容无法读取")
            }
            return isOwn ? try checkOwn(content, &report) : try checkMirror(content, &report)
        }
        guard !isOwn else { return }
        if MessageType.orders.contains(event.type) {
            guard let order = try? CanonicalJSON.decode(OrderMessage.self, from: data) else { return }
            try checkApplied(order.assignment, order.ordinal, &report) {
                try TicketStore.find(order: order.assignment, in: view)?.ticket.order?.received
            }
        } else if MessageType.reports.contains(event.type) {
            guard let sent = try? CanonicalJSON.decode(ReportMessage.self, from: data) else { return }
            try checkApplied(sent.assignment, sent.ordinal, &report) {
                try TicketStore.find(sent.assignment.ticket, in: view)?.ticket.assignment(sent.assignment)?.received
            }
        }
    }

    /// The digest that reconciliation adds up is that of the state as it left.
    private func checkOwn(_ content: FeedContent, _ report: inout VerificationReport) throws {
        let state = content.state
        let digest = try view.first(
            "SELECT body_digest FROM ticket WHERE id = ? AND generation = ? AND revision = ?", state.id,
            state.generation, state.revision) { $0.blob(0) }
        if let digest, digest != content.digest.bytes {
            report.add(.ticketDigestWrong, "ticket", state.id, "对账摘要与上报消息 \(event.id) 中的状态不符")
        }
    }

    private func checkMirror(_ content: FeedContent, _ report: inout VerificationReport) throws {
        let state = content.state
        let held = try view.first(
            "SELECT (generation, revision) >= (?, ?) FROM mirror WHERE id = ?", state.generation, state.revision,
            state.id) { $0.bool(0) }
        guard held != true else { return }
        let what = held == nil ? "没有镜像" : "镜像比已收到的状态旧"
        report.add(.mirrorBehind, "mirror", state.id, "\(what)（已收到第 \(state.generation) 代第 \(state.revision) 版）")
    }

    private func checkApplied(
        _ assignment: AssignmentID, _ ordinal: Int, _ report: inout VerificationReport, received: () throws -> Int?
    ) throws {
        do {
            if let received = try received(), received >= ordinal { return }
        } catch is DecodingError {
            // The ticket is found to be unreadable where tickets are checked.
            return
        } catch is StorageError {
            return
        }
        let isParked = try view.first("SELECT 1 FROM parked WHERE message = ?", row) { _ in true } ?? false
        guard !isParked else { return }
        report.add(.messageNotApplied, "message", row, "派单 \(assignment) 的第 \(ordinal) 条消息已收下，却既未执行也未暂存")
    }
}
