package import WorkCalendar

/// 督办 by the hotline of one of its own tickets (ZZ23-31, JY24-25, YC19-7.3d).
package struct Supervision: Codable, Hashable, Sendable {
    /// `1`, `2`, …: its place in the ticket.
    package var id: String
    /// The means' code in the rule book: a reminder, an interview, a letter, …
    package var means: String
    /// 督办对象; nil = the matter as a whole.
    package var assignment: AssignmentID?
    /// The trigger's code in the rule book, where one gave rise to it.
    package var trigger: String?
    package var text: String
    /// The leader who approved the means, where the rule book asks for one's word.
    package var approvedBy: String?
    package var article: String
    package var answerDue: Limit?
    package var at: Moment
    package var by: Actor
    package var answer: SupervisionAnswer?
}

extension Supervision {
    /// The id of the directive by which a supervision goes to a lower node.
    package static func directive(_ id: String, of ticket: TicketID) -> String { "\(ticket)#\(id)" }

    /// The ticket and supervision that such a directive came from; nil for directives of other makings.
    package static func origin(of directive: String) -> (ticket: TicketID, supervision: String)? {
        let parts = directive.split(separator: "#", maxSplits: 1)
        guard parts.count == 2, let ticket = TicketID(rawValue: String(parts[0])) else { return nil }
        return (ticket, String(parts[1]))
    }
}

/// 督办反馈: what was put right, signed by the unit's head where the means asks it (ZZ23-31.3).
package struct SupervisionAnswer: Codable, Hashable, Sendable {
    package var text: String
    /// 主要负责人 who signed.
    package var signedBy: String?
    package var late: Bool
    package var at: Moment
    package var by: Actor
}

/// What the rules propose by themselves and a person confirms (JY24-29).
package struct SupervisionProposal: Codable, Hashable, Sendable {
    /// The trigger's code in the rule book.
    package var trigger: String
    package var means: String
    package var assignment: AssignmentID?
    /// What the system saw, as supervisors read it.
    package var reason: String
    package var article: String
    /// The moment that gave rise to it: the limit's end, the rating.
    package var due: Moment
    package var at: Moment
    /// A person took it up, or put it aside with these words.
    package var settledAt: Moment?
    package var dismissed: String?
}
