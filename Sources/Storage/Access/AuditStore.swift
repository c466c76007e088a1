package import Database
package import HotlineCore

/// Who looked at personal data, and why (ZZ23-47). Rows are only added.
package enum AuditStore {
    /// What of a petitioner was shown.
    package struct View: Sendable, Hashable {
        /// Whose data: the ticket's.
        package var ticket: TicketID
        /// `name`, `phone`, `idNumber`, `address`, `attachment`.
        package var fields: [String]

        package init(_ ticket: TicketID, fields: [String]) {
            self.ticket = ticket
            self.fields = fields
        }
    }

    /// A row as it was written.
    package struct Entry: Sendable, Hashable {
        package var id: Int64
        package var at: Int64
        package var person: String
        package var role: String
        package var unit: String?
        /// What was done: `petitioner.revealed`, `ticket.viewed`.
        package var action: String
        package var subject: String
        package var ticket: String?
        package var fields: [String]
        package var reason: String?
    }

    /// What a list of rows is asked for; an empty field admits everything.
    package struct Filter: Sendable, Hashable {
        package var ticket: TicketID?
        package var person: String?
        package var action: String?
        /// Continue behind the row with this id, newest first.
        package var before: Int64?
        package var limit = 50

        package init() {}
    }

    /// Adds a row: who did what to whose data. `now` in milliseconds since 1970.
    package static func note(
        _ actor: Actor, action: String, subject: String, view: View? = nil, reason: String? = nil, at now: Int64,
        in transaction: Transaction
    ) throws {
        try add(
            actor, action, subject, ticket: view?.ticket, fields: view?.fields ?? [], reason, at: now, in: transaction)
    }

    /// As the other, for what is no ticket: a restriction, a message.
    package static func note(
        _ actor: Actor, action: String, subject: String, fields: [String], reason: String? = nil, at now: Int64,
        in transaction: Transaction
    ) throws {
        try add(actor, action, subject, ticket: nil, fields: fields, reason, at: now, in: transaction)
    }

    private static func add(
        _ actor: Actor, _ action: String, _ subject: String, ticket: TicketID?, fields: [String], _ reason: String?,
        at now: Int64, in transaction: Transaction
    ) throws {
        try transaction.execute("""
            INSERT INTO audit (at, person, role, unit, action, subject, ticket, fields, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            now, actor.person, actor.role.rawValue, actor.unit?.rawValue, action, subject, ticket?.rawValue,
            fields.isEmpty ? nil : fields.joined(separator: ","), reason)
    }

    /// A page of rows, newest first, and how many there are in all.
    package static func list(
        _ filter: Filter, in transaction: ReadTransaction
    ) throws -> (entries: [Entry], total: Int) {
        // Put together, so that each question is answered by the index of its column.
        let asked: [(condition: String, value: String?)] = [
            ("ticket = ?", filter.ticket?.rawValue), ("person = ?", filter.person), ("action = ?", filter.action),
        ]
        let given = asked.compactMap { item in item.value.map { (item.condition, $0) } }
        let clause = (given.map(\.0) + ["id < ?"]).joined(separator: " AND ")
        func rows<Value>(_ sql: String, _ last: [Int64], read: (Row) throws -> Value) throws -> [Value] {
            let statement = try transaction.statement(SQL(composed: sql))
            for (index, item) in given.enumerated() { try statement.bind(index + 1, item.1) }
            for (index, value) in last.enumerated() { try statement.bind(given.count + index + 1, value) }
            defer { statement.reset() }
            var result: [Value] = []
            while try statement.step() { result.append(try read(statement.row)) }
            return result
        }
        let total = try rows("SELECT count(*) FROM audit WHERE \(clause)", [.max]) { $0.int(0) }
        let entries = try rows("""
            SELECT id, at, person, role, unit, action, subject, ticket, fields, reason FROM audit
            WHERE \(clause) ORDER BY id DESC LIMIT ?
            """, [filter.before ?? .max, Int64(filter.limit)], read: read)
        return (entries, total.first ?? 0)
    }

    private static func read(_ row: Row) -> Entry {
        Entry(
            id: row.int64(0), at: row.int64(1), person: row.text(2), role: row.text(3), unit: row.optionalText(4),
            action: row.text(5), subject: row.text(6), ticket: row.optionalText(7),
            fields: row.optionalText(8)?.split(separator: ",").map(String.init) ?? [], reason: row.optionalText(9))
    }
}
