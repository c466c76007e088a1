import HotlineCore

/// The forms of `POST /tickets/{id}/actions/{action}`: each action's name leads to one command of the core.
enum TicketForms {
    typealias Form = @Sendable (FormReader) -> Command

    /// The form of an action; nil where tickets know no such action.
    static func form(of action: String) -> Form? { Verb(rawValue: action).flatMap { table[$0] } }

    /// Every action, in the order of the core's table.
    static var all: [(verb: Verb, form: Form)] { Verb.allCases.compactMap { verb in table[verb].map { (verb, $0) } } }

    private static let table: [Verb: Form] = [
        .accept: { .accept(Accept(note: $0.optionalText("note"))) },
        .refuse: { .refuse(Refuse(reason: $0.text("reason"), guidance: $0.optionalText("guidance") ?? "")) },
        .transfer: { .transfer(HandOver(to: $0.text("to"), note: $0.optionalText("note"))) },
        .answer: { .answer(Answer(text: $0.text("text"), knowledge: knowledge($0))) },
        .dispatch: {
            .dispatch(Dispatch(
                $0.objects("assignments", share),
                settlement: $0.optionalObject("settlement", RequestForms.settlement),
                reason: $0.optionalText("reason")))
        },
        .supplement: { .supplement(AddSupplement(text: $0.text("text"))) },
        .withdraw: { .withdraw(Withdraw(reason: $0.text("reason"))) },
        .revisit: { .revisit(revisit($0)) },
        .redo: { .redo(OrderRedo(reasons: $0.text("reasons"))) },
        .archive: {
            .archive(Archive(
                category: $0.optionalText("category"), note: $0.optionalText("note"),
                noRevisitWanted: $0.optionalFlag("noRevisitWanted")))
        },
        .link: { form in
            // Where none could be read the form is refused, and this never reaches the core.
            let none = TicketID(owner: NodeCode(unread: ()), generation: 0, counter: 0)
            return .link(LinkMatter(relatedTo: form.named("relatedTo", TicketID.self, expected: "工单标识") ?? none))
        },
        .correct: { .correct(RequestForms.correct($0)) },
        .supervise: { .supervise(RequestForms.supervise($0)) },
        .answerSupervision: {
            .answerSupervision(AnswerSupervision(
                supervision: $0.text("supervision"), text: $0.text("text"), signedBy: $0.optionalText("signedBy")))
        },
        .dismissProposal: {
            .dismissProposal(DismissProposal(trigger: $0.text("trigger"), reason: $0.text("reason")))
        },
        .answerDirective: { .answerDirective(AnswerDirective(directive: $0.text("directive"), text: $0.text("text"))) },
        .escalate: { .escalate(Escalate(reason: $0.text("reason"))) },
    ]

    /// The knowledge entry used: its title alone, or `{"id": …, "title": …}`.
    static func knowledge(_ form: FormReader) -> DirectAnswer.KnowledgeEntry? {
        form.optionalTextOrObject("knowledge") {
            DirectAnswer.KnowledgeEntry(id: $0, title: $0)
        } object: { entry in
            DirectAnswer.KnowledgeEntry(
                id: entry.text("id"), title: entry.text("title"), publishedOn: entry.optionalDay("publishedOn"))
        }
    }

    private static func share(_ form: FormReader) -> Dispatch.Share {
        Dispatch.Share(
            assignee: form.optionalObject("assignee", assignee) ?? missingAssignee(form),
            role: form.optionalChoice("role", AssignmentRole.self) ?? .sole, note: form.optionalText("note"))
    }

    /// `{"unit": …}` or `{"node": …}`: one of the two.
    private static func assignee(_ form: FormReader) -> Assignee {
        guard form.hasOne(of: ["unit", "node"]) else {
            form.errors.add(form.path, "应为 {\"unit\": 单位} 或 {\"node\": 节点代码} 之一")
            _ = (form.optionalText("unit"), form.optionalText("node"))
            return standIn
        }
        let unit = form.has("unit") ? form.named("unit", UnitID.self, expected: "单位代码") : nil
        let node = form.has("node") ? form.named("node", NodeCode.self, expected: "节点代码") : nil
        return unit.map(Assignee.unit) ?? node.map(Assignee.node) ?? standIn
    }

    private static func missingAssignee(_ form: FormReader) -> Assignee {
        form.require("assignee")
        return standIn
    }

    /// Stands where no assignee could be read; the form is refused then and this never reaches the core.
    private static let standIn = Assignee.unit(UnitID(unread: ()))

    private static func revisit(_ form: FormReader) -> RecordRevisit {
        RecordRevisit(
            rating: form.choice("rating", Revisit.Rating.self, standIn: .unanswered),
            wasTold: form.optionalFlag("wasTold"), wasSolved: form.optionalFlag("wasSolved"),
            reason: form.optionalText("reason"), exception: form.optionalText("exception"),
            opinionOf: form.has("opinionOf") ? form.named("opinionOf", TicketID.self, expected: "工单标识") : nil,
            callService: form.optionalChoice("callService", Revisit.Rating.self))
    }
}

extension NodeCode {
    fileprivate init(unread: Void) {
        guard let node = NodeCode(rawValue: "000000") else { preconditionFailure("a literal is a node's code") }
        self = node
    }
}

extension UnitID {
    fileprivate init(unread: Void) {
        guard let unit = UnitID(rawValue: "unread") else { preconditionFailure("a literal is an identifier") }
        self = unit
    }
}
