import HotlineCore
import HTTPServer
import NodeCore
import Storage

extension RouteBuilder {
    /// `/tickets` and `/assignments`: own tickets, what happened to them, and what may be done.
    mutating func addTickets() {
        let context = context
        let ruleBook = context.engine.core.settings.ruleBook
        postOnLoop("/tickets", .workers, .register(asks: ruleBook)) { call, reply in
            let register = try call.request.form {
                RegisterForm.read($0, asks: context.engine.core.settings.ruleBook)
            }
            try context.perform(CommandCall(call, .register(register), on: .newTicket, status: 201), reply)
        }
        postOnLoop("/tickets/{id}/actions/{action}", .workers, .ticketActions) { call, reply in
            let name = call.request.pathParameters["action"]
            guard let form = TicketForms.form(of: name) else { throw APIProblem.unknownAction(name) }
            let command = try call.request.form(form)
            let subject = CommandCall.Subject.ticket(call.request.pathParameters["id"])
            try context.perform(CommandCall(call, command, on: subject, status: 200), reply)
        }
        postOnLoop("/assignments/{id}/actions/{action}", .workers, .assignmentActions) { call, reply in
            let name = call.request.pathParameters["action"]
            guard let form = AssignmentForms.form(of: name) else { throw APIProblem.unknownAction(name) }
            let id = try AssignmentID(called: call.request.pathParameters["id"])
            let command = Command.assignment(id, try call.request.form(form))
            try context.perform(CommandCall(call, command, on: .assignment(id), status: 200), reply)
        }
        get("/tickets", .everyone, .list) { try await context.list($0) }
        getOnLoop("/tickets/{id}", .everyone, .ticket) { try context.show($0, $1) }
        get("/tickets/{id}/timeline", .everyone, .timeline) { try await context.timeline($0) }
    }
}

extension AssignmentID {
    /// The share that a caller names.
    init(called text: String) throws(APIProblem) {
        guard let id = Self(rawValue: text) else {
            throw APIProblem(.unknownAssignment, "\(text) 不是派单标识", cure: "派单标识形如 140525-1-42.1")
        }
        self = id
    }
}

extension APIProblem {
    static func unknownAction(_ name: String) -> APIProblem {
        APIProblem(.unknownAction, "没有名为 \(name) 的操作", cure: "可用的操作见工单的 actions")
    }
}

extension RouteDescription {
    fileprivate static func register(asks ruleBook: RuleBook) -> RouteDescription {
        let example: JSONTree = [
            "kind": "help", "channel": "telephone", "title": "路灯不亮", "content": "村口三盏路灯不亮", "place": "下村镇",
            "occurredAt": "昨晚", "petitioner": ["name": "李", "phone": "13900000000"],
        ]
        return RouteDescription(
            .tickets, "Register a matter 登记",
            "What must be given beside kind, channel, title and content, the node's rule book says.")
            .form(example) { RegisterForm.read($0, asks: ruleBook) }
            .query(.idempotencyKey).refuses(.command)
            .answers(.component(.ticket), status: 201, headers: .location, .entityTag)
    }

    fileprivate static let ticketActions = TicketForms.all.reduce(
        RouteDescription(.tickets, "Act on a ticket 办理").isCommand.refuses(.unknownAction)
            .answers(.component(.ticket), "The ticket after it", headers: .entityTag)
    ) { description, action in
        description.action(action.verb.rawValue, action.verb.summary, form: action.form)
    }

    fileprivate static let assignmentActions = AssignmentForms.all.reduce(
        RouteDescription(.assignments, "Act on an assignment 办理派单").isCommand.refuses(.unknownAction)
            .answers(.component(.ticket), "The ticket after it", headers: .entityTag)
    ) { description, action in
        description.action(action.verb.rawValue, action.verb.summary, form: action.form)
    }

    fileprivate static let list = RouteDescription(
        .tickets, "A page of own tickets 工单列表",
        "Newest first; a unit sees its share and its field, an overseer nothing confidential.")
        .ownFilters.answers(.ticketPage)

    fileprivate static let ticket = RouteDescription(.tickets, "One ticket, with the actions open to the caller 工单")
        .query(.reveal).refuses(.unknownTicket, .missingFields, .notAuthorised, .databaseFull, .recovering)
        .answers(.component(.ticket), headers: .entityTag)

    fileprivate static let timeline = RouteDescription(.tickets, "What happened to a ticket, oldest first 流转记录")
        .query(
            .query("cursor", .integer(0...Int.max), "`next` of the page before, as it stands there"),
            .limit(1...1_000, usual: 500))
        .refuses(.unknownTicket, .invalidQuery)
        .answers(.items(.timelineEntry, .always("next", JSONSchema.text.orNull, "The `cursor` of the next page")))
}

extension RouteDescription {
    /// Takes the filters of a list of own tickets (``TicketFilter/OwnTickets``).
    var ownFilters: Self {
        filters.query(
            .query("channel", .list(of: .oneOf(Channel.self)), "Come in over one of these channels"),
            .query("category", .list(of: .component(.typedText)), "Of one of these 事项类别"),
            .query("unit", .list(of: .component(.unitCode)), "With a share of one of these units"),
            .query("assignmentState", .list(of: .oneOf(AssignmentState.self)), "With a share in one of these states"),
            .query("mark", .list(of: .oneOf(ListedMark.self)), "Marked so; `unread`: by the caller"),
            .query("tag", .list(of: .component(.typedText)), "With one of these tags 标签"),
            .query("result", .list(of: .oneOf(Revisit.Rating.self)), "With this rating at the revisit 回访"),
            .query("registeredBy", .component(.typedText), "Registered by this person; `me`: the caller"),
            .query("proposed", .flag, "With a 督办建议 that waits"))
    }

    /// Takes the filters of any list of tickets (``TicketFilter``).
    var filters: Self {
        query(
            .query("state", .list(of: .oneOf(TicketState.self)), "In one of these states"),
            .query("kind", .list(of: .oneOf(MatterKind.self)), "Of one of these kinds 诉求类型"),
            .query("rootId", .component(.typedText), "Of this matter"),
            .query("area", .list(of: .component(.typedText)), "At one of these places: how they begin"),
            .query("due", .list(of: .oneOf(DueBucket.self)), "With the next limit ending then"),
            .query("dueBefore", .moment, "With a limit that ends before"),
            .query("registeredFrom", .dayOrMoment, "Registered then or later; a day from its beginning at +08:00"),
            .query("registeredBefore", .dayOrMoment, "Registered before; a day: before it began at +08:00"),
            .query("open", .flag, "Not archived"),
            .query("order", .oneOf(TicketFilter.Order.self), "Which come first"),
            .query("overdue", .flag, "With a limit that has passed"),
            .query("q", .component(.typedText), "Holding these words in title, content, place or number"),
            .limit(1...500, usual: 50), .cursor
        ).refuses(.invalidQuery)
    }
}

extension JSONSchema {
    /// A page of a list of tickets.
    static let ticketPage = JSONSchema.page(
        .ticketSummary,
        .maybe("incomplete", .flag, "An earlier version's database is still being entered in the index"))
}

extension Verb {
    /// `Approve return 同意退回`.
    var summary: String {
        let words = rawValue.split(separator: "-").joined(separator: " ")
        return "\(words.prefix(1).uppercased())\(words.dropFirst()) \(displayName)"
    }
}
