import HotlineCore

/// The forms of `POST /assignments/{id}/actions/{action}`.
enum AssignmentForms {
    typealias Form = @Sendable (FormReader) -> AssignmentCommand

    /// The form of an action; nil where assignments know no such action.
    static func form(of action: String) -> Form? { Verb(rawValue: action).flatMap { table[$0] } }

    /// Every action, in the order of the core's table.
    static var all: [(verb: Verb, form: Form)] { Verb.allCases.compactMap { verb in table[verb].map { (verb, $0) } } }

    private static let table: [Verb: Form] = [
        .sign: { _ in .sign(Sign()) },
        .askReturn: { .askReturn(askReturn($0)) },
        .approveReturn: {
            .approveReturn(ApproveReturn(
                note: $0.optionalText("note"), outcome: $0.optionalChoice("outcome", RuleBook.Returns.Outcome.self)))
        },
        .refuseReturn: { .refuseReturn(Disapprove(reasons: $0.text("reasons"))) },
        .forward: {
            .forward(Forward(
                section: $0.text("section"), person: $0.optionalText("person"), note: $0.optionalText("note")))
        },
        .progress: { .progress(Progress(text: $0.text("text"), elsewhere: RequestForms.elsewhere($0))) },
        .contact: {
            .contact(Contact(
                means: $0.text("means"), reached: $0.flag("reached"), note: $0.optionalText("note"),
                elsewhere: RequestForms.elsewhere($0)))
        },
        .complete: { .complete(Complete(form: completion($0))) },
        .approveCompletion: { .approveCompletion(Approve(note: $0.optionalText("note"))) },
        .refuseCompletion: { .refuseCompletion(Disapprove(reasons: $0.text("reasons"))) },
        .extend: { .extend(RequestForms.askExtension($0)) },
        .approveExtension: { .approveExtension(Approve(note: $0.optionalText("note"))) },
        .refuseExtension: { .refuseExtension(Disapprove(reasons: $0.text("reasons"))) },
        .defer: { .defer(RequestForms.askDeferral($0)) },
        .approveDeferral: { .approveDeferral(Approve(note: $0.optionalText("note"))) },
        .refuseDeferral: { .refuseDeferral(Disapprove(reasons: $0.text("reasons"))) },
        .strikeOff: { .strikeOff(RequestForms.strikeOff($0)) },
        .contest: { .contest(ContestRating(reasons: $0.text("reasons"))) },
        .decideContest: { .decideContest(DecideContest(upheld: $0.flag("upheld"), reasons: $0.text("reasons"))) },
    ]

    private static func askReturn(_ form: FormReader) -> AskReturn {
        AskReturn(
            reason: form.text("reason"), explanation: form.text("explanation"), basis: form.optionalText("basis"),
            suggestion: form.optionalText("suggestion"), knowledge: TicketForms.knowledge(form),
            foundAt: form.optionalMoment("foundAt"))
    }

    /// Which of the fields a kind needs stands in the rule book; the core names all that are missing.
    private static func completion(_ form: FormReader) -> CompletionForm {
        CompletionForm(
            handling: form.optionalText("handling"), result: form.optionalText("result"),
            unit: form.optionalText("unit"), person: form.optionalText("person"),
            handledAt: form.optionalMoment("handledAt"), reply: form.optionalObject("reply", reply),
            stageResult: form.optionalText("stageResult"), followUp: form.optionalText("followUp"),
            items: form.optionalTexts("items"), unfinished: form.optionalText("unfinished"),
            opinion: form.optionalObject("opinion", RequestForms.opinion), elsewhere: RequestForms.elsewhere(form))
    }

    private static func reply(_ form: FormReader) -> CompletionForm.Reply {
        CompletionForm.Reply(
            at: form.optionalMoment("at"), means: form.optionalText("means"), content: form.optionalText("content"),
            exemption: form.optionalText("exemption"))
    }
}
