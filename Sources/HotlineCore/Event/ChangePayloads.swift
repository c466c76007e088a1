package import WorkCalendar

/// A ticket was taken down here.
package struct Registered: Codable, Hashable, Sendable {
    package var number: TicketNumber
    package var matter: Matter
    package var petitioner: PetitionerSummary
    package var ruleBook: RuleBookReference
    package var dispatchLimit: Limit?
    /// The earlier ticket that it repeats.
    package var relatedTo: TicketID?
}

/// A node above dispatched a matter to this node.
package struct Ordered: Codable, Hashable, Sendable {
    package var rootId: TicketID
    package var number: TicketNumber
    package var matter: Matter
    package var petitioner: PetitionerSummary
    package var supplements: [Supplement]
    package var ruleBook: RuleBookReference
    package var dispatchLimit: Limit?
    package var order: ReceivedOrder
    /// What came with the order; nil for nothing.
    package var attachments: [Attachment]?
}

/// Shares were given out.
package struct Dispatched: Codable, Hashable, Sendable {
    package var assignments: [Assignment]
    /// Given to none of the units that the rule book's principles name; nil where it was, or none is named.
    package var departure: Departure?

    /// 属地管理优先: the units passed over, and why (ZZ23-11, ZZ20-2.3.2).
    package struct Departure: Codable, Hashable, Sendable {
        package var from: [UnitID]
        package var reason: String?
    }
}

/// Text was added; these assignments of peer nodes are told.
package struct Supplemented: Codable, Hashable, Sendable {
    package var supplement: Supplement
    package var tells: [AssignmentID]
}

/// The matter was taken back; these assignments end with it.
package struct Withdrawn: Codable, Hashable, Sendable {
    package var withdrawal: Withdrawal
    package var assignments: [AssignmentID]
}

/// The matter was put away; these assignments are closed with it.
package struct Archived: Codable, Hashable, Sendable {
    package var archiving: Archiving
    package var closes: [AssignmentID]
}

/// Every share is completed; on to the revisit.
package struct Handled: Codable, Hashable, Sendable {
    package var result: CompletionForm
    package var revisitLimit: Limit?
}

/// The matter goes back to its assignees.
package struct Redone: Codable, Hashable, Sendable {
    package var reasons: String
    package var renewals: [Renewal]
}

/// One assignment's next round.
package struct Renewal: Codable, Hashable, Sendable {
    package var assignment: AssignmentID
    package var round: Int
    package var signLimit: Limit?
    package var handlingLimit: Limit?
}

/// An assignee took its share.
package struct Signed: Codable, Hashable, Sendable {
    package var assignment: AssignmentID
    /// Runs from signing in some rule books (JY24-13.2).
    package var handlingLimit: Limit?
    package var late: Bool
    /// The lower node's own ticket.
    package var below: SignedBelow?
    /// When a lower node signed by its own clock; nil = when this was recorded.
    package var at: Moment?
    /// The limit ends at another moment than the order said: the lower node is told.
    package var tellsLimit: Bool?
}

/// An assignee asks to hand its share back.
package struct ReturnAsked: Codable, Hashable, Sendable {
    package var assignment: AssignmentID
    package var request: ReturnRequest
}

/// The assigner's word on a return or a completion.
package struct Decided: Codable, Hashable, Sendable {
    package var assignment: AssignmentID
    package var decision: Decision
    /// A completion approved after the limit (ZZ23-16b).
    package var late: Bool
    /// Where an approved return goes (ZZ23-13).
    package var outcome: RuleBook.Returns.Outcome?
}

/// An assignee told how far it is.
package struct Progressed: Codable, Hashable, Sendable {
    package var assignment: AssignmentID
    package var note: ProgressNote
}

/// An assignee tried to reach the petitioner.
package struct Contacted: Codable, Hashable, Sendable {
    package var assignment: AssignmentID
    package var attempt: ContactAttempt
}

/// A unit handed its share to a section of its own (ZZ20-2.2.2).
package struct Forwarded: Codable, Hashable, Sendable {
    package var assignment: AssignmentID
    package var forwarding: Forwarding
}

/// An assignee asks for completion; an assisting one is completed by it (JY24-13.4).
package struct Submitted: Codable, Hashable, Sendable {
    package var assignment: AssignmentID
    package var completion: Completion
    /// Completed without review: an assisting share.
    package var isFinal: Bool
    package var late: Bool
}

/// The order above was signed.
package struct OrderSigned: Codable, Hashable, Sendable {
    package var at: Moment
}

/// The result went up.
package struct Reported: Codable, Hashable, Sendable {
    package var completion: Completion
}

/// Completion was refused above: these assignments go on in the same round.
package struct Reopened: Codable, Hashable, Sendable {
    package var reasons: String
    package var assignments: [AssignmentID]
}

/// Redo was ordered above.
package struct OrderRedone: Codable, Hashable, Sendable {
    package var reasons: String
    package var round: Int
    package var issuedAt: Moment
    package var due: Moment?
    package var renewals: [Renewal]
}

/// The counterpart has seen messages of ours on this assignment that this history does not hold: a restore lost them.
/// Our counter jumps past them, so that the next message is not taken for a duplicate.
package struct HistoryLost: Codable, Hashable, Sendable {
    package var assignment: AssignmentID
    /// The ordinals of ours that the counterpart has seen and this history lacks, first and last.
    package var first: Int
    package var last: Int
    /// The round that the counterpart is in.
    package var round: Int

    package init(assignment: AssignmentID, first: Int, last: Int, round: Int) {
        self.assignment = assignment
        self.first = first
        self.last = last
        self.round = round
    }
}

/// A directive from above was answered.
package struct DirectiveAnswered: Codable, Hashable, Sendable {
    package var directive: String
    package var text: String
}

/// A state taken back from a mirror.
package struct Recovered: Codable, Hashable, Sendable {
    package var ticket: Ticket
    package var recovery: Recovery
}
