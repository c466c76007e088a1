import HotlineCore

/// Tickets as a whole.
extension Component {
    static let ofTickets: [Component] = [
        ticket, matter, petitioner, limit, supplement, attachment, knowledge, revisit, supervision, proposal, timerMark,
        contest, correction, lateMessage, recovery, receivedDirective, directive, action, actionField, actionChoice,
    ]

    static let ticket = Component("Ticket", "One matter as one node knows it 工单", identityOfTicket + contentOfTicket + [
        .maybe("actions", .list(of: .component(action)), "What this caller may do with the ticket itself, or why not"),
        .maybe("repeats", .count, "How often its matter came again 重复"),
        .maybe("repeatsOf", JSONSchema.component(ticketID).orNull, "The first ticket of the matter"),
        .maybe("repeatedBy", .list(of: .component(ticketID)), "The tickets that repeat it"),
    ])

    private static let identityOfTicket: [JSONSchema.Member] = [
        .always("id", .component(ticketID), "Unique in the whole network"),
        .always("rootId", .component(ticketID), "The first ticket of the matter, the same along all tiers"),
        .always("number", .text("20261121-0042-7"), "What people call it by 工单编号"),
        .always("owner", .component(nodeCode), "The only node that changes it"),
        .always("generation", .count, "The owner's generation when it wrote this state"),
        .always("revision", .count, "The number of events so far"),
        .always("state", .oneOf(TicketState.self), "Where it stands 状态"),
        .always("matter", .component(matter), "What it is about"),
        .always("petitioner", .component(petitioner), "Who brought it forward, masked"),
        .always("registeredAt", .moment, "When it came in 登记时间"),
        .always("registeredBy", .component(actor), "Who took it down"),
        .always("changedAt", .moment, "When it last changed"),
        .always("ruleBook", .object([
            .always("id", .text("zezhou-2023"), "Which book"), .always("version", .integer(1), "Which version"),
        ]), "The rules that it was taken in under; they govern it to the end"),
    ]

    private static let contentOfTicket: [JSONSchema.Member] = [
        .maybe("dispatchLimit", .component(limit), "派单时限"),
        .maybe("revisitLimit", .component(limit), "回访时限"),
        .maybe("order", .component(receivedOrder), "The order of the node above that made it"),
        .always("assignments", .list(of: .component(assignment)), "Its shares 派单, in order"),
        .always("supplements", .list(of: .component(supplement)), "What was added 补充"),
        .maybe("relatedTo", .component(ticketID), "The earlier ticket that it repeats"),
        .maybe("attachments", .list(of: .component(attachment)), "附件 that this caller may know of"),
        .maybe("result", .component(completionForm), "The one result of the matter 办理结果"),
        .always("revisits", .list(of: .component(revisit)), "回访, in order"),
        .maybe("supervisions", .list(of: .component(supervision)), "督办"),
        .maybe("proposals", .list(of: .component(proposal)), "督办建议"),
        .maybe("reminders", .list(of: .component(timerMark)), "到期提醒, as they were made"),
        .maybe("overdue", .list(of: .component(timerMark)), "逾期标记: every limit that passed, for ever"),
        .maybe("contests", .list(of: .component(contest)), "评价异议"),
        .maybe("corrections", .list(of: .component(correction)), "更正"),
        .always("directives", .list(of: .component(receivedDirective)), "What nodes above said 上级督办"),
        .always("late", .list(of: .component(lateMessage)), "Messages that came too late to change anything 迟到"),
        .always("recoveries", .list(of: .component(recovery)), "What was found after a restore"),
        .maybe("refusal", .object([
            .always("reason", .text, "The rule book's exclusion"), .always("guidance", .text, "Where else to turn"),
        ]), "不予受理"),
        .maybe("transfer", .object([
            .always("to", .text("110"), "The competent line"), .maybe("note", .text, "A remark"),
        ]), "转接"),
        .maybe("answer", .object([
            .always("text", .text, "What the petitioner was told"),
            .maybe("knowledge", .component(knowledge), "The entry used"),
        ]), "直接答复"),
        .maybe("withdrawal", .object([
            .always("reason", .text, "Why"), .always("at", .moment, "When"),
            .always("fromAbove", .flag, "Whether the node above withdrew it"),
        ]), "撤回"),
        .maybe("archive", .object([
            .maybe("category", .text, "The class"), .maybe("note", .text, "A remark"), .always("at", .moment, "When"),
        ]), "归档"),
    ]

    static let matter = Component("Matter", "What the petitioner brought forward 诉求", [
        .always("kind", .oneOf(MatterKind.self), "诉求类型"),
        .always("emergency", .flag, "突发: limits of its own, beside the kind"),
        .maybe("massOutage", .flag, "大面积停水、停电、停气、停热及环境污染"),
        .always("channel", .oneOf(Channel.self), "Where it came in 渠道"),
        .maybe("externalNumber", .text, "The number under which the channel knows it"),
        .always("title", .text("小区停水"), "标题"),
        .always("content", .text("凤台小区三天没水"), "内容"),
        .always("place", .text("凤台小区"), "地点"),
        .maybe("occurredAt", .text, "涉事时间, as it was told"),
        .maybe("category", .text, "归口类别"),
    ])

