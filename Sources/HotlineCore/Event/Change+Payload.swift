extension Change {
    /// What the change carries.
    package var payload: any Encodable {
        switch self {
        case .registered(let payload): payload
        case .ordered(let payload): payload
        case .accepted(let payload): payload
        case .refused(let payload): payload
        case .transferred(let payload): payload
        case .answered(let payload): payload
        case .dispatched(let payload): payload
        case .supplemented(let payload): payload
        case .attached(let payload): payload
        case .withdrawn(let payload): payload
        case .handled(let payload): payload
        case .revisited(let payload): payload
        case .redoOrdered(let payload): payload
        case .archived(let payload): payload
        case .linked(let payload): payload
        case .signed(let payload): payload
        case .returnAsked(let payload): payload
        case .returnApproved(let payload): payload
        case .returnRefused(let payload): payload
        case .progressed(let payload): payload
        case .contacted(let payload): payload
        case .forwarded(let payload): payload
        case .completionSubmitted(let payload): payload
        case .completionApproved(let payload): payload
        case .completionRefused(let payload): payload
        case .orderSigned(let payload): payload
        case .orderReturnAsked(let payload): payload
        case .orderReturnApproved(let payload): payload
        case .orderReturnRefused(let payload): payload
        case .orderProgressed(let payload): payload
        case .orderReported(let payload): payload
        case .orderCompletionApproved(let payload): payload
        case .orderCompletionRefused(let payload): payload
        case .orderRedo(let payload): payload
        case .orderAssisted(let payload): payload
        case .corrected(let payload): payload
        case .supervised(let payload): payload
        case .supervisionAnswered(let payload): payload
        case .supervisionProposed(let payload): payload
        case .proposalDismissed(let payload): payload
        case .extensionAsked(let payload): payload
        case .extensionApproved(let payload): payload
        case .extensionRefused(let payload): payload
        case .deferralAsked(let payload): payload
        case .deferralApproved(let payload): payload
        case .deferralRefused(let payload): payload
        case .struckOff(let payload): payload
        case .contested(let payload): payload
        case .contestDecided(let payload): payload
        case .orderExtensionAsked(let payload): payload
        case .orderLimitMoved(let payload): payload
        case .orderExtensionApproved(let payload): payload
        case .orderExtensionRefused(let payload): payload
        case .orderDeferralAsked(let payload): payload
        case .orderDeferralApproved(let payload): payload
        case .orderDeferralRefused(let payload): payload
        case .orderStruckOff(let payload): payload
        case .late(let payload): payload
        case .ordinalSkipped(let payload): payload
        case .historyLost(let payload): payload
        case .directiveReceived(let payload): payload
        case .directiveAnswered(let payload): payload
        case .escalated(let payload): payload
        case .limitsRecounted(let payload): payload
        case .reminded(let payload): payload
        case .overdue(let payload): payload
        case .recovered(let payload): payload
        }
    }
}
