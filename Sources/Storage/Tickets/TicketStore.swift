package import Database
package import HotlineCore
package import SyncProtocol
import WorkCalendar

/// Own tickets: the state as one document, and the columns that lists filter and sort by beside it.
package enum TicketStore {
    /// A ticket with its row.
    package struct Stored: Sendable {
        package var row: Int64
        package var ticket: Ticket
        /// The ticket as it is stored.
        package var body: [UInt8]
        /// The digest of the state as it left this node.
        package var digest: Digest32
    }

    /// The node's own ticket of this identifier or number; nil if there is none.
    package static func find(_ id: TicketID, in transaction: ReadTransaction) throws -> Stored? {
        try transaction.first("SELECT rowid, body, body_digest FROM ticket WHERE id = ?", id.rawValue) { row in
            try read(row, in: transaction)
        }
    }

    package static func find(number: TicketNumber, in transaction: ReadTransaction) throws -> Stored? {
        try transaction.first(
            "SELECT rowid, body, body_digest FROM ticket WHERE number = ? ORDER BY rowid", number.rawValue
        ) { try read($0, in: transaction) }
    }

    /// The ticket that an order of a node above made here.
    package static func find(order: AssignmentID, in transaction: ReadTransaction) throws -> Stored? {
        try transaction.first(
            "SELECT rowid, body, body_digest FROM ticket WHERE order_assignment = ?", order.rawValue
        ) { try read($0, in: transaction) }
    }

    /// Open tickets with limits that may run, in the order of their rows behind `row`.
    /// - Parameter provisionalOnly: those alone that hold a provisional limit.
    package static func open(
        after row: Int64, limit: Int, provisionalOnly: Bool, in transaction: ReadTransaction
    ) throws -> [Stored] {
        let provisional = provisionalOnly ? Array(#""provisional":true"#.utf8) : []
        return try open(
            after: row, states: [.registered, .accepted, .handling, .revisiting], limit: limit, holding: provisional,
            in: transaction)
    }

    /// Tickets in one of those states, none of which is archived, in the order of their rows behind `row`.
    /// - Parameter holding: what the stored document must hold.
    static func open(
        after row: Int64, states: [TicketState] = [], limit: Int, holding bytes: [UInt8] = [],
        in transaction: ReadTransaction
    ) throws -> [Stored] {
        let isAsked = states.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        let condition = states.isEmpty ? "" : "AND state IN (\(isAsked))"
        // Found in the index of open tickets; the documents are read one by one, so that ordering carries none along.
        let rows = SQL(composed: """
            SELECT rowid FROM ticket INDEXED BY ticket_open WHERE state <> 'archived' \(condition) AND rowid > ?
            ORDER BY rowid LIMIT ?
            """)
        var (found, last): ([Stored], Int64) = ([], row)
        while found.count < limit {
            let page = try transaction.query(rows, last, limit) { $0.int64(0) }
            guard let end = page.last else { break }
            for row in page where found.count < limit {
                found += try transaction.query("""
                    SELECT rowid, body, body_digest FROM ticket WHERE rowid = ?1 AND (NOT ?2 OR instr(body, ?3) > 0)
                    """, row, bytes.isEmpty ? 0 : 1, bytes, transform: read)
            }
            last = end
        }
        return found
    }

    /// Writes the new state, and the rows of the assignments that changed.
    ///
    /// - Parameters:
    ///   - body: the ticket as JSON.
    ///   - digest: the digest of the state as it left this node (design section 5, "Reconciliation").
    ///   - person: who of this node's people made the change; nil for all others.
    package static func save(
        _ ticket: Ticket, body: [UInt8], digest: Digest32, replacing old: Stored?, by person: String? = nil,
        in transaction: Transaction
    ) throws {
        let row: Int64
        if let old {
            try update(ticket, body: body, digest: digest, row: old.row, by: person, in: transaction)
            row = old.row
            try enterAnew(ticket, replacing: old.ticket, row: row, in: transaction)
        } else {
            row = try insert(ticket, body: body, digest: digest, by: person, in: transaction)
        }
        let known = old?.ticket.assignments ?? []
        for (index, assignment) in ticket.assignments.enumerated()
        where index >= known.count || known[index] != assignment {
            try save(assignment, of: row, in: transaction)
        }
    }

    /// An order has one ticket. A second one, taken back after a restore when the order had been carried out anew,
    /// stands
    /// beside it and is addressed by no further message.
    private static func insert(
        _ ticket: Ticket, body: [UInt8], digest: Digest32, by person: String?, in transaction: Transaction
    ) throws -> Int64 {
        let text = try SearchText(ticket, in: transaction)
        try transaction.execute("""
            INSERT INTO ticket (id, number, root_id, generation, revision, kind, state, channel, title,
              registered_at, due, ordered_by, order_assignment, body, body_digest, text_digest, category,
              confidential, traits, registered_by, changed_at, changed_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
              (SELECT ?13 WHERE NOT EXISTS (SELECT 1 FROM ticket WHERE order_assignment = ?13)), ?, ?, ?, ?, ?, ?, ?,
              ?, ?)
            """,
            ticket.id.rawValue, ticket.number.rawValue, ticket.rootId.rawValue, ticket.generation, ticket.revision,
            ticket.matter.kind.rawValue, ticket.state.rawValue, ticket.matter.channel.rawValue, ticket.matter.title,
            ticket.registeredAt.milliseconds, ticket.nextDue?.milliseconds, ticket.order?.assigner.rawValue,
            ticket.order?.assignment.rawValue, body, digest.bytes, text.digest,
            ticket.matter.category, ticket.petitioner.confidential, ticket.traits.rawValue,
            ticket.registeredBy.person, ticket.changedAt.milliseconds, person)
        let row = transaction.lastInsertedID
        try SearchIndex.ticket.enter(text, row: row, replacing: nil, in: transaction)
        return row
    }

    /// What is searched of a ticket seldom changes after it was registered. A row that is not in the index yet is left
    /// to ``SearchFill``.
    private static func enterAnew(
        _ ticket: Ticket, replacing old: Ticket, row: Int64, in transaction: Transaction
    ) throws {
        guard ticket.matter != old.matter || ticket.petitioner.reference != old.petitioner.reference else { return }
        try enterAnew(
            SearchText(ticket, in: transaction), replacing: SearchText(old, in: transaction), row: row, in: transaction)
    }

    private static func enterAnew(
        _ text: SearchText, replacing old: SearchText, row: Int64, in transaction: Transaction
    ) throws {
        guard text != old else { return }
        let entered = try transaction.execute(
            "UPDATE ticket SET text_digest = ? WHERE rowid = ? AND text_digest IS NOT NULL", text.digest, row)
        if entered > 0 { try SearchIndex.ticket.enter(text, row: row, replacing: old, in: transaction) }
    }

    /// Changes a petitioner's record by `change`, and enters the ticket that names it anew: what is struck out of its
    /// text is another.
    static func withTextEnteredAnew(
        _ id: TicketID, reference: String, in transaction: Transaction, change: () throws -> Void
    ) throws {
        guard let stored = try find(id, in: transaction), stored.ticket.petitioner.reference == reference else {
            return try change()
        }
        let old = try SearchText(stored.ticket, in: transaction)
        try change()
        try enterAnew(SearchText(stored.ticket, in: transaction), replacing: old, row: stored.row, in: transaction)
    }

    private static func update(
        _ ticket: Ticket, body: [UInt8], digest: Digest32, row: Int64, by person: String?, in transaction: Transaction
    ) throws {
        try transaction.execute("""
            UPDATE ticket SET generation = ?, revision = ?, kind = ?, state = ?, title = ?, due = ?, body = ?,
              body_digest = ?, category = ?, confidential = ?, traits = ?, registered_by = ?, changed_at = ?,
              changed_by = ? WHERE rowid = ?
            """,
            ticket.generation, ticket.revision, ticket.matter.kind.rawValue, ticket.state.rawValue,
            ticket.matter.title, ticket.nextDue?.milliseconds, body, digest.bytes, ticket.matter.category,
            ticket.petitioner.confidential, ticket.traits.rawValue, ticket.registeredBy.person,
            ticket.changedAt.milliseconds, person, row)
    }

    static func save(_ assignment: Assignment, of row: Int64, in transaction: Transaction) throws {
        try transaction.execute("""
            INSERT INTO assignment (id, ticket, unit, node, role, state, round, due) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET role = excluded.role, state = excluded.state, round = excluded.round,
              due = excluded.due
            """,
            assignment.id.rawValue, row, assignment.assignee.unit?.rawValue, assignment.assignee.node?.rawValue,
            assignment.role.rawValue, assignment.state.rawValue, assignment.round,
            assignment.nextLimit?.due.milliseconds)
    }

    private static func read(_ row: Row) throws -> Stored {
        let body = row.blob(1)
        return try stored(row, body, try CanonicalJSON.decode(Ticket.self, from: body))
    }

    /// As ``read(_:)``, for a ticket that may have been asked for not long ago.
    private static func read(_ row: Row, in transaction: ReadTransaction) throws -> Stored {
        let (body, ticket) = try row.withBlob(1) { bytes in
            try transaction.decoded(Ticket.self, by: Int64.self).value(of: row.int64(0), from: bytes) {
                try CanonicalJSON.decode(Ticket.self, from: $0)
            }
        }
        return try stored(row, body, ticket)
    }

    private static func stored(_ row: Row, _ body: [UInt8], _ ticket: Ticket) throws -> Stored {
        guard let digest = Digest32(row.blob(2)) else {
            throw StorageError.unreadable(table: "ticket", key: String(row.int64(0)))
        }
        return Stored(row: row.int64(0), ticket: ticket, body: body, digest: digest)
    }
}
