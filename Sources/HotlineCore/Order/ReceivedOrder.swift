package import WorkCalendar

/// The assignment above that made this ticket, as the assignee node sees it.
package struct ReceivedOrder: Codable, Hashable, Sendable {
    package var assigner: NodeCode
    package var assignment: AssignmentID
    package var role: AssignmentRole
    package var round: Int
    package var state: AssignmentState
    package var issuedAt: Moment
    package var receivedAt: Moment
    /// The assigner's limit; ours is bounded by it.
    package var due: Moment?
    package var note: String?
    package var signedAt: Moment?
    package var returnRequest: ReturnRequest?
    /// 延期申请 of this round that went up, in order.
    @Listed package var extensions: [ExtensionRequest]
    package var deferral: Deferral?
    /// The assigner decided after a dispute that the matter is ours: it cannot go back (ZZ23-15).
    package var settled: Bool?
    package var completion: Completion?
    /// Attempts of this hotline to reach the petitioner (ZZ20-2.2.1).
    package var contacts: [ContactAttempt]
    /// What assisting units and nodes of the assigner reported to us as lead (JY24-13.4).
    package var contributions: [Contribution]
    /// Ordinal of our last report upward.
    package var sent: Int
    /// Highest contiguous ordinal of the assigner's orders that was applied.
    package var received: Int
    /// Ordinals up to there that an operator gave up, in order; nil where none was.
    package var skipped: [Int]?
}

/// An assisting assignee's finished part, told to the lead.
package struct Contribution: Codable, Hashable, Sendable {
    package var from: Assignee
    package var form: CompletionForm
    package var at: Moment
}
