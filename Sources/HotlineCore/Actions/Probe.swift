import WorkCalendar

/// Commands with everything filled in, to ask `decide` whether an action is open.
enum Probe {
    private static let text = "…"

    /// For the actions on a ticket that have conditions beyond the table; nil for the others.
    static func command(_ verb: Verb, _ ticket: Ticket) -> Command? {
        switch verb {
        case .answer: .answer(Answer(text: text))
        case .attach: .attach(attach)
        case .redo: .redo(OrderRedo(reasons: text))
        case .archive: .archive(Archive(noRevisitWanted: true))
        default: nil
        }
    }

    private static let attach: Attach = {
        guard let digest = BlobDigest(rawValue: BlobDigest.prefix + String(repeating: "0", count: 64)) else {
            preconditionFailure("64 zeros are a digest")
        }
        return Attach(digest: digest, size: 1, mediaType: "text/plain", kind: .handling, name: text)
    }()

    /// For an action on an assignment of the ticket, or on the order that made it.
    static func command(_ verb: Verb, _ ticket: Ticket, on id: AssignmentID, _ context: Context) -> AssignmentCommand {
        switch verb {
        case .askReturn: .askReturn(askReturn(context))
        case .approveReturn: .approveReturn(ApproveReturn())
        case .refuseReturn: .refuseReturn(Disapprove(reasons: text))
        case .forward: .forward(Forward(section: text))
        case .progress: .progress(Progress(text: text))
        case .contact: .contact(Contact(means: text, reached: true))
        case .complete: .complete(Complete(form: completion(ticket, context)))
        case .approveCompletion: .approveCompletion(Approve())
        case .refuseCompletion: .refuseCompletion(Disapprove(reasons: text))
        case .extend: .extend(AskExtension(
            until: nextDay(ticket, id, context), reason: text, basis: text, consent: text, petitionerTold: true))
        case .approveExtension: .approveExtension(Approve(note: text))
        case .refuseExtension: .refuseExtension(Disapprove(reasons: text))
        case .defer: .defer(AskDeferral(
            until: nextDay(ticket, id, context), reason: text, progress: text, measures: text, plan: text,
            responsible: text, petitionerTold: true))
        case .approveDeferral: .approveDeferral(Approve(note: text))
        case .refuseDeferral: .refuseDeferral(Disapprove(reasons: text))
        case .strikeOff: .strikeOff(StrikeOff(
            result: text, petitionerSigned: text, signedOn: context.now.day, leader: text,
            consent: StrikeOff.consentWords))
        case .contest: .contest(ContestRating(reasons: text))
        case .decideContest: .decideContest(DecideContest(upheld: true, reasons: text))
        default: .sign(Sign())
        }
    }

    /// With the reason that stays open longest: while it is open, so is the action.
    private static func askReturn(_ context: Context) -> AskReturn {
        let reasons = context.ruleBook.returns.reasons
        let widest = reasons.first(where: \.unlimited) ?? reasons.first
        return AskReturn(
            reason: widest?.code ?? "", explanation: text, basis: text,
            knowledge: DirectAnswer.KnowledgeEntry(id: text, title: text), foundAt: context.now)
    }

    private static func completion(_ ticket: Ticket, _ context: Context) -> CompletionForm {
        let items = context.ruleBook.completion.form.map { ($0.name, text) }
        return CompletionForm(
            handling: text, result: text, unit: text, person: text, handledAt: context.now,
            reply: CompletionForm.Reply(at: context.now, means: text, content: text), stageResult: text,
            followUp: text, items: Dictionary(items) { first, _ in first })
    }

    /// The first day after the present limit.
    private static func nextDay(_ ticket: Ticket, _ id: AssignmentID, _ context: Context) -> Day {
        let due = ticket.assignment(id)?.handlingLimit?.due ?? ticket.order?.due
        return max(due ?? context.now, context.now).day + 1
    }
}
