/// The crossing table (design section 5): what happens to a message that was written before its sender knew of a
/// decision on the other side. The assigner's decision stands; what comes after it is late (迟到), on record, and
/// changes nothing.
package enum Crossing {
    /// A report of the assignee meets the assignment as the assigner has it by now.
    package static func lateness(of report: Report, round: Int, meeting assignment: Assignment) -> Lateness? {
        // ZZ23-20: evidence is asked for when the work is done and disputed; it decides nothing by itself.
        if case .attached = report { return assignment.state == .closed ? .closed : nil }
        if round < assignment.round { return .olderRound }
        switch assignment.state {
        case .withdrawn: return .withdrawn
        case .returned: return .returned
        case .completed: return .completed
        case .closed: return .closed
        case .dispatched, .signed, .returnAsked, .deferred, .submitted: break
        }
        return reportsTaken(in: assignment.state).contains(report.name) ? nil : .superseded
    }

    /// The reports that an open assignment takes in each state, at the assigner.
    private static func reportsTaken(in state: AssignmentState) -> Set<String> {
        switch state {
        case .dispatched: dispatchedTakes
        case .signed: signedTakes
        case .returnAsked, .submitted: waitingTakes
        case .deferred: deferredTakes
        case .returned, .completed, .withdrawn, .closed: []
        }
    }

    private static let dispatchedTakes: Set<String> = [
        "assignment.signed", "assignment.progressed", "return.asked", "completion.submitted", "extension.asked",
        "deferral.asked",
    ]
    private static let signedTakes: Set<String> = [
        "assignment.progressed", "return.asked", "completion.submitted", "extension.asked", "deferral.asked",
    ]
    private static let deferredTakes: Set<String> = ["assignment.progressed", "deferral.struckOff"]
    private static let waitingTakes: Set<String> = ["assignment.progressed"]

    /// An order of the assigner meets the order as the assignee has it by now.
    package static func lateness(of order: Order, round: Int, meeting received: ReceivedOrder) -> Lateness? {
        switch received.state {
        case .withdrawn: return .withdrawn
        case .returned: return .returned
        case .closed: return .closed
        case .dispatched, .signed, .returnAsked, .deferred, .submitted, .completed: break
        }
        switch order {
        case .redoOrdered: return round > received.round ? nil : .olderRound
        case .withdrawn, .supplemented, .attached, .assistanceReported, .closed, .corrected, .limitMoved: return nil
        case .extensionApproved, .extensionRefused:
            return received.extensions.pending == nil ? .superseded : nil
        // An assisting share is completed by its own report, which the assigner had not seen when it granted this.
        case .deferralApproved, .deferralRefused: return received.deferral?.isPending == true ? nil : .superseded
        case .returnApproved, .returnRefused: return received.state == .returnAsked ? nil : .superseded
        case .completionApproved: return received.state == .submitted ? nil : .superseded
        // Refused further up after our own assigner had approved it: it comes down through all of them.
        case .completionRefused:
            return received.state == .submitted || received.state == .completed ? nil : .superseded
        case .dispatched: return .superseded
        }
    }
}