    static let petitioner = Component(
        "Petitioner", "诉求人, masked; name, telephone, id number and address in full only with `reveal`", [
            .always("type", .oneOf(PetitionerType.self), "A natural or legal person, or another organisation"),
            .always("anonymous", .flag, "匿名"),
            .always("confidential", .flag, "保密: not even masked values leave the accepting node"),
            .maybe("maskedName", .text("张**"), "The family name"),
            .maybe("maskedPhone", .text("139****0000"), "First three and last four digits"),
            .maybe("reference", .text, "An opaque key to the personal fields"),
            .maybe("name", JSONSchema.text.orNull, "姓名, revealed"),
            .maybe("phone", JSONSchema.text.orNull, "电话, revealed"),
            .maybe("idNumber", JSONSchema.text.orNull, "证件号码, revealed"),
            .maybe("address", JSONSchema.text.orNull, "住址, revealed"),
        ])

    static let limit = Component("Limit", "A limit as it binds one ticket or assignment 时限", [
        .always("due", .moment, "Its last moment"),
        .always("dueDate", .day, "Its last day"),
        .always("provisional", .flag, "暂计: it touches a year whose working days are not announced"),
        .always("from", .moment, "When it began to run"),
        .always("article", .text("泽政办函〔2023〕11号第十六条"), "The article that sets it"),
        .always("boundByOrder", .flag, "The order from above ends earlier and binds instead"),
        .maybe("rule", .object([]), "How it is counted, as data"),
        .maybe("passed", .moment, "The regulation's own end where that had passed already"),
    ])

    static let supplement = Component("Supplement", "What was added to a matter later 补充", [
        .always("text", .text, "What"), .always("at", .moment, "When"),
        .always("by", .component(nodeCode), "At which node"),
    ])

    static let attachment = Component("Attachment", "附件: a recording, photo or document", [
        .always("digest", .component(blobDigest), "Names the content"),
        .always("size", .count, "In bytes"),
        .always("mediaType", .text("audio/mpeg"), "Judged by the content"),
        .always("class", .oneOf(Attachment.Kind.self), "What it shows 类别"),
        .always("name", .text("call.mp3"), "The file's name"),
        .maybe("assignment", .component(assignmentID), "The assignment whose work it proves"),
        .always("cleared", .flag, "A person saw that it does not tell who a confidential petitioner is"),
        .maybe("original", .component(blobDigest), "The photo as it was taken, held only where it was uploaded"),
        .always("by", .component(actor), "Who added it"), .always("at", .moment, "When"),
        .maybe("isHere", .flag, "Whether the content has arrived at this node"),
    ])

    static let knowledge = Component("KnowledgeEntry", "An entry of the knowledge base 知识点", [
        .always("id", .text, "Its name"), .always("title", .text, "Its title"),
        .maybe("publishedOn", .day, "When it was published"),
    ])
}

/// What happens to tickets.
extension Component {
    static let revisit = Component("Revisit", "回访: how the petitioner rated the handling", [
        .always("round", .count, "1 for the first handling, 2 after the redo"),
        .always("rating", .oneOf(Revisit.Rating.self), "评价"),
        .maybe("wasTold", .flag, "是否告知处置结果"), .maybe("wasSolved", .flag, "是否依法依规合理解决"),
        .maybe("reason", .text, "不满意原因"), .maybe("exception", .text, "What keeps it from redo, by the rule book"),
        .maybe("opinionOf", .component(ticketID), "The earlier ticket whose 履责意见 stands for this one"),
        .maybe("callService", .oneOf(Revisit.Rating.self), "话务服务评价"),
        .always("at", .moment, "When"), .always("by", .component(actor), "Who asked"),
    ])

    static let supervision = Component("Supervision", "督办", [
        .always("id", .text("1"), "Its place in the ticket"),
        .always("means", .text("reminder"), "督办方式, by the rule book"),
        .maybe("assignment", .component(assignmentID), "督办对象; the whole matter without it"),
        .maybe("trigger", .text("overdue"), "督办情形, by the rule book"), .always("text", .text, "What is asked"),
        .maybe("approvedBy", .text, "批准领导, where the means needs one's word"),
        .always("article", .text, "The article"), .maybe("answerDue", .component(limit), "反馈期限"),
        .always("at", .moment, "When"), .always("by", .component(actor), "Who"),
        .maybe("answer", .object([
            .always("text", .text, "What was put right"), .maybe("signedBy", .text, "主要负责人"),
            .always("late", .flag, "After its limit"), .always("at", .moment, "When"),
            .always("by", .component(actor), "Who"),
        ]), "督办反馈"),
    ])

