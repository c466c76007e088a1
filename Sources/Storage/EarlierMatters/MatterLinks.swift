package import Database
package import HotlineCore
import WorkCalendar

/// Which matters repeat which (ZZ23-9.6). A matter goes by its root id, whatever tickets it is along the tiers; links
/// lead to the first matter, so that every repeat is counted there, once.
package enum MatterLinks {
    /// A ticket whose matter repeats an earlier one.
    package struct Link: Sendable, Hashable {
        var ticket: TicketID
        var matter: String
        var related: TicketID
        var kind: String
        var at: Moment

        /// An own ticket's link.
        package init(_ ticket: Ticket, to related: TicketID) {
            self.ticket = ticket.id
            matter = ticket.rootId.rawValue
            self.related = related
            kind = ticket.matter.kind.rawValue
            at = ticket.registeredAt
        }

        fileprivate init(_ state: MirrorState, to related: TicketID) {
            ticket = state.id
            matter = state.rootId
            self.related = related
            kind = state.kind
            at = state.registeredAt
        }
    }

    /// Puts a matter, and all that repeat it, behind the first matter of the related ticket.
    package static func link(_ link: Link, in transaction: Transaction) throws {
        let root = try root(ofTicket: link.related, in: transaction)?.rawValue ?? link.related.rawValue
        guard root != link.matter else { return }
        try transaction.execute("UPDATE matter_link SET root = ? WHERE root = ?", root, link.matter)
        try transaction.execute("""
            INSERT INTO matter_link (matter, root, ticket, related, kind, at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (matter) DO UPDATE SET root = excluded.root, related = excluded.related
            """,
            link.matter, root, link.ticket.rawValue, link.related.rawValue, link.kind, link.at.milliseconds)
    }

    /// Counts a mirror's link here too, as its owner does.
    static func follow(_ state: MirrorState, in transaction: Transaction) throws {
        guard let related = state.relatedTo else { return }
        let known = try transaction.first(
            "SELECT related FROM matter_link WHERE matter = ?", state.rootId) { $0.text(0) }
        guard known != related.rawValue else { return }
        try link(Link(state, to: related), in: transaction)
    }

    /// The first matter behind a ticket; nil where neither a ticket nor a mirror has that id.
    package static func root(ofTicket id: TicketID, in transaction: ReadTransaction) throws -> TicketID? {
        try rootId(of: id, in: transaction).flatMap { TicketID(rawValue: try first(of: $0, in: transaction)) }
    }

    /// The root id of a ticket or mirror.
    static func rootId(of id: TicketID, in transaction: ReadTransaction) throws -> String? {
        try transaction.first("""
            SELECT root_id FROM ticket WHERE id = ?1 UNION ALL SELECT root_id FROM mirror WHERE id = ?1
            """, id.rawValue) { $0.text(0) }
    }

    /// How often a matter was brought forward again: the same answer for the first matter and for every repeat.
    package static func repeats(of matter: TicketID, in transaction: ReadTransaction) throws -> Facts.Repeats {
        let root = try first(of: matter.rawValue, in: transaction)
        let again = try transaction.query(
            "SELECT ticket, kind, at FROM matter_link WHERE root = ? ORDER BY at, matter", root
        ) { row -> Facts.Repeats.Again? in
            guard let ticket = TicketID(rawValue: row.text(0)), let kind = MatterKind(rawValue: row.text(1)) else {
                return nil
            }
            return Facts.Repeats.Again(ticket: ticket, kind: kind, at: Moment(milliseconds: row.int64(2)))
        }
        return Facts.Repeats(root: again.isEmpty ? nil : TicketID(rawValue: root), again: again.compactMap(\.self))
    }

    private static func first(of matter: String, in transaction: ReadTransaction) throws -> String {
        try transaction.first("SELECT root FROM matter_link WHERE matter = ?", matter) { $0.text(0) } ?? matter
    }
}
