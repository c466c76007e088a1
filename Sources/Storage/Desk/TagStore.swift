package import Database
package import HotlineCore

/// Tags (标签) of own tickets. They are the node's own: no event tells of them, and no other node hears of them.
package enum TagStore {
    /// A tag of one ticket.
    package struct TicketTag: Sendable, Hashable {
        package var name: String
        /// Who put it there, and for which unit.
        package var person: String
        package var unit: UnitID?
        /// In milliseconds since 1970.
        package var at: Int64
    }

    /// Why a tag was not put on a ticket.
    package enum Full: Error, Sendable {
        /// The ticket carries ``mostOfTicket``.
        case ticket
        /// The node knows ``mostOfNode``.
        case node
    }

    /// Tags that one ticket may carry, and different ones that a node may know.
    package static let mostOfTicket = 12
    package static let mostOfNode = 2_000

    /// The tags of a ticket by its row, in the order in which they were put there.
    package static func tags(of row: Int64, in transaction: ReadTransaction) throws -> [TicketTag] {
        try transaction.query("""
            SELECT tag.name, ticket_tag.person, ticket_tag.unit, ticket_tag.at
            FROM ticket_tag INDEXED BY ticket_tag_ticket JOIN tag ON tag.ref = ticket_tag.tag
            WHERE ticket_tag.ticket = ? ORDER BY ticket_tag.at, tag.ref
            """, row) { row in
            TicketTag(
                name: row.text(0), person: row.text(1), unit: row.optionalText(2).flatMap(UnitID.init(rawValue:)),
                at: row.int64(3))
        }
    }

    /// Puts a tag on a ticket; false where it carries it already. A word that is known in another case stays as it was.
    package static func put(
        _ name: TagName, on row: Int64, by actor: Actor, at now: Int64, in transaction: Transaction
    ) throws -> Bool {
        let tag = try known(name, at: now, in: transaction)
        let held = try transaction.query("SELECT tag FROM ticket_tag WHERE ticket = ?", row) { $0.int64(0) }
        guard !held.contains(tag) else { return false }
        guard held.count < mostOfTicket else { throw Full.ticket }
        try transaction.execute(
            "INSERT INTO ticket_tag (tag, ticket, person, unit, at) VALUES (?, ?, ?, ?, ?)", tag, row, actor.person,
            actor.unit?.rawValue, now)
        return true
    }

    /// Takes a tag off a ticket. One that no ticket carries any more is forgotten.
    package static func take(_ name: TagName, from row: Int64, in transaction: Transaction) throws {
        guard let tag = try find(name, in: transaction) else { return }
        try transaction.execute("DELETE FROM ticket_tag WHERE tag = ? AND ticket = ?", tag, row)
        try transaction.execute(
            "DELETE FROM tag WHERE ref = ?1 AND NOT EXISTS (SELECT 1 FROM ticket_tag WHERE tag = ?1)", tag)
    }

    private static func find(_ name: TagName, in transaction: ReadTransaction) throws -> Int64? {
        try transaction.first("SELECT ref FROM tag WHERE folded = ?", name.folded) { $0.int64(0) }
    }

    /// The tag, made where it is new.
    private static func known(_ name: TagName, at now: Int64, in transaction: Transaction) throws -> Int64 {
        if let tag = try find(name, in: transaction) {
            try transaction.execute("UPDATE tag SET used_at = ? WHERE ref = ?", now, tag)
            return tag
        }
        let count = try transaction.first("SELECT count(*) FROM tag") { $0.int(0) } ?? 0
        guard count < mostOfNode else { throw Full.node }
        try transaction.execute(
            "INSERT INTO tag (name, folded, used_at) VALUES (?, ?, ?)", name.text, name.folded, now)
        return transaction.lastInsertedID
    }

    /// The rows that carry one of these tags, each once.
    static func tickets(with names: [TagName]) -> ListCondition {
        let marks = Array(repeating: "?", count: names.count).joined(separator: ", ")
        return ListCondition(
            sql: """
                SELECT \(names.count == 1 ? "" : "DISTINCT ")ticket FROM ticket_tag
                WHERE tag IN (SELECT ref FROM tag WHERE folded IN (\(marks)))
                """,
            values: names.map(\.folded))
    }
}

/// What is offered while somebody types a tag.
extension TagStore {
    /// Tags in use that hold these letters, the last used first: those alone that stand on a ticket which the reader
    /// may see.
    package static func suggestions(
        holding typed: String, for scope: TicketScope?, hidesConfidential: Bool, limit: Int,
        in transaction: ReadTransaction
    ) throws -> [String] {
        var conditions = [ListCondition(sql: "instr(tag.folded, ?) > 0", values: [typed.lowercased()])]
        if let seen = seen(by: scope, hidesConfidential: hidesConfidential) { conditions.append(seen) }
        let query = ListCondition(
            sql: """
                SELECT tag.name FROM tag WHERE \(conditions.map(\.sql).joined(separator: " AND "))
                ORDER BY tag.used_at DESC, tag.ref DESC LIMIT \(limit)
                """,
            values: conditions.flatMap(\.values))
        return try transaction.rows(of: query) { $0.text(0) }
    }

    /// On a ticket that the reader may see; nil for a reader of all.
    private static func seen(by scope: TicketScope?, hidesConfidential: Bool) -> ListCondition? {
        var tickets: [ListCondition] = []
        if hidesConfidential { tickets.append(ListCondition(sql: "ticket.confidential = 0")) }
        if let scope { tickets.append(scope.condition) }
        guard !tickets.isEmpty else { return nil }
        return ListCondition(
            sql: """
                EXISTS (SELECT 1 FROM ticket_tag JOIN ticket ON ticket.rowid = ticket_tag.ticket
                  WHERE ticket_tag.tag = tag.ref AND \(tickets.map(\.sql).joined(separator: " AND ")))
                """,
            values: tickets.flatMap(\.values))
    }
}