    static let proposal = Component("SupervisionProposal", "督办建议: what the rules propose and a person confirms", [
        .always("trigger", .text("overdue"), "督办情形"), .always("means", .text("reminder"), "督办方式"),
        .maybe("assignment", .component(assignmentID), "Of which share"),
        .always("reason", .text, "What the system saw"),
        .always("article", .text, "The article"), .always("due", .moment, "What gave rise to it"),
        .always("at", .moment, "When"), .maybe("settledAt", .moment, "When a person took it up or put it aside"),
        .maybe("dismissed", .text, "Why it was put aside"),
    ])

    static let timerMark = Component("TimerMark", "What the clock brought: a reminder, a limit that passed", [
        .always("of", .oneOf(Timed.self), "What it is about"),
        .maybe("assignment", .component(assignmentID), "Of which share"),
        .maybe("item", .text, "The supervision or directive that waits"), .always("due", .moment, "The limit's end"),
        .always("at", .moment, "When it was to happen"), .always("noticedAt", .moment, "When it did"),
        .always("article", .text, "The article"), .maybe("skips", .text, "Which hours and days the limit passes over"),
        .maybe("tells", .list(of: .text), "Who is to be told"),
    ])

    static let contest = Component("Contest", "评价异议", [
        .always("assignment", .component(assignmentID), "Whose rating"), .always("reasons", .text, "Why"),
        .always("at", .moment, "When"), .always("by", .component(actor), "Who"),
        .maybe("decision", .component(decision), "甄别"),
    ])

    static let correction = Component("Correction", "更正: what stood there before", [
        .always("before", .component(matter), "The matter before"), .always("reason", .text, "Why"),
        .always("at", .moment, "When"), .always("by", .component(actor), "Who"),
    ])

    static let lateMessage = Component("LateMessage", "A message that arrived after the matter had moved on 迟到", [
        .always("assignment", .component(assignmentID), "Of which share"),
        .always("direction", .oneOf(["received", "sent"]), "Whether it came or went"),
        .always("ordinal", .integer(2), "Its place in the assignment"), .always("round", .integer(1), "Of which round"),
        .always("message", .text("completion.submitted"), "Its name"),
        .always("why", .oneOf(Lateness.self), "Why it was late"), .always("at", .moment, "When"),
    ])

    static let recovery = Component("Recovery", "What was found after a restore", [
        .always("from", .component(nodeCode), "Who held the state"),
        .always("generation", .count, "Of which generation"),
        .always("revision", .count, "Of which revision"), .maybe("lost", .object([]), "The state that lost"),
        .always("at", .moment, "When"),
    ])

    static let receivedDirective = Component("ReceivedDirective", "上级督办 at the ticket that it binds", [
        .always("directive", .component(directive), "What was said"), .always("receivedAt", .moment, "When it came"),
        .maybe("answer", .text, "答复"), .maybe("answeredAt", .moment, "When"),
    ])

    static let directive = Component("Directive", "What a node above says about a ticket below 督办、抽查、转达投诉", [
        .always("id", .text, "Drawn by its issuer"), .always("kind", .oneOf(Directive.Kind.self), "Which of the three"),
        .always("ticket", .component(ticketID), "The ticket that it binds"),
        .always("rootId", .component(ticketID), "The matter"), .always("text", .text, "What the owner is to do"),
        .always("issuedBy", .component(nodeCode), "The node"), .always("actor", .component(actor), "The person"),
        .always("issuedAt", .moment, "When"), .maybe("answerDue", .moment, "答复期限"),
    ])

    static let action = Component("Action", "An action that this caller may see: open with its form, or closed", [
        .always("name", .text("accept"), "Its name in the path"), .always("label", .text("受理"), "As people read it"),
        .always("fields", .list(of: .component(actionField)), "The form, by the ticket's rule book"),
        .maybe("closed", .object([
            .always("code", .text("not-now"), "The problem's name"), .always("message", .text, "Why not"),
            .always("cure", .text, "What opens it"), .maybe("article", .text, "The rule"),
        ]), "Why it cannot be taken now"),
    ])

    static let actionField = Component("ActionField", "One input of a form", [
        .always("name", .text("reply.content"), "The path in the request"),
        .always("label", .text("答复内容"), "As people read it"),
        .always(
            "type", .oneOf(["text", "longText", "choice", "flag", "shares", "day", "moment", "file"]),
            "How to ask for it"),
        .always("required", .flag, "Whether the action is refused without it"),
        .maybe("maxLength", .count, "The most characters"),
        .maybe("choices", .list(of: .component(actionChoice)), "The values allowed"),
    ])

    static let actionChoice = Component("ActionChoice", "One of the values that may be chosen", [
        .always("value", .text, "As sent"), .always("label", .text, "As people read it"),
        .maybe("needs", .list(of: .text), "What this choice asks for beyond the required fields"),
    ])
}
