import HotlineCore
import Storage
import WorkCalendar

/// Lists of tickets, their history, how limits were counted, earlier matters, copies.
extension Component {
    static let ofReading: [Component] = [
        ticketSummary, ticketTag, viewer, deskQueue, savedView, cannedText, bulkResult, timelineEntry, countedLimit,
        countedDay, similarMatter, suggestion, escalation, mirrorTicket,
    ]

    static let ticketSummary = Component("TicketSummary", "One line of a list of tickets", [
        .always("id", .component(ticketID), "Its identifier"), .always("number", .text("20261121-0042-7"), "工单编号"),
        .always("rootId", .component(ticketID), "The matter"),
        .always("owner", .component(nodeCode), "Whose ticket it is"),
        .always("generation", .count, "With `revision`: its state"),
        .always("revision", .count, "The number of events"),
        .always("state", .text("handling"), "Where it stands; a copy's may be of a later version"),
        .always("summary", .text("已转办 · 下村镇待签收"), "The same in one sentence, with each share"),
        .always("kind", .text("help"), "诉求类型"), .always("channel", JSONSchema.text("telephone").orNull, "渠道"),
        .always("category", JSONSchema.text.orNull, "事项类别"),
        .always("emergency", .flag, "突发"), .always("title", .text("小区停水"), "标题"),
        .always("place", JSONSchema.text.orNull, "地点"),
        .always("registeredAt", .moment, "登记时间"), .always("changedAt", .moment, "When it last changed"),
        .always("due", JSONSchema.moment.orNull, "The end of the limit that ends first; null where none runs"),
        .always("provisional", .flag, "Whether that is 暂计"), .always("overdue", .flag, "Whether that has passed"),
        .always("dueNext", nextLimit.orNull, "The limit that ends first, with what is left of it"),
        .always("marks", .list(of: .oneOf(TicketMark.self)), "What stands out about it"),
        .always("tags", .list(of: .text("缺水")), "标签, of own tickets"),
        .always("isUnread", .flag, "Whether it changed since the caller had it open 未读"),
        .always("openBy", .list(of: .text("王芳")), "Who else has it open now, by name"),
        .always("units", .list(of: .component(unitCode)), "Units with a share"),
        .always("nodes", .list(of: .component(nodeCode)), "Nodes with a share"),
        .always("shares", .list(of: share), "Each share, as it stands"),
    ])

    private static let nextLimit = JSONSchema.object([
        .always("limit", .text("handling"), "Which"), .always("label", .text("办理时限"), "The same in words"),
        .always("assignment", JSONSchema.text.orNull, "Of which share"), .always("at", .moment, "Its end"),
        .always("remaining", .remaining, "What is left"), .always("text", .remainingText, "The same in words"),
        .always("isOverdue", .flag, "Whether it has passed"),
    ])

    private static let share = JSONSchema.object([
        .always("assignment", .text("140525-1-42.1"), "Its identifier"),
        .always("unit", JSONSchema.text.orNull, "The unit's"), .always("node", JSONSchema.text.orNull, "Or the node's"),
        .always("name", .text("下村镇"), "Its name"), .always("role", .text("lead"), "主办, 协办"),
        .always("state", .text("dispatched"), "Where it stands"), .always("stateName", .text("待签收"), "In words"),
        .always("due", JSONSchema.moment.orNull, "The end of its limit"),
    ])

    static let ticketTag = Component("TicketTag", "A word to find a ticket again by 标签", [
        .always("name", .text("缺水"), "The word"), .always("person", .text("wang"), "Who put it on"),
        .always("unit", JSONSchema.text.orNull, "For which unit"), .always("at", .moment, "When"),
        .always("mayRemove", .flag, "Whether the caller may take it off"),
    ])

    static let viewer = Component("Viewer", "Who has a ticket open now 正在查看", [
        .always("person", .text("wang"), "The sign-in name"), .always("name", .text("王芳"), "As people read it"),
        .always("role", JSONSchema.text("dispatcher").orNull, "As whom; null for a token that is no account"),
        .always("unit", JSONSchema.text.orNull, "Of which unit"),
        .always("unitName", JSONSchema.text.orNull, "The unit's name"),
    ])

    static let deskQueue = Component("DeskQueue", "A queue of a desk 队列", [
        .always("id", .text("to-dispatch"), "Its name"), .always("title", .text("待派单"), "As people read it"),
        .always("titleEn", .text("To dispatch"), "In English"), .always("count", .count, "How many tickets"),
        .always("overdue", .count, "Of them with a limit that has passed"),
        .always("query", .text("state=accepted&order=due"), "The list of them: the query of `/tickets`"),
    ])

    static let savedView = Component("SavedView", "A saved list 常用视图", [
        .always("id", JSONSchema.text("7").orNull, "Its row"), .always("title", .text("临期"), "As people read it"),
        .always("list", .oneOf(["tickets", "mirror"]), "Of which list"),
        .always("query", .text("due=soon"), "Its query"),
        .always("shared", .flag, "Whether others see it"), .always("pinned", .flag, "Whether it stands first"),
        .always("person", .text("wang"), "Whose it is"),
        .always("mayChange", .flag, "Whether the caller may change it"),
    ])

    static let cannedText = Component("CannedText", "A text for forms 常用语", [
        .always("id", JSONSchema.text("7").orNull, "Its row"), .always("unit", JSONSchema.text.orNull, "Null: of all"),
        .always("kind", JSONSchema.text.orNull, "Null: for all"),
        .always("state", JSONSchema.text.orNull, "Null: for all"),
        .always("action", JSONSchema.text.orNull, "Null: for all"), .always("title", .text, "As people read it"),
        .always("text", .text, "With variables as `{number}`"),
        .always("mayChange", .flag, "Whether the caller may change it"),
    ])

