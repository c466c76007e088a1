import Database
import Foundation
import HotlineCore
import NodeCore
import Storage
import WorkCalendar

/// What the lines of a list are worded with: who reads them, and when.
struct ListWording: Sendable {
    let settings: NodeSettings
    let now: Moment
    /// The reader's unit: of its own shares it is told the limits first.
    var unit: UnitID?

    /// What people call whoever handles a share of a ticket of `owner`: a unit of this node by its name, or by its
    /// code where the configuration names it no longer. Another node's unit is never called as one of this node, which
    /// may have the same code.
    func name(of assignee: Assignee, at owner: NodeCode) -> String {
        switch assignee {
        case .unit(let unit) where owner == settings.code: settings.units[unit]?.name ?? unit.rawValue
        case .unit(let unit): unit.rawValue
        case .node(let node): "\(node.tierName)\(node)"
        }
    }
}

/// One line of a list of tickets.
struct TicketSummary: Sendable {
    /// One unit's or node's share.
    struct Share: Sendable {
        var id: String
        var assignee: Assignee
        var role: AssignmentRole
        var state: AssignmentState
        /// The limit of it that ends first, where it still runs.
        var limit: TicketLimit?
    }

    let id: TicketID
    let number: String
    let rootId: String
    let generation: Int64
    let revision: Int64
    let state: String
    let kind: String
    private(set) var title: String
    private(set) var place: String?
    let registeredAt: Moment
    private(set) var changedAt: Moment?
    private(set) var channel: String?
    private(set) var category: String?
    private(set) var emergency = false
    private(set) var assigner: NodeCode?
    private(set) var shares: [Share] = []
    private(set) var traits = TicketTraits()
    /// What is known of the petitioner, masked.
    private(set) var petitioner: PetitionerSummary?
    private var limit: TicketLimit?
    /// Of a copy: what its owner calls the units.
    private var unitNames: [String: String] = [:]
    /// Words to find it by, as people of this node put them on.
    var tags: [String] = []
    /// It has changed since the reader had it open.
    var isUnread = false
    /// The names of others who have it open now.
    var openBy: [String] = []

    /// Reads a ticket's stored document.
    init(_ body: [UInt8]) throws {
        self.init(try CanonicalJSON.decode(Ticket.self, from: body))
    }

    /// Reads a ticket as another node sent it. What a neighbour of a later version writes otherwise hides the details
    /// of its line: one ticket that cannot be read in full must not hide all others.
    init(mirror body: [UInt8]) throws {
        if let ticket = try? CanonicalJSON.decode(Ticket.self, from: body) {
            self.init(ticket)
        } else {
            self.init(try CanonicalJSON.decode(Core.self, from: body))
        }
    }

    /// Reads a copy out of the event that carried it; nil where that holds no ticket.
    init?(feedEvent event: [UInt8]) throws {
        guard let body = FeedEvent.ticket(in: event) else { return nil }
        try self.init(mirror: body)
        unitNames = FeedEvent.unitNames(in: event)
    }

    /// The line of a ticket.
    init(_ ticket: Ticket) {
        id = ticket.id
        (number, rootId) = (ticket.number.rawValue, ticket.rootId.rawValue)
        (generation, revision) = (ticket.generation, ticket.revision)
        (registeredAt, changedAt) = (ticket.registeredAt, ticket.changedAt)
        state = ticket.state.rawValue
        let matter = ticket.matter
        (kind, channel, category) = (matter.kind.rawValue, matter.channel.rawValue, matter.category)
        (title, place, emergency) = (matter.title, matter.place, matter.emergency)
        assigner = ticket.order?.assigner
        let running = ticket.runningLimits
        shares = ticket.assignments.map { assignment in
            Share(
                id: assignment.id.rawValue, assignee: assignment.assignee, role: assignment.role,
                state: assignment.state, limit: running.filter { $0.assignment == assignment.id }.earliest)
        }
        limit = running.earliest ?? ticket.orderLimit
        traits = ticket.traits
        petitioner = ticket.petitioner
    }

    private init(_ core: Core) {
        id = core.id
        (number, rootId) = (core.number, core.rootId)
        (generation, revision) = (core.generation, core.revision)
        (state, kind, title) = (core.state, core.matter.kind, core.matter.title)
        registeredAt = core.registeredAt
    }

    /// The same with the petitioner's values struck out of its texts: lists tell nobody who brought a matter forward
    /// (ZZ23-47).
    func struck(in transaction: ReadTransaction) throws -> TicketSummary {
        guard let reference = petitioner?.reference,
            let stored = try PetitionerStore.find(reference, in: transaction)
        else { return self }
        return struck(by: stored.redaction)
    }

    /// The same, where the petitioner's record was read already.
    func struck(by redaction: Redaction) -> TicketSummary {
        var summary = self
        summary.title = redaction.apply(to: title)
        summary.place = place.map { redaction.apply(to: $0) }
        summary.tags = tags.map { redaction.apply(to: $0) }
        return summary
    }

    /// What people call whoever handles a share: a unit of another node as that node calls it.
    func name(of assignee: Assignee, _ wording: ListWording) -> String {
        assignee.unit.flatMap { unitNames[$0.rawValue] } ?? wording.name(of: assignee, at: id.owner)
    }

    /// Where the ticket stands, in one sentence.
    func sentence(_ wording: ListWording) -> String {
        TicketSentence(
            state: state, assigner: assigner,
            shares: shares.map { share in
                TicketSentence.Share(name: name(of: share.assignee, wording), state: share.state)
            }
        ).text
    }

    /// The limit that ends first of those that run; for a unit with an open share, of its own.
    func nextLimit(for unit: UnitID?) -> TicketLimit? {
        let own = shares.filter { unit != nil && $0.assignee.unit == unit && $0.state.isOpen }
        return own.isEmpty ? limit : own.compactMap(\.limit).earliest
    }
}

/// What stands in every mirror: the inbox takes no feed event without it.
private struct Core: Decodable {
    struct Matter: Decodable {
        var kind: String
        var title: String
    }

    var id: TicketID
    var number: String
    var rootId: String
    var generation: Int64
    var revision: Int64
    var state: String
    var registeredAt: Moment
    var matter: Matter
}

extension [TicketLimit] {
    fileprivate var earliest: TicketLimit? { self.min { $0.limit.due < $1.limit.due } }
}

extension Ticket {
    /// The limit of an order that nobody here handles yet, and that no limit of this node's bounds.
    fileprivate var orderLimit: TicketLimit? {
        guard state == .registered || state == .accepted, let order, let due = order.due else { return nil }
        let deadline = Deadline(due: due, dueDate: due.day, provisional: false)
        return TicketLimit(
            name: .handling, assignment: nil,
            limit: Limit(deadline, from: order.issuedAt, article: "", boundByOrder: true))
    }
}
