package import WorkCalendar

/// 工单: one petitioner's matter as one node knows it. Only its owner changes it; others hold mirrors of this value.
///
/// Holds no personal data (see ``PersonalFields``).
package struct Ticket: Codable, Hashable, Sendable {
    package var id: TicketID
    /// The first ticket of the matter, the same along all tiers.
    package var rootId: TicketID
    package var number: TicketNumber
    package var owner: NodeCode
    /// The owner's generation when it wrote this state; states are ordered by (generation, revision).
    package var generation: Int64
    /// The number of events so far, 1 for the first.
    package var revision: Int64
    package var matter: Matter
    package var petitioner: PetitionerSummary
    package var registeredAt: Moment
    package var registeredBy: Actor
    package var changedAt: Moment
    package var state: TicketState
    package var ruleBook: RuleBookReference
    /// 派单时限 (JY24-12.2), where the rule book has one.
    package var dispatchLimit: Limit?
    /// 回访时限, set when handling ends.
    package var revisitLimit: Limit?
    /// Present where a node above ordered this ticket.
    package var order: ReceivedOrder?
    package var assignments: [Assignment]
    package var supplements: [Supplement]
    /// The earlier ticket that this one repeats (ZZ23-9.6).
    package var relatedTo: TicketID?
    /// Recordings, photos and documents; nil where there are none.
    package var attachments: [Attachment]?
    package var refusal: IntakeRefusal?
    package var transfer: Transfer?
    package var answer: DirectAnswer?
    /// The one result of the matter once handled or answered.
    package var result: CompletionForm?
    package var revisits: [Revisit]
    package var withdrawal: Withdrawal?
    package var archive: Archiving?
    package var directives: [ReceivedDirective]
    @Listed package var supervisions: [Supervision]
    @Listed package var proposals: [SupervisionProposal]
    /// 到期前提醒 and reports at once, as they were made.
    @Listed package var reminders: [TimerMark]
    /// 逾期标记: every limit that passed, on record also once it is met or moved.
    @Listed package var overdue: [TimerMark]
    @Listed package var contests: [Contest]
    @Listed package var corrections: [Correction]
    /// Messages that came too late to change anything (迟到).
    package var late: [LateMessage]
    /// States that lost against a mirror after a restore, for a person to compare.
    package var recoveries: [Recovery]

    /// The assignment of that id.
    package func assignment(_ id: AssignmentID) -> Assignment? { assignments.first { $0.id == id } }

    /// Assignments on which somebody still has to act.
    package var openAssignments: [Assignment] { assignments.filter(\.state.isOpen) }

    /// Those of the assignments that peer nodes handle.
    func nodes(among ids: [AssignmentID]) -> [AssignmentID] { ids.filter { assignment($0)?.assignee.node != nil } }

    /// The id the next assignment gets.
    package var nextAssignment: AssignmentID { AssignmentID(ticket: id, number: assignments.count + 1) }

    /// 首问责任 (ZZ20-2.3.4): whoever received the matter first; of a lead and its assisting ones, the lead.
    package var firstResponsible: AssignmentID? { assignments.first { $0.role != .assisting }?.id }

    /// A node above ordered it and has not let go of it.
    package var isBoundByOrder: Bool { order.map { !$0.state.isOver } ?? false }

    /// ZZ23-8a, JY24-13.4: the unit gets no contact; the hotline answers the petitioner from the unit's result.
    package var answersThroughHotline: Bool { petitioner.confidential }

    /// Whether this state is newer than another of the same ticket.
    package func isNewer(than other: Ticket) -> Bool {
        (generation, revision) > (other.generation, other.revision)
    }
}

/// The rule book that a ticket was taken in under; a new version governs new tickets only.
package struct RuleBookReference: Codable, Hashable, Sendable {
    package var id: String
    package var version: Int

    package init(id: String, version: Int) {
        self.id = id
        self.version = version
    }
}

/// A limit as it binds one ticket or assignment.
package struct Limit: Codable, Hashable, Sendable {
    package var due: Moment
    package var dueDate: Day
    package var provisional: Bool
    /// When it began to run.
    package var from: Moment
    /// The article that sets it.
    package var article: String
    /// The limit from above was earlier than our own and binds instead.
    package var boundByOrder: Bool
    /// How it is counted from then: it can explain itself, and be counted anew under another calendar. Nil where it was
    /// set by hand or by an older program.
    package var rule: LimitRule?
    /// The end that the regulation's own count gave, where that had passed already and this one stands in its place
    /// (JY24-14.1, reading).
    package var passed: Moment?

    package init(
        _ deadline: Deadline, from: Moment, article: String, boundByOrder: Bool = false, rule: LimitRule? = nil
    ) {
        due = deadline.due
        dueDate = deadline.dueDate
        provisional = deadline.provisional
        self.from = from
        self.article = article
        self.boundByOrder = boundByOrder
        self.rule = rule
    }

    /// Whether the limit had passed at that moment.
    package func isPast(at now: Moment) -> Bool { now > due }
}
