package import WorkCalendar

/// What an assigner says to its assignee node about one assignment.
package struct OrderMessage: Codable, Hashable, Sendable {
    package var assignment: AssignmentID
    package var rootId: TicketID
    package var assigner: NodeCode
    package var assignee: NodeCode
    package var round: Int
    /// Runs from 1 in this assignment and direction, without gaps.
    package var ordinal: Int
    /// The last report of the assignee that the assigner had applied.
    package var basis: Int
    package var issuedAt: Moment
    /// The assigner's limit, by its clock and rule book.
    package var due: Moment?
    package var actor: Actor
    package var order: Order

    package init(
        assignment: AssignmentID, rootId: TicketID, assigner: NodeCode, assignee: NodeCode, round: Int,
        ordinal: Int, basis: Int, issuedAt: Moment, due: Moment? = nil, actor: Actor, order: Order
    ) {
        self.assignment = assignment
        self.rootId = rootId
        self.assigner = assigner
        self.assignee = assignee
        self.round = round
        self.ordinal = ordinal
        self.basis = basis
        self.issuedAt = issuedAt
        self.due = due
        self.actor = actor
        self.order = order
    }

    /// The CloudEvents type, `cn.hotline.assignment.dispatched.v1`.
    package var type: String { MessageType.wire(order.name) }
}

/// The orders that exist.
package enum Order: TaggedUnion {
    case dispatched(DispatchedMatter)
    case returnApproved(Remark)
    case returnRefused(Remark)
    case completionApproved(Remark)
    case completionRefused(Remark)
    case redoOrdered(Remark)
    case withdrawn(Remark)
    case supplemented(Supplement)
    case attached(Attachment)
    case extensionApproved(Remark)
    case extensionRefused(Remark)
    case deferralApproved(Remark)
    case deferralRefused(Remark)
    /// The assigner corrected what was taken down.
    case corrected(Matter)
    /// The assigner's limit ends at another moment now, `due` of the message; the text says why.
    case limitMoved(Remark)
    /// An assisting assignee finished its part (JY24-13.4); sent to the lead.
    case assistanceReported(Contribution)
    /// The assigner archived the matter.
    case closed(Remark)
}

/// A note or the reasons of a decision.
package struct Remark: Codable, Hashable, Sendable {
    package var text: String?
    package init(text: String? = nil) { self.text = text }
}

/// The matter as it goes down with the first order.
package struct DispatchedMatter: Codable, Hashable, Sendable {
    package var matter: Matter
    package var petitioner: PetitionerSummary
    package var role: AssignmentRole
    package var note: String?
    package var supplements: [Supplement]
    /// Those that may go down; nil for none.
    package var attachments: [Attachment]?
    /// Decided after a dispute: it cannot be returned (ZZ23-15).
    package var settled: Bool?
    /// The border function adds the petitioner's contact; never set for a confidential one.
    package var needsContact: Bool
    /// Filled by the border function alone, on the way out; the journal never holds it.
    package var contact: PersonalFields?
    /// The assigner's number for the matter, to be spoken of over the telephone.
    package var assignerNumber: TicketNumber

    package init(
        matter: Matter, petitioner: PetitionerSummary, role: AssignmentRole, note: String? = nil,
        supplements: [Supplement], attachments: [Attachment]? = nil, settled: Bool? = nil, needsContact: Bool,
        contact: PersonalFields? = nil, assignerNumber: TicketNumber
    ) {
        self.matter = matter
        self.petitioner = petitioner
        self.role = role
        self.note = note
        self.supplements = supplements
        self.attachments = attachments
        self.settled = settled
        self.needsContact = needsContact
        self.contact = contact
        self.assignerNumber = assignerNumber
    }
}

/// What an assignee node says to its assigner about one assignment.
package struct ReportMessage: Codable, Hashable, Sendable {
    package var assignment: AssignmentID
    package var rootId: TicketID
    package var assigner: NodeCode
    package var assignee: NodeCode
    package var round: Int
    /// Runs from 1 in this assignment and direction, without gaps.
    package var ordinal: Int
    /// The last order that the assignee had applied.
    package var basis: Int
    package var issuedAt: Moment
    package var actor: Actor
    package var report: Report

    package init(
        assignment: AssignmentID, rootId: TicketID, assigner: NodeCode, assignee: NodeCode, round: Int,
        ordinal: Int, basis: Int, issuedAt: Moment, actor: Actor, report: Report
    ) {
        self.assignment = assignment
        self.rootId = rootId
        self.assigner = assigner
        self.assignee = assignee
        self.round = round
        self.ordinal = ordinal
        self.basis = basis
        self.issuedAt = issuedAt
        self.actor = actor
        self.report = report
    }

    /// The CloudEvents type, `cn.hotline.completion.submitted.v1`.
    package var type: String { MessageType.wire(report.name) }
}

/// The reports that exist.
package enum Report: TaggedUnion {
    case signed(SignedBelow)
    case returnAsked(AskReturn)
    case progressed(Progress)
    case extensionAsked(AskExtension)
    case deferralAsked(AskDeferral)
    case struckOff(StrikeOff)
    case completionSubmitted(CompletionForm)
    /// Evidence of the work on the order, or of the matter as this node found it (ZZ23-20).
    case attached(Attachment)
}

/// The lower node took the order; its own ticket's id and number, so that both sides can speak of it.
package struct SignedBelow: Codable, Hashable, Sendable {
    package var ticket: TicketID
    package var number: TicketNumber
    package var at: Moment

    package init(
        ticket: TicketID, number: TicketNumber, at: Moment
    ) {
        self.ticket = ticket
        self.number = number
        self.at = at
    }
}

/// One change of a ticket for the nodes above: the event and the ticket's whole state after it.
package struct FeedMessage: Codable, Hashable, Sendable {
    package var event: TicketEvent
    package var ticket: Ticket

    /// The CloudEvents type of every feed message.
    package static let type = "cn.hotline.ticket.changed.v1"

    package init(event: TicketEvent, ticket: Ticket) {
        self.event = event
        self.ticket = ticket
    }
}

/// CloudEvents types of this protocol: `cn.hotline.<noun>.<past participle>.v1`.
package enum MessageType {
    package static let directive = "cn.hotline.directive.issued.v1"
    package static let escalation = "cn.hotline.escalation.raised.v1"
    package static let feed = FeedMessage.type
    /// Every type of an ``OrderMessage``.
    package static let orders = Set(Order.readers.keys.map(wire))
    /// Every type of a ``ReportMessage``.
    package static let reports = Set(Report.readers.keys.map(wire))

    static func wire(_ name: String) -> String { "cn.hotline.\(name).v1" }
}
