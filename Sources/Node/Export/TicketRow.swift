import Database
import HotlineCore
import NodeCore
import Storage
import WorkCalendar

/// One ticket as a row of an exported table: what its line in a list says, and of the petitioner what the reader may
/// see.
struct TicketRow: Sendable {
    private let summary: TicketSummary
    /// The petitioner's fields where the reader was shown them.
    private let personal: PersonalFields?
    private let redaction: Redaction?
    /// The words that people put on the ticket to find it again.
    var tags: [String] = []

    static let head = [
        "工单编号", "标识", "状态", "办理情况", "诉求类型", "渠道", "事项类别", "标题", "地点",
        "登记时间（北京时间 UTC+8）", "最后变更（北京时间 UTC+8）", "承办单位", "当前时限",
        "截止时间（北京时间 UTC+8）", "剩余时间", "是否逾期", "标记", "标签", "诉求人", "联系电话", "证件号码", "住址",
    ]

    /// The fields of a petitioner that the table has columns for.
    static let personalFields = ["name", "phone", "idNumber", "address"]

    /// - Parameter reveals: whether the petitioner's fields are shown to those who may know them.
    init(_ body: [UInt8], for caller: Caller, reveals: Bool, in transaction: ReadTransaction) throws {
        let ticket = try CanonicalJSON.decode(Ticket.self, from: body)
        let stored = try ticket.petitioner.reference.flatMap { try PetitionerStore.find($0, in: transaction) }
        let summary = TicketSummary(ticket)
        redaction = stored?.redaction
        self.summary = redaction.map(summary.struck) ?? summary
        personal = reveals && caller.mayKnowPetitioner(of: ticket) ? stored?.fields : nil
    }

    /// What of the petitioner the row shows in full; nil where it shows nothing.
    var view: AuditStore.View? {
        guard let known = personal?.known, !known.isEmpty else { return nil }
        return AuditStore.View(summary.id, fields: known)
    }

    /// A text without any of the petitioner's values.
    func struck(_ text: String) -> String { redaction?.apply(to: text) ?? text }

    func cells(_ wording: ListWording) -> [ExportCell] {
        let limit = summary.nextLimit(for: wording.unit)
        let left = limit.map {
            Remaining($0.limit.rule, until: $0.limit.due, at: wording.now, wording.settings.calendar)
        }
        let units = summary.shares.map { wording.name(of: $0.assignee, at: summary.id.owner) }.joined(separator: "、")
        let matter: [ExportCell] = [
            .code(summary.number), .text(summary.id.rawValue),
            .text(TicketState(rawValue: summary.state)?.displayName ?? summary.state),
            .text(summary.sentence(wording)),
            .text(MatterKind(rawValue: summary.kind)?.displayName ?? summary.kind),
            .optional(summary.channel.map { Channel(rawValue: $0)?.displayName ?? $0 }), .optional(summary.category),
            .text(summary.title), .optional(summary.place), .moment(summary.registeredAt),
            .moment(summary.changedAt ?? summary.registeredAt), .text(units),
        ]
        let due: [ExportCell] = [
            .optional(limit?.name.displayName), limit.map { .moment($0.limit.due) } ?? .empty,
            .optional(left?.text), .optional(left.map { $0.isOverdue ? "是" : "否" }),
            .text(summary.traits.marks.map(\.displayName).joined(separator: "、")),
            .text(tags.joined(separator: "、")),
        ]
        return matter + due + petitioner
    }

    private var petitioner: [ExportCell] {
        guard let personal else {
            return [
                .optional(summary.petitioner?.maskedName),
                summary.petitioner?.maskedPhone.map { .code($0) } ?? .empty, .empty, .empty,
            ]
        }
        return [
            .optional(personal.name), personal.phone.map { .code($0) } ?? .empty,
            personal.idNumber.map { .code($0) } ?? .empty, .optional(personal.address),
        ]
    }
}
