package import Database
package import HotlineCore

/// 常用视图: the query of a list that a person keeps, for themselves or for all who work beside them.
package enum ViewStore {
    /// A kept list.
    package struct View: Sendable, Hashable {
        /// Its number; nil before it is kept.
        package var id: Int64?
        /// Whose it is, and the unit of theirs.
        package var person: String
        package var unit: UnitID?
        package var title: String
        /// `tickets` or `mirror`.
        package var list: String
        /// The filters, as they stand behind the `?`.
        package var query: String
        package var isShared: Bool
        package var isPinned: Bool

        package init(
            id: Int64? = nil, person: String, unit: UnitID?, title: String, list: String, query: String,
            isShared: Bool, isPinned: Bool
        ) {
            self.id = id
            self.person = person
            self.unit = unit
            self.title = title
            self.list = list
            self.query = query
            self.isShared = isShared
            self.isPinned = isPinned
        }
    }

    /// Views that one person may keep.
    package static let mostOfOne = 100

    /// A person's own and those that are shared beside them, pinned ones first; `ofAll`, those shared elsewhere too.
    package static func list(
        for person: String, unit: UnitID?, ofAll: Bool = false, in transaction: ReadTransaction
    ) throws -> [View] {
        try transaction.query("""
            SELECT id, person, unit, title, list, query, shared, pinned FROM saved_view
            WHERE person = ?1 OR (shared AND (?3 OR unit IS ?2)) ORDER BY pinned DESC, title, id
            """, person, unit?.rawValue, ofAll, transform: read)
    }

    /// One view; nil where there is none.
    package static func find(_ id: Int64, in transaction: ReadTransaction) throws -> View? {
        try transaction.first("""
            SELECT id, person, unit, title, list, query, shared, pinned FROM saved_view WHERE id = ?
            """, id, transform: read)
    }

    /// Keeps a view, new or in place of itself.
    /// - Returns: it as it is kept; nil where the person keeps ``mostOfOne`` already.
    /// - Throws: ``ItemGone`` where there is none to take the place of.
    package static func save(_ view: View, at now: Int64, in transaction: Transaction) throws -> View? {
        var view = view
        if let id = view.id {
            let changed = try transaction.execute("""
                UPDATE saved_view SET title = ?, list = ?, query = ?, shared = ?, pinned = ?, changed_at = ?
                WHERE id = ?
                """, view.title, view.list, view.query, view.isShared, view.isPinned, now, id)
            guard changed > 0 else { throw ItemGone() }
            return view
        }
        let held = try transaction.first("SELECT count(*) FROM saved_view WHERE person = ?", view.person) { $0.int(0) }
        guard held ?? 0 < mostOfOne else { return nil }
        try transaction.execute("""
            INSERT INTO saved_view (person, unit, title, list, query, shared, pinned, changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """, view.person, view.unit?.rawValue, view.title, view.list, view.query, view.isShared, view.isPinned, now)
        view.id = transaction.lastInsertedID
        return view
    }

    /// Removes a view.
    package static func remove(_ id: Int64, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM saved_view WHERE id = ?", id)
    }

    private static func read(_ row: Row) -> View {
        View(
            id: row.int64(0), person: row.text(1), unit: row.optionalText(2).flatMap(UnitID.init(rawValue:)),
            title: row.text(3), list: row.text(4), query: row.text(5), isShared: row.bool(6), isPinned: row.bool(7))
    }
}
