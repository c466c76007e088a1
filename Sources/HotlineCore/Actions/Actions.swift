/// Every action that the caller's role knows on this ticket: open ones with their form, closed ones with the reason.
///
/// Openness is asked of `decide` itself with a form that is filled in, so that what is shown and what is allowed cannot
/// part.
package func actions(_ ticket: Ticket, _ context: Context) -> [ActionForm] {
    var forms: [ActionForm] = []
    for rule in TicketRule.table where Authority.refusal(context.actor, rule.verb) == nil {
        let closed = rule.refusal(for: ticket) ?? ticket.openness(of: rule.verb, context)
        if closed?.code == .notAuthorised { continue }
        forms.append(ActionForm(
            action: rule.verb, label: rule.verb.displayName, assignment: nil, fields: fields(rule.verb, context),
            closed: closed))
    }
    let addressed = ticket.openAssignments.map(\.id) + (ticket.order.map { [$0.assignment] } ?? [])
    for id in addressed {
        for rule in AssignmentRule.table where Authority.refusal(context.actor, rule.verb) == nil {
            guard let closed = ticket.openness(of: rule, on: id, context) else { continue }
            forms.append(ActionForm(
                action: rule.verb, label: rule.verb.displayName, assignment: id,
                fields: fields(rule.verb, context), closed: closed.refusal))
        }
    }
    return forms
}

/// Whether an action is open, for whom it concerns at all.
private struct Openness {
    var refusal: Refusal?
}

extension Ticket {
    /// Conditions beyond the table that do not depend on the fields.
    fileprivate func openness(of verb: Verb, _ context: Context) -> Refusal? {
        let probe: Command? =
            switch verb {
            case .answer: .answer(Answer(text: "…"))
            case .attach: .attach(.probe)
            case .redo: .redo(OrderRedo(reasons: "…"))
            case .archive: .archive(Archive(noRevisitWanted: true))
            default: nil
            }
        return probe.flatMap { refusal(of: $0, context) }
    }

    /// Nil where the action is not this caller's at all.
    fileprivate func openness(of rule: AssignmentRule, on id: AssignmentID, _ context: Context) -> Openness? {
        let command: AssignmentCommand =
            switch rule.verb {
            case .askReturn: .askReturn(AskReturn(reason: context.ruleBook.returns.widestReason, explanation: "…"))
            case .approveReturn: .approveReturn(Approve())
            case .refuseReturn: .refuseReturn(Disapprove(reasons: "…"))
            case .progress: .progress(Progress(text: "…"))
            case .contact: .contact(Contact(means: "…", reached: true))
            case .complete: .complete(Complete(form: .filled(context)))
            case .approveCompletion: .approveCompletion(Approve())
            case .refuseCompletion: .refuseCompletion(Disapprove(reasons: "…"))
            default: .sign(Sign())
            }
        let refusal = refusal(of: .assignment(id, command), context)
        if let refusal, refusal.code == .notAuthorised || refusal.code == .boundByOrder { return nil }
        return Openness(refusal: refusal)
    }

    private func refusal(of command: Command, _ context: Context) -> Refusal? {
        do {
            _ = try decide(self, command, context)
            return nil
        } catch {
            return error
        }
    }
}

extension Attach {
    /// Some file, to ask whether attaching is open.
    fileprivate static let probe: Attach = {
        guard let digest = BlobDigest(rawValue: BlobDigest.prefix + String(repeating: "0", count: 64)) else {
            preconditionFailure("64 zeros are a digest")
        }
        return Attach(digest: digest, size: 1, mediaType: "text/plain", kind: .handling, name: "…")
    }()
}

extension CompletionForm {
    /// A form with everything in it, to ask whether completion is open.
    fileprivate static func filled(_ context: Context) -> CompletionForm {
        CompletionForm(
            handling: "…", result: "…", unit: "…", person: "…", handledAt: context.now,
            reply: Reply(at: context.now, means: "…", content: "…"), stageResult: "…", followUp: "…")
    }
}

extension RuleBook.Returns {
    /// The reason that stays open longest: while it is open, so is the action.
    fileprivate var widestReason: String { (reasons.first(where: \.unlimited) ?? reasons.first)?.code ?? "" }
}
