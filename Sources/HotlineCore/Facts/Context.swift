package import WorkCalendar

/// What a decision depends on beside the ticket and the command. Time and identifiers come in here: the core reads no
/// clock and draws nothing.
package struct Context: Sendable {
    package var actor: Actor
    /// This node.
    package var node: NodeCode
    /// Its present generation.
    package var generation: Int64
    package var now: Moment
    /// The rule book in force for new tickets, or the one the ticket was taken in under.
    package var ruleBook: RuleBook
    package var calendar: WorkCalendar
    package var facts: Facts

    package init(
        actor: Actor, node: NodeCode, generation: Int64, now: Moment, ruleBook: RuleBook, calendar: WorkCalendar,
        facts: Facts = Facts()
    ) {
        self.actor = actor
        self.node = node
        self.generation = generation
        self.now = now
        self.ruleBook = ruleBook
        self.calendar = calendar
        self.facts = facts
    }
}

/// What the shell looked up for a decision.
package struct Facts: Sendable {
    /// Identifiers for a ticket that this command would make.
    package struct NewTicket: Hashable, Sendable {
        package var id: TicketID
        package var number: TicketNumber
        /// The opaque key under which the personal fields are stored.
        package var petitionerReference: String?

        package init(id: TicketID, number: TicketNumber, petitionerReference: String? = nil) {
            self.id = id
            self.number = number
            self.petitionerReference = petitionerReference
        }
    }

    /// A unit of this node's configuration.
    package struct KnownUnit: Hashable, Sendable {
        package var name: String
        package var active: Bool
        /// 联动单位: assists and keeps knowledge, is not dispatched to as sole or lead.
        package var linked: Bool
        /// What kind of unit it is, by the annex: 乡镇人民政府、政府组成部门、…
        package var group: String?
        /// 属地: names of places of which it has charge; one that a matter's place holds makes the matter its own.
        package var territory: [String]
        /// 主管: words of the matters that it is in charge of.
        package var duties: [String]

        package init(
            name: String, active: Bool = true, linked: Bool = false, group: String? = nil, territory: [String] = [],
            duties: [String] = []
        ) {
            self.name = name
            self.active = active
            self.linked = linked
            self.group = group
            self.territory = territory
            self.duties = duties
        }
    }

    /// Required for `register` and `receiveOrder`.
    package var newTicket: NewTicket?
    package var units: [UnitID: KnownUnit]
    /// Nodes that this one may dispatch to.
    package var lowerNodes: Set<NodeCode>
    /// Nodes that this one feeds and may be ordered by.
    package var upperNodes: [NodeCode]
    /// How often the ticket's matter was brought forward again.
    package var repeats: Repeats
    /// The first matter behind the ticket that a command relates to; nil where this node knows no such ticket.
    package var earlierMatter: TicketID?
    /// What keeps the caller's telephone from the line now (JY24-33).
    package var restriction: Restriction?
    /// The duty-performed opinion of the earlier ticket that a revisit refers to (ZZ23-27).
    package var opinion: DutyOpinion?
    /// The ticket has no room for what the message at hand adds: it is put on record as late.
    package var ticketIsFull = false

    package init(
        newTicket: NewTicket? = nil, units: [UnitID: KnownUnit] = [:], lowerNodes: Set<NodeCode> = [],
        upperNodes: [NodeCode] = [], repeats: Repeats = Repeats(), earlierMatter: TicketID? = nil,
        restriction: Restriction? = nil, opinion: DutyOpinion? = nil
    ) {
        self.newTicket = newTicket
        self.units = units
        self.lowerNodes = lowerNodes
        self.upperNodes = upperNodes
        self.repeats = repeats
        self.earlierMatter = earlierMatter
        self.restriction = restriction
        self.opinion = opinion
    }
}
