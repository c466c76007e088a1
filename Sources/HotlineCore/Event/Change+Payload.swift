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
        case .signed(let payload): payload
        case .returnAsked(let payload): payload
        case .returnApproved(let payload): payload
        case .returnRefused(let payload): payload
        case .progressed(let payload): payload
        case .contacted(let payload): payload
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
        case .late(let payload): payload
        case .ordinalSkipped(let payload): payload
        case .historyLost(let payload): payload
        case .directiveReceived(let payload): payload
        case .directiveAnswered(let payload): payload
        case .escalated(let payload): payload
        case .recovered(let payload): payload
        }
    }
}
