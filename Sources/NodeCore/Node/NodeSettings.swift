package import HotlineCore
package import WorkCalendar

/// What a node is told about itself and its neighbours by its configuration.
package struct NodeSettings: Sendable {
    package var code: NodeCode
    package var name: String
    package var tier: Tier
    /// Sorted by code; the node speaks with these and no others.
    package var peers: [PeerSettings]
    package var units: [UnitID: Facts.KnownUnit]
    /// The rule book that governs new tickets.
    package var ruleBook: RuleBook
    /// Every rule book a stored ticket may name.
    package private(set) var ruleBooks: [RuleBookReference: RuleBook]
    /// The books that the configuration binds, by section.
    package var boundBooks: [RuleBookSection: RuleBookFile]
    package var calendar: WorkCalendar
    package var limits: ExchangeLimits
    /// A defect that a simulation switches on; nil in every node that runs.
    package var mutation: Mutation?

    package init(
        code: NodeCode, name: String, tier: Tier, peers: [PeerSettings], units: [UnitID: Facts.KnownUnit],
        ruleBook: RuleBook, ruleBooks otherBooks: [RuleBook], calendar: WorkCalendar,
        limits: ExchangeLimits = ExchangeLimits(), boundBooks: [RuleBookSection: RuleBookFile] = [:]
    ) {
        self.code = code
        self.name = name
        self.tier = tier
        self.peers = peers.sorted { $0.code < $1.code }
        self.units = units
        self.ruleBook = ruleBook
        // The book in force goes before another of its name and version.
        ruleBooks = [ruleBook.reference: ruleBook]
        for book in otherBooks where ruleBooks[book.reference] == nil { ruleBooks[book.reference] = book }
        self.boundBooks = boundBooks
        self.calendar = calendar
        self.limits = limits
    }

    /// Takes the books that this node ever bound: tickets keep theirs though the configuration names it no longer.
    /// - Throws: ``RuleBookConflict`` where a bound book says something else under the name and version of a kept one.
    package mutating func keep(_ books: [RuleBookFile]) throws(RuleBookConflict) {
        let bound = RuleBookSection.allCases.compactMap { boundBooks[$0] }
        for book in books {
            let same = bound.first { $0.head.reference == book.head.reference }
            if let same, !same.saysTheSame(as: book) { throw RuleBookConflict(reference: book.head.reference) }
            if let handling = book.handling { ruleBooks[handling.reference] = handling }
        }
    }

    /// The rule book that a ticket was taken in under; the one in force for a new ticket, and where that one is lost.
    package func ruleBook(of ticket: Ticket?) -> RuleBook {
        ticket.flatMap { ruleBooks[$0.ruleBook] } ?? ruleBook
    }

    /// The settings of a neighbour; nil for a stranger.
    package func peer(_ code: NodeCode) -> PeerSettings? { peers.first { $0.code == code } }

    /// The nodes that this one feeds and may be ordered by.
    package var upperNodes: [NodeCode] { peers.filter { $0.relation == .upper }.map(\.code) }

    /// The nodes that this one may dispatch to.
    package var lowerNodes: [NodeCode] { peers.filter { $0.relation == .lower }.map(\.code) }

    /// The nodes whose tickets go up through this one, itself first: what it takes back after a restore.
    package var subtree: [NodeCode] {
        [code] + Set(peers.filter { $0.relation == .lower }.flatMap(\.speaksFor)).sorted()
    }

    /// The lower peer through which a node of the tree below is reached.
    package func wayDown(to node: NodeCode) -> PeerSettings? {
        peers.first { $0.relation == .lower && $0.speaksFor.contains(node) }
    }

    /// The upper peer through which a node above is reached.
    package func wayUp(to node: NodeCode) -> PeerSettings? {
        peers.first { $0.relation == .upper && $0.speaksFor.contains(node) }
    }
}

/// A rule book was changed and its version was not.
package struct RuleBookConflict: Error, Sendable, Hashable, CustomStringConvertible {
    package var reference: RuleBookReference

    package var description: String {
        "the rule book \(reference.id) was changed, and version \(reference.version) of it governs tickets already: "
            + "count its version up, so that open tickets keep the one they were taken in under"
    }
}

/// 层级.
package enum Tier: String, Codable, Sendable, Hashable, CaseIterable {
    case province, city, county, subcentre
}

/// One neighbour.
package struct PeerSettings: Sendable, Hashable {
    /// Where a neighbour stands.
    package enum Relation: String, Sendable, Hashable {
        /// Receives our feed and may order.
        case upper
        /// Sends its feed and may be ordered; a sub-centre is one too.
        case lower
    }

    /// How much of a petitioner goes up over this link (design section 5, "Privacy at the border").
    package enum PersonalData: String, Sendable, Hashable { case masked, full }

    /// The neighbour's code, and where it stands.
    package var code: NodeCode
    package var relation: Relation
    /// The codes whose events this peer may bring: for a lower peer its subtree, for an upper peer itself and the
    /// nodes above it.
    package var speaksFor: Set<NodeCode>
    /// The peer cannot be reached from here: it fetches its messages itself (pull mode).
    package var fetches: Bool
    package var personalData: PersonalData

    package init(
        code: NodeCode, relation: Relation, speaksFor: Set<NodeCode>, fetches: Bool = false,
        personalData: PersonalData = .masked
    ) {
        self.code = code
        self.relation = relation
        self.speaksFor = speaksFor.union([code])
        self.fetches = fetches
        self.personalData = personalData
    }
}

/// Bounds of what is exchanged with a peer in one request, and of what is kept for it.
package struct ExchangeLimits: Sendable, Hashable {
    package var batchEvents: Int
    package var batchBytes: Int
    /// Delivered bodies are held this long, so that a restored peer can be sent them again.
    package var heldMilliseconds: Int64
    /// Undelivered bytes for one peer beyond which an alarm is raised.
    package var backlogAlarmBytes: Int64

    package init(
        batchEvents: Int = 500, batchBytes: Int = 4 << 20, heldMilliseconds: Int64 = 30 * 86_400_000,
        backlogAlarmBytes: Int64 = 8 << 30
    ) {
        self.batchEvents = batchEvents
        self.batchBytes = batchBytes
        self.heldMilliseconds = heldMilliseconds
        self.backlogAlarmBytes = backlogAlarmBytes
    }
}
