import HotlineCore
import Storage
import WorkCalendar

/// 工作台: the queues that a desk shows first, each a list of own tickets under a name. This table is all there is to say
/// of them; the console shows whatever stands here.
struct DeskQueue: Sendable {
    let id: String
    let title: String
    let titleEn: String
    /// Whose desk shows it.
    let roles: Set<Role>
    /// The filters of `GET /tickets`.
    let query: String

    /// The queues of a role's desk, in their order.
    static func queues(of role: Role) -> [DeskQueue] { all.filter { $0.roles.contains(role) } }

    private static let all: [DeskQueue] = intake + dispatching + handling + reviewing + watching

    private static let intake = [
        queue("own-registered", "我登记的待受理", "My matters to accept", [.operator],
            "state=registered&registeredBy=me&order=due"),
        queue("to-accept", "待受理", "To accept", [.operator, .dispatcher], "state=registered&order=due"),
        queue("to-call-back", "待回访", "To call back", [.operator, .reviewer], "state=revisiting,answered&order=due"),
        queue("own-open", "我登记的未办结", "My open matters", [.operator], "open=true&registeredBy=me&order=due"),
    ]

    private static let dispatching = [
        queue("to-dispatch", "待派单", "To dispatch", [.dispatcher], "state=accepted&order=due"),
        queue("returns", "退回待审核", "Returns to decide", [.dispatcher, .reviewer],
            "assignmentState=returnAsked&order=due"),
        queue("extensions", "延期待审批", "Extensions to decide", [.dispatcher, .reviewer],
            "mark=extensionAsked&open=true&order=due"),
        queue("deferrals", "挂账待审批", "Deferrals to decide", [.dispatcher, .reviewer],
            "mark=deferralAsked&open=true&order=due"),
        queue("unsigned", "已派待签收", "Dispatched, not signed", [.dispatcher],
            "assignmentState=dispatched&order=due"),
    ]

    private static let handling = [
        queue("to-sign", "待签收", "To sign", [.unit], "assignmentState=dispatched&order=due"),
        queue("in-hand", "办理中", "In hand", [.unit], "assignmentState=signed,returnAsked&order=due"),
        queue("nearly-due", "临期", "Nearly due", [.unit],
            "assignmentState=dispatched,signed&due=today,soon&order=due"),
        queue("overdue", "逾期", "Overdue", [.unit], "assignmentState=dispatched,signed&due=overdue&order=due"),
        queue("deferred", "挂账", "Deferred", [.unit], "assignmentState=deferred&order=due"),
        queue("submitted", "已报待审", "Submitted", [.unit], "assignmentState=submitted&order=due"),
    ]

    private static let reviewing = [
        queue("completions", "办结待审核", "Completions to check", [.reviewer],
            "assignmentState=submitted&order=due"),
        queue("to-redo", "不满意待重办", "Unsatisfied, to redo", [.reviewer],
            "state=revisited&result=unsatisfied&order=oldest"),
        queue("redone", "重办中", "Being redone", [.reviewer], "mark=redone&state=handling&order=due"),
        queue("to-archive", "待归档", "To archive", [.reviewer],
            "state=refused,transferred,revisited,withdrawn,returned&order=oldest"),
    ]

    private static let watching = [
        queue("proposals", "建议督办", "Proposed supervisions", [.supervisor],
            "mark=proposed&open=true&order=due"),
        queue("directives", "上级督办待复", "Directives to answer", [.supervisor, .reviewer],
            "mark=directive&open=true&order=due"),
        queue("all-nearly-due", "临期", "Nearly due", [.supervisor, .dispatcher], "due=today,soon&order=due"),
        queue("all-overdue", "逾期", "Overdue", [.supervisor, .dispatcher, .admin, .auditor],
            "due=overdue&order=due"),
        queue("supervised", "督办中", "Under supervision", [.supervisor],
            "mark=supervised&state=registered,accepted,handling,revisiting&order=due"),
        queue("on-the-books", "挂账", "On the books", [.supervisor, .reviewer],
            "assignmentState=deferred&order=due"),
        queue("emergencies", "突发未办结", "Open emergencies", [.supervisor, .admin],
            "mark=emergency&state=registered,accepted,handling&order=due"),
        queue("open", "未归档", "Open", [.admin, .auditor, .knowledge], "open=true&order=newest"),
        queue("answered", "已直接答复", "Answered at once", [.knowledge], "state=answered&order=newest"),
    ]

    private static func queue(
        _ id: String, _ title: String, _ titleEn: String, _ roles: Set<Role>, _ query: String
    ) -> DeskQueue {
        DeskQueue(id: id, title: title, titleEn: titleEn, roles: roles, query: query)
    }
}
