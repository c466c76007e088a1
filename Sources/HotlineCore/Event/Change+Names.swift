/// The stable names of changes in the journal and on the wire. A name is never given a new meaning.
extension Change {
    /// The change's stable name.
    package var name: String {
        switch self {
        case .registered: "ticket.registered"
        case .ordered: "ticket.ordered"
        case .accepted: "ticket.accepted"
        case .refused: "ticket.refused"
        case .transferred: "ticket.transferred"
        case .answered: "ticket.answered"
        case .dispatched: "ticket.dispatched"
        case .supplemented: "ticket.supplemented"
        case .attached: "attachment.added"
        case .withdrawn: "ticket.withdrawn"
        case .handled: "ticket.handled"
        case .revisited: "ticket.revisited"
        case .redoOrdered: "redo.ordered"
        case .archived: "ticket.archived"
        case .linked: "ticket.linked"
        case .signed: "assignment.signed"
        case .returnAsked: "return.asked"
        case .returnApproved: "return.approved"
        case .returnRefused: "return.refused"
        case .progressed: "assignment.progressed"
        case .contacted: "petitioner.contacted"
        case .forwarded: "assignment.forwarded"
        case .completionSubmitted: "completion.submitted"
        case .completionApproved: "completion.approved"
        case .completionRefused: "completion.refused"
        case .orderSigned: "order.signed"
        case .orderReturnAsked: "order.return.asked"
        case .orderReturnApproved: "order.return.approved"
        case .orderReturnRefused: "order.return.refused"
        case .orderProgressed: "order.progressed"
        case .orderReported: "order.reported"
        case .orderCompletionApproved: "order.completion.approved"
        case .orderCompletionRefused: "order.completion.refused"
        case .orderRedo: "order.redo.received"
        case .orderAssisted: "order.assisted"
        case .corrected: "ticket.corrected"
        case .supervised: "ticket.supervised"
        case .supervisionAnswered: "supervision.answered"
        case .supervisionProposed: "supervision.proposed"
        case .proposalDismissed: "supervision.dismissed"
        case .extensionAsked: "extension.asked"
        case .extensionApproved: "extension.approved"
        case .extensionRefused: "extension.refused"
        case .deferralAsked: "deferral.asked"
        case .deferralApproved: "deferral.approved"
        case .deferralRefused: "deferral.refused"
        case .struckOff: "deferral.struckOff"
        case .contested: "rating.contested"
        case .contestDecided: "contest.decided"
        case .orderLimitMoved: "order.limit.moved"
        case .orderExtensionAsked: "order.extension.asked"
        case .orderExtensionApproved: "order.extension.approved"
        case .orderExtensionRefused: "order.extension.refused"
        case .orderDeferralAsked: "order.deferral.asked"
        case .orderDeferralApproved: "order.deferral.approved"
        case .orderDeferralRefused: "order.deferral.refused"
        case .orderStruckOff: "order.deferral.struckOff"
        case .late: "message.late"
        case .ordinalSkipped: "ordinal.skipped"
        case .historyLost: "history.lost"
        case .directiveReceived: "directive.received"
        case .directiveAnswered: "directive.answered"
        case .escalated: "ticket.escalated"
        case .limitsRecounted: "limits.recounted"
        case .reminded: "timer.reminded"
        case .overdue: "timer.overdue"
        case .recovered: "ticket.recovered"
        }
    }

    /// Each name with the reader of its payload.
    package static let readers: [String: @Sendable (any Decoder) throws -> Change] = [
        "ticket.registered": reader(Change.registered),
        "ticket.ordered": reader(Change.ordered),
        "ticket.accepted": reader(Change.accepted),
        "ticket.refused": reader(Change.refused),
        "ticket.transferred": reader(Change.transferred),
        "ticket.answered": reader(Change.answered),
        "ticket.dispatched": reader(Change.dispatched),
        "ticket.supplemented": reader(Change.supplemented),
        "attachment.added": reader(Change.attached),
        "ticket.withdrawn": reader(Change.withdrawn),
        "ticket.handled": reader(Change.handled),
        "ticket.revisited": reader(Change.revisited),
        "redo.ordered": reader(Change.redoOrdered),
        "ticket.archived": reader(Change.archived),
        "ticket.linked": reader(Change.linked),
        "assignment.signed": reader(Change.signed),
        "return.asked": reader(Change.returnAsked),
        "return.approved": reader(Change.returnApproved),
        "return.refused": reader(Change.returnRefused),
        "assignment.progressed": reader(Change.progressed),
        "petitioner.contacted": reader(Change.contacted),
        "assignment.forwarded": reader(Change.forwarded),
        "completion.submitted": reader(Change.completionSubmitted),
        "completion.approved": reader(Change.completionApproved),
        "completion.refused": reader(Change.completionRefused),
        "order.signed": reader(Change.orderSigned),
        "order.return.asked": reader(Change.orderReturnAsked),
        "order.return.approved": reader(Change.orderReturnApproved),
        "order.return.refused": reader(Change.orderReturnRefused),
        "order.progressed": reader(Change.orderProgressed),
        "order.reported": reader(Change.orderReported),
        "order.completion.approved": reader(Change.orderCompletionApproved),
        "order.completion.refused": reader(Change.orderCompletionRefused),
        "order.redo.received": reader(Change.orderRedo),
        "order.assisted": reader(Change.orderAssisted),
        "ticket.corrected": reader(Change.corrected),
        "ticket.supervised": reader(Change.supervised),
        "supervision.answered": reader(Change.supervisionAnswered),
        "supervision.proposed": reader(Change.supervisionProposed),
        "supervision.dismissed": reader(Change.proposalDismissed),
        "extension.asked": reader(Change.extensionAsked),
        "extension.approved": reader(Change.extensionApproved),
        "extension.refused": reader(Change.extensionRefused),
        "deferral.asked": reader(Change.deferralAsked),
        "deferral.approved": reader(Change.deferralApproved),
        "deferral.refused": reader(Change.deferralRefused),
        "deferral.struckOff": reader(Change.struckOff),
        "rating.contested": reader(Change.contested),
        "contest.decided": reader(Change.contestDecided),
        "order.limit.moved": reader(Change.orderLimitMoved),
        "order.extension.asked": reader(Change.orderExtensionAsked),
        "order.extension.approved": reader(Change.orderExtensionApproved),
        "order.extension.refused": reader(Change.orderExtensionRefused),
        "order.deferral.asked": reader(Change.orderDeferralAsked),
        "order.deferral.approved": reader(Change.orderDeferralApproved),
        "order.deferral.refused": reader(Change.orderDeferralRefused),
        "order.deferral.struckOff": reader(Change.orderStruckOff),
        "message.late": reader(Change.late),
        "ordinal.skipped": reader(Change.ordinalSkipped),
        "history.lost": reader(Change.historyLost),
        "directive.received": reader(Change.directiveReceived),
        "directive.answered": reader(Change.directiveAnswered),
        "ticket.escalated": reader(Change.escalated),
        "limits.recounted": reader(Change.limitsRecounted),
        "timer.reminded": reader(Change.reminded),
        "timer.overdue": reader(Change.overdue),
        "ticket.recovered": reader(Change.recovered),
    ]
}
