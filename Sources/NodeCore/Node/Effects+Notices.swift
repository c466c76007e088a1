package import HotlineCore
import Storage
package import WorkCalendar

extension ChangeNotice {
    /// A change of an own ticket.
    init(_ event: TicketEvent, _ ticket: Ticket) {
        self.init(
            place: .ticket, ticket: ticket.id, rootId: ticket.rootId, generation: ticket.generation,
            revision: ticket.revision, type: event.type, state: ticket.state.rawValue, at: event.at,
            units: ticket.assignments.compactMap(\.assignee.unit), kind: ticket.matter.kind,
            category: ticket.matter.category, confidential: ticket.petitioner.confidential)
    }

    /// The content of an attachment of an own ticket is here now; the ticket itself is as it was.
    init(arrivalOf ticket: Ticket, at now: Moment) { self.init("attachment.arrived", beside: ticket, .ticket, at: now) }

    /// The tags of an own ticket are others; the ticket itself is as it was.
    package init(ofTagsOf ticket: Ticket, at now: Moment) {
        self.init("ticket.tagged", beside: ticket, .ticket, at: now)
    }

    /// Somebody opened an own ticket, or left it.
    package init(ofViewersOf ticket: Ticket, at now: Moment) {
        self.init("viewers.changed", beside: ticket, .viewers, at: now)
    }

    private init(_ type: String, beside ticket: Ticket, _ place: Place, at now: Moment) {
        self.init(
            place: place, ticket: ticket.id, rootId: ticket.rootId, generation: ticket.generation,
            revision: ticket.revision, type: type, state: ticket.state.rawValue, at: now,
            units: ticket.assignments.compactMap(\.assignee.unit), kind: ticket.matter.kind,
            category: ticket.matter.category, confidential: ticket.petitioner.confidential)
    }

    /// A change of another node's ticket.
    init?(_ state: MirrorState, change: String, at now: Moment) {
        // Mostly the ticket itself, which need not be read again.
        let isRoot = state.rootId == state.id.rawValue
        guard let rootId = isRoot ? state.id : TicketID(rawValue: state.rootId) else { return nil }
        self.init(
            place: .mirror, ticket: state.id, rootId: rootId, generation: state.generation, revision: state.revision,
            type: change, state: state.state, at: now, units: [], confidential: state.confidential)
    }

    /// Something raised about a ticket below.
    init(_ escalation: Escalation, confidential: Bool, at now: Moment) {
        self.init(
            place: .escalation, ticket: escalation.ticket, rootId: escalation.rootId, generation: 0, revision: 0,
            type: "escalation.raised", state: escalation.kind.rawValue, at: now, units: [],
            confidential: confidential)
    }
}
