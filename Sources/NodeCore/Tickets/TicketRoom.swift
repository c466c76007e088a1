import HotlineCore
import Storage
import SyncProtocol

/// How far a ticket may grow, in bytes of its JSON.
///
/// A feed event carries the whole ticket beside what happened, and no node takes an event longer than ``EventLimits``.
/// A ticket that reached that could never be changed again. So what only adds to a ticket (补充、进度、联系) leaves
/// room for its result, and the result leaves room to approve, revisit and archive it. This bounds the lists of a
/// ticket, too.
enum TicketRoom {
    /// A ticket and what happened to it, beside the attributes of their event.
    static let whole = EventLimits().eventBytes - 16 * 1024
    /// The ticket after what only adds to it.
    static let additions = 384 * 1024
    /// Kept free behind a result, for the decisions on it, the revisits and the archive's note.
    static let reserve = 160 * 1024

    /// - Throws: ``CommandRefusal`` (ticket-full) where the ticket has no room for what happened.
    static func require(_ event: TicketEvent, entry: [UInt8], after ticket: Ticket, body: [UInt8]) throws {
        switch event.change {
        case .registered, .dispatched, .supplemented, .progressed, .contacted, .directiveReceived, .directiveAnswered,
            .orderAssisted, .supervised, .supervisionProposed:
            guard body.count <= additions else { throw full("补充、进度等内容", cure: "不再补充；请办结，详细材料另行保存") }
        case .completionSubmitted, .answered:
            let results = try size(ofResultsIn: ticket)
            guard body.count + 3 * results + reserve <= whole else {
                throw full("这样长的办理结果", cure: "请精简办理结果后重新提交")
            }
        default: break
        }
        guard entry.count + body.count <= whole else { throw full("这项内容", cure: "请精简后重新提交") }
    }

    /// What the results would take once more: each is copied into the ticket's own result, and up with the report.
    private static func size(ofResultsIn ticket: Ticket) throws -> Int {
        try ticket.assignments.compactMap(\.completion?.form).reduce(0) { try $0 + CanonicalJSON.encode($1).count }
    }

    private static func full(_ what: String, cure: String) -> CommandRefusal {
        CommandRefusal(.ticketFull, "工单内容已接近上限，容纳不下\(what)", cure: cure)
    }
}
