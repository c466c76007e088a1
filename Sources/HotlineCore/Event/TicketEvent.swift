package import WorkCalendar

/// Something that happened to a ticket: one row of its timeline. Holds no personal data.
package struct TicketEvent: Codable, Hashable, Sendable {
    package var ticket: TicketID
    package var generation: Int64
    /// The ticket's revision once this is applied.
    package var revision: Int64
    package var at: Moment
    package var actor: Actor
    /// The message of another node that caused it.
    package var cause: MessageCause?
    package var change: Change

    package init(
        ticket: TicketID, generation: Int64, revision: Int64, at: Moment, actor: Actor, cause: MessageCause? = nil,
        change: Change
    ) {
        self.ticket = ticket
        self.generation = generation
        self.revision = revision
        self.at = at
        self.actor = actor
        self.cause = cause
        self.change = change
    }

    /// The stable name of the change, `assignment.signed`.
    package var type: String { change.name }
}

/// Which message of an assignment caused an event.
package struct MessageCause: Codable, Hashable, Sendable {
    package var assignment: AssignmentID
    package var ordinal: Int

    package init(
        assignment: AssignmentID, ordinal: Int
    ) {
        self.assignment = assignment
        self.ordinal = ordinal
    }
}

/// What changed. `order…` cases happen to an ordered ticket with respect to the node above.
package enum Change: TaggedUnion {
    // Intake and the ticket's own life.
    case registered(Registered)
    case ordered(Ordered)
    case accepted(Remark)
    case refused(IntakeRefusal)
    case transferred(Transfer)
    case answered(DirectAnswer)
    case dispatched(Dispatched)
    case supplemented(Supplemented)
    case attached(Attached)
    case withdrawn(Withdrawn)
    case handled(Handled)
    case revisited(Revisit)
    case redoOrdered(Redone)
    case archived(Archived)
    case linked(LinkMatter)
    case corrected(Corrected)
    case supervised(Supervision)
    case supervisionAnswered(SupervisionAnswered)
    case supervisionProposed(SupervisionProposal)
    case proposalDismissed(DismissProposal)

    // One assignment of the ticket.
    case signed(Signed)
    case returnAsked(ReturnAsked)
    case returnApproved(Decided)
    case returnRefused(Decided)
    case progressed(Progressed)
    case contacted(Contacted)
    case forwarded(Forwarded)
    case completionSubmitted(Submitted)
    case completionApproved(Decided)
    case completionRefused(Decided)
    case extensionAsked(ExtensionAsked)
    case extensionApproved(TimeGranted)
    case extensionRefused(Decided)
    case deferralAsked(DeferralAsked)
    case deferralApproved(TimeGranted)
    case deferralRefused(Decided)
    case struckOff(StruckOff)
    case contested(Contest)
    case contestDecided(Decided)

    // The order above an ordered ticket.
    case orderSigned(OrderSigned)
    case orderReturnAsked(ReturnRequest)
    case orderReturnApproved(Remark)
    case orderReturnRefused(Remark)
    case orderProgressed(ProgressNote)
    case orderReported(Reported)
    case orderCompletionApproved(Remark)
    case orderCompletionRefused(Reopened)
    case orderRedo(OrderRedone)
    case orderAssisted(Contribution)
    case orderLimitMoved(OrderLimitMoved)
    case orderExtensionAsked(ExtensionRequest)
    case orderExtensionApproved(OrderTimeGranted)
    case orderExtensionRefused(Remark)
    case orderDeferralAsked(Deferral)
    case orderDeferralApproved(OrderTimeGranted)
    case orderDeferralRefused(Remark)
    case orderStruckOff(StrikeOff)

    // The calendar and the clock.
    case limitsRecounted(LimitsRecounted)
    case reminded(TimerMark)
    case overdue(TimerMark)

    // Between nodes.
    case late(LateMessage)
    case ordinalSkipped(SkipOrdinal)
    case historyLost(HistoryLost)
    case directiveReceived(Directive)
    case directiveAnswered(DirectiveAnswered)
    case escalated(Escalate)
    case recovered(Recovered)
}
