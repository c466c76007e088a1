package import Database
package import HotlineCore

/// 常用语: texts that people put into forms again and again, by unit, kind of matter, state and action.
package enum CannedTextStore {
    /// One text. What is nil admits every value.
    package struct Text: Sendable, Hashable {
        /// Its number; nil before it is kept.
        package var id: Int64?
        package var unit: UnitID?
        package var kind: MatterKind?
        package var state: TicketState?
        /// The action in whose form it is offered.
        package var action: String?
        package var title: String
        package var text: String

        package init(
            id: Int64? = nil, unit: UnitID? = nil, kind: MatterKind? = nil, state: TicketState? = nil,
            action: String? = nil, title: String, text: String
        ) {
            self.id = id
            self.unit = unit
            self.kind = kind
            self.state = state
            self.action = action
            self.title = title
            self.text = text
        }
    }

    /// Texts of one unit, or of all together.
    package static let most = 500

    /// The texts of all and, where one is named, of a unit, that serve a kind, a state and an action.
    package static func list(
        unit: UnitID?, kind: MatterKind?, state: TicketState?, action: String?, in transaction: ReadTransaction
    ) throws -> [Text] {
        try transaction.query("""
            SELECT id, unit, kind, state, action, title, text FROM canned_text
            WHERE (unit IS NULL OR unit = ?1) AND (?2 IS NULL OR kind IS NULL OR kind = ?2)
              AND (?3 IS NULL OR state IS NULL OR state = ?3) AND (?4 IS NULL OR action IS NULL OR action = ?4)
            ORDER BY title, id
            """, unit?.rawValue, kind?.rawValue, state?.rawValue, action, transform: read)
    }

    /// One text; nil where there is none.
    package static func find(_ id: Int64, in transaction: ReadTransaction) throws -> Text? {
        try transaction.first(
            "SELECT id, unit, kind, state, action, title, text FROM canned_text WHERE id = ?", id, transform: read)
    }

    /// Keeps a text, new or in place of itself.
    /// - Returns: it as it is kept; nil where there are ``most`` of that unit already.
    /// - Throws: ``ItemGone`` where there is none to take the place of.
    package static func save(
        _ text: Text, by person: String, at now: Int64, in transaction: Transaction
    ) throws -> Text? {
        var text = text
        if let id = text.id {
            let changed = try transaction.execute("""
                UPDATE canned_text SET kind = ?, state = ?, action = ?, title = ?, text = ?, changed_by = ?,
                  changed_at = ? WHERE id = ?
                """, text.kind?.rawValue, text.state?.rawValue, text.action, text.title, text.text, person, now, id)
            guard changed > 0 else { throw ItemGone() }
            return text
        }
        let held = try transaction.first(
            "SELECT count(*) FROM canned_text WHERE unit IS ?", text.unit?.rawValue) { $0.int(0) }
        guard held ?? 0 < most else { return nil }
        try transaction.execute("""
            INSERT INTO canned_text (unit, kind, state, action, title, text, changed_by, changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            text.unit?.rawValue, text.kind?.rawValue, text.state?.rawValue, text.action, text.title, text.text, person,
            now)
        text.id = transaction.lastInsertedID
        return text
    }

    /// Removes a text.
    package static func remove(_ id: Int64, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM canned_text WHERE id = ?", id)
    }

    private static func read(_ row: Row) -> Text {
        Text(
            id: row.int64(0), unit: row.optionalText(1).flatMap(UnitID.init(rawValue:)),
            kind: row.optionalText(2).flatMap(MatterKind.init(rawValue:)),
            state: row.optionalText(3).flatMap(TicketState.init(rawValue:)), action: row.optionalText(4),
            title: row.text(5), text: row.text(6))
    }
}