    static let bulkResult = Component("BulkResult", "How each row of a bulk action went 批量办理结果", [
        .always("preview", .flag, "Whether nothing was changed"), .always("done", .count, "How many rows went well"),
        .always("refused", .count, "How many did not"),
        .always("items", .list(of: .object([
            .always("name", .text("140525-1-42"), "As the request names it"), .always("ok", .flag, "How it went"),
            .maybe("ticket", .component(ticketID), "The ticket"), .maybe("number", .text, "Its number"),
            .maybe("state", .text, "Where it stands now"), .maybe("generation", .count, "With `revision`: its state"),
            .maybe("revision", .count, "The number of events"), .maybe("problem", .component(problem), "Why not"),
        ])), "In the order of the request"),
    ])

    static let timelineEntry = Component("TimelineEntry", "One thing that happened 流转记录", [
        .always("seq", .count, "Its place in the journal"),
        .always("revision", .count, "The ticket's revision after it"),
        .always("at", .moment, "When"), .always("type", JSONSchema.text("ticket.accepted").orNull, "What"),
        .always("actor", .component(actor), "Who"), .always("data", .anything, "What it carries, by its type"),
        .maybe("unknown", .flag, "Of a type that this version does not know"),
    ])

    static let countedLimit = Component("CountedLimit", "A limit and how it was counted 怎么算的", [
        .always("name", .oneOf(LimitName.self), "Which limit"), .always("label", .text("办理时限"), "As people read it"),
        .always("assignment", JSONSchema.component(assignmentID).orNull, "Of which share"),
        .always("running", .flag, "Whether it runs"), .always("overdue", .flag, "Whether it has passed"),
        .maybe("remaining", .remaining, "What is left of one that runs"),
        .maybe("text", .remainingText, "The same in words"),
        .always("from", .moment, "When it began"), .always("due", .moment, "Its last moment"),
        .always("dueDate", .day, "Its last day"), .always("provisional", .flag, "暂计"),
        .always("article", .text, "The article that sets it"),
        .always("boundByOrder", .flag, "The order from above ends earlier"),
        .always("ownDue", JSONSchema.moment.orNull, "The node's own count"),
        .maybe("used", .object([
            .always("amount", .count, "How much"), .always("unit", .text("workingDay"), "Of what"),
        ]), "What of it has been used"),
        .always("passed", JSONSchema.moment.orNull, "The regulation's own end where that had passed already"),
        .always("days", JSONSchema.list(of: .component(countedDay)).orNull, "Null where it was set by hand"),
    ])

    static let countedDay = Component("CountedDay", "One day of a count", [
        .always("date", .day, "Which"), .always("counted", .flag, "Whether it counts"),
        .always("why", .text("周六"), "Why, in words"),
    ])

    static let similarMatter = Component("SimilarMatter", "An earlier matter that may be the same 重复诉求", [
        .always("at", .oneOf(["ticket", "mirror"]), "An own ticket, or one of a node below"),
        .always("score", .count, "50 for the same petitioner, 20 for the place, up to 30 for the text"),
        .always("reasons", .list(of: .text("同一地点")), "Why"), .always("ticket", .component(ticketSummary), "Its line"),
    ])

    static let suggestion = Component("Suggestion", "Whom a matter may go to 派单建议", [
        .always("assignee", .component(assignee), "Whom"),
        .always("name", JSONSchema.text("下村镇").orNull, "The unit's name"),
        .always("score", .count, "How well"),
        .always("difficult", .flag, "Another unit had returned such a matter before"),
        .always("grounds", .list(of: .object([
            .always("by", .text("territory"), "`territory` or `duty`"), .always("text", .text, "In words"),
            .always("article", JSONSchema.text.orNull, "The article"),
        ])), "The rule book's principles"),
        .always("because", .list(of: .object([
            .always("ticket", .component(ticketID), "Which"), .always("number", .text, "Its number"),
            .always("difficult", .flag, "Whether it was returned before"),
            .always("reasons", .list(of: .text), "In what alike"),
        ])), "Like matters that it was left with"),
    ])

    static let escalation = Component("Escalation", "What a node below raised 答复督办、提级督办", [
        .always("id", .text("3"), "Its row"), .always("receivedAt", .moment, "When it came"),
        .always("kind", .oneOf(Escalation.Kind.self), "Which of the two"),
        .always("ticket", .component(ticketID), "About which ticket"),
        .always("rootId", .component(ticketID), "Of which matter"),
        .always("directive", JSONSchema.text.orNull, "What it answers"),
        .always("text", .text, "What it says"), .always("from", .component(nodeCode), "Who"),
        .always("actor", .component(actor), "The person"), .always("at", .moment, "When"),
    ])

    private static let unitNames = JSONSchema([
        "type": "object", "additionalProperties": JSONSchema.text.json, "examples": [["xiacun": "下村镇"]],
    ])

    static let mirrorTicket = Component(
        "MirrorTicket", "A copy of another node's ticket, as that node sent it: a later version may have added to it", [
            .always("id", .component(ticketID), "Its identifier"), .always("number", .text, "工单编号"),
            .always("rootId", .component(ticketID), "The matter"), .always("owner", .component(nodeCode), "Whose"),
            .always("state", .text("handling"), "Where it stands"),
            .always("matter", .component(matter), "What it is about"),
            .always("unitNames", unitNames, "What it calls its units, by code; empty of an earlier version"),
            .always("actions", .list(of: .component(action)), "What may be said about it"),
        ])
}
