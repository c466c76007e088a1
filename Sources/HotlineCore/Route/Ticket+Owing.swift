extension Ticket {
    /// The orders that an event owes to assignee nodes, at most one an assignment, judged on the ticket after it.
    func orders(owedBy event: TicketEvent) -> [(AssignmentID, Order)] {
        switch event.change {
        case .dispatched(let dispatched):
            return toNodes(dispatched.assignments.map(\.id)) { .dispatched(matter(for: $0)) }
        case .supplemented(let added): return toNodes(added.tells) { _ in .supplemented(added.supplement) }
        case .attached(let added): return toNodes(added.tells) { _ in .attached(added.attachment.leaving) }
        case .corrected(let corrected): return toNodes(corrected.tells) { _ in .corrected(corrected.matter) }
        case .signed(let signed) where signed.tellsLimit ?? false:
            return limitMoved([signed.assignment], "自签收起计算办理时限")
        case .limitsRecounted(let recounted):
            return limitMoved(recounted.tells, "按放假安排重新计算：\(recounted.notices.joined(separator: "、"))")
        case .orderLimitMoved(let moved): return limitMoved(moved.tells, moved.reason)
        case .orderExtensionApproved(let granted): return limitMoved(granted.tells, "上级同意延期")
        case .extensionApproved(let granted): return self.granted(granted, Order.extensionApproved)
        case .extensionRefused(let decided): return decision(decided, Order.extensionRefused)
        case .deferralApproved(let granted): return self.granted(granted, Order.deferralApproved)
        case .deferralRefused(let decided): return decision(decided, Order.deferralRefused)
        case .orderDeferralApproved(let granted):
            return toNodes(granted.reopened) { _ in .completionRefused(Remark(text: "上级批准挂账")) }
                + limitMoved(granted.tells, "上级批准挂账")
        case .withdrawn(let withdrawn):
            return toNodes(withdrawn.assignments) { _ in .withdrawn(Remark(text: withdrawn.withdrawal.reason)) }
        case .redoOrdered(let redone):
            return toNodes(redone.renewals.map(\.assignment)) { _ in .redoOrdered(Remark(text: redone.reasons)) }
        case .orderRedo(let redone):
            return toNodes(redone.renewals.map(\.assignment)) { _ in .redoOrdered(Remark(text: redone.reasons)) }
        case .orderCompletionRefused(let reopened):
            return toNodes(reopened.assignments) { _ in .completionRefused(Remark(text: reopened.reasons)) }
        case .archived(let archived):
            return toNodes(archived.closes) { _ in .closed(Remark(text: archived.archiving.note)) }
        case .returnApproved(let decided): return decision(decided, Order.returnApproved)
        case .returnRefused(let decided): return decision(decided, Order.returnRefused)
        case .completionApproved(let decided): return decision(decided, Order.completionApproved)
        case .completionRefused(let decided): return decision(decided, Order.completionRefused)
        case .completionSubmitted(let submitted): return contribution(submitted, event)
        default: return []
        }
    }

    /// The report that an event owes to the assigner above.
    func report(owedBy event: TicketEvent) -> Report? {
        guard let order else { return nil }
        switch event.change {
        case .orderSigned(let signed): return .signed(SignedBelow(ticket: id, number: number, at: signed.at))
        case .orderReturnAsked(let request):
            return .returnAsked(AskReturn(
                reason: request.reason, explanation: request.explanation, basis: request.basis,
                suggestion: request.suggestion, knowledge: request.knowledge, foundAt: request.foundAt))
        case .orderExtensionAsked(let request): return .extensionAsked(AskExtension(request))
        case .orderDeferralAsked(let deferral): return .deferralAsked(AskDeferral(deferral))
        case .orderStruckOff(let strikeOff): return .struckOff(strikeOff)
        case .orderProgressed(let note): return .progressed(Progress(text: note.text, elsewhere: note.elsewhere))
        case .orderReported(let reported): return .completionSubmitted(reported.completion.form)
        case .progressed(let progressed):
            // What a unit below reports is told above as it comes (CARD-4).
            let note = progressed.note
            return order.state == .signed ? .progressed(Progress(text: note.text, elsewhere: note.elsewhere)) : nil
        case .attached(let added):
            // What came from above is known there.
            guard event.cause?.assignment != order.assignment, order.state != .closed else { return nil }
            return .attached(added.attachment.leaving)
        default: return nil
        }
    }

    private func toNodes(_ ids: [AssignmentID], _ make: (Assignment) -> Order) -> [(AssignmentID, Order)] {
        ids.compactMap { id in
            guard let assignment = assignment(id), assignment.assignee.node != nil else { return nil }
            return (id, make(assignment))
        }
    }

    /// The shares' limits by now, which each message carries.
    private func limitMoved(_ ids: [AssignmentID], _ reason: String?) -> [(AssignmentID, Order)] {
        toNodes(ids) { _ in .limitMoved(Remark(text: reason)) }
    }

    /// The assigner's word on time asked for.
    private func granted(_ granted: TimeGranted, _ make: (Remark) -> Order) -> [(AssignmentID, Order)] {
        toNodes([granted.assignment]) { _ in make(Remark(text: granted.decision.reasons)) }
    }

    private func decision(_ decided: Decided, _ make: (Remark) -> Order) -> [(AssignmentID, Order)] {
        toNodes([decided.assignment]) { _ in make(Remark(text: decided.decision.reasons)) }
    }

    /// JY24-13.4: what an assisting assignee finished is told to the lead.
    private func contribution(_ submitted: Submitted, _ event: TicketEvent) -> [(AssignmentID, Order)] {
        guard submitted.isFinal, let source = assignment(submitted.assignment),
            let lead = openAssignments.first(where: { $0.role == .lead })
        else { return [] }
        let contribution = Contribution(from: source.assignee, form: submitted.completion.form, at: event.at)
        return toNodes([lead.id]) { _ in .assistanceReported(contribution) }
    }

    /// The attachments that go down with the matter.
    private var downward: [Attachment]? {
        let going = attachments?.filter(goesDown).map(\.leaving) ?? []
        return going.isEmpty ? nil : going
    }

    private func matter(for assignment: Assignment) -> DispatchedMatter {
        DispatchedMatter(
            matter: matter, petitioner: petitioner, role: assignment.role, note: assignment.note,
            supplements: supplements, attachments: downward,
            settled: assignment.settlement == nil ? nil : true,
            needsContact: !petitioner.confidential, contact: nil, assignerNumber: number)
    }
}

extension AskExtension {
    fileprivate init(_ request: ExtensionRequest) {
        self.init(
            until: request.until, reason: request.reason, basis: request.basis, consent: request.consent,
            petitionerTold: request.petitionerTold)
    }
}

extension AskDeferral {
    fileprivate init(_ deferral: Deferral) {
        self.init(
            until: deferral.until, reason: deferral.reason, progress: deferral.progress, measures: deferral.measures,
            plan: deferral.plan, responsible: deferral.responsible, petitionerTold: deferral.petitionerTold)
    }
}
