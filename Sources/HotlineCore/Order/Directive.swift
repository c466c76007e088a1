package import WorkCalendar

/// What a node above says about a ticket that it only mirrors; goes down hop by hop to the owner, which it binds
/// (ZZ20-3.2.16, JY24-29).
package struct Directive: Codable, Hashable, Sendable {
    package enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        /// 督办
        case supervision
        /// 抽查结果
        case spotCheck
        /// 上级接到的投诉
        case complaint
    }

    package var id: String
    package var kind: Kind
    package var ticket: TicketID
    package var rootId: TicketID
    package var text: String
    package var issuedBy: NodeCode
    package var actor: Actor
    package var issuedAt: Moment
    /// When the answer is due, where one is asked.
    package var answerDue: Moment?

    package init(
        id: String, kind: Kind, ticket: TicketID, rootId: TicketID, text: String, issuedBy: NodeCode, actor: Actor,
        issuedAt: Moment, answerDue: Moment? = nil
    ) {
        self.id = id
        self.kind = kind
        self.ticket = ticket
        self.rootId = rootId
        self.text = text
        self.issuedBy = issuedBy
        self.actor = actor
        self.issuedAt = issuedAt
        self.answerDue = answerDue
    }
}

/// A directive at the ticket it binds.
package struct ReceivedDirective: Codable, Hashable, Sendable {
    package var directive: Directive
    package var receivedAt: Moment
    package var answer: String?
    package var answeredAt: Moment?
}

/// What travels up to the node that issued a directive, or asks it for supervision (提级督办).
package struct Escalation: Codable, Hashable, Sendable {
    package enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        /// The answer to a directive.
        case answer
        /// 提级督办: asks the level above to supervise.
        case escalation
    }

    package var id: String
    package var kind: Kind
    package var directive: String?
    package var ticket: TicketID
    package var rootId: TicketID
    /// The node for which it is meant; nil = the next node above.
    package var to: NodeCode?
    package var text: String
    package var from: NodeCode
    package var actor: Actor
    package var at: Moment
}
