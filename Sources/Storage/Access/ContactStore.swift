package import Database
package import HotlineCore
package import WorkCalendar

/// Who answers for a unit (ZZ23-5, JY24-8.2): every filing is kept, the newest of a post is in force.
package enum ContactStore {
    /// A filing as it was made.
    package struct Filing: Sendable, Hashable {
        package var unit: UnitID
        package var post: ContactPost
        package var name: String
        package var phone: String
        /// 职务.
        package var position: String?
        /// The day on which the unit changed its people.
        package var changedOn: Day
        package var filedAt: Moment
        /// Until when it was to be filed; nil = 未规定.
        package var due: Moment?
        /// The sign-in name of whoever filed it.
        package var filedBy: String

        package init(
            unit: UnitID, post: ContactPost, name: String, phone: String, position: String?, changedOn: Day,
            filedAt: Moment, due: Moment?, filedBy: String
        ) {
            self.unit = unit
            self.post = post
            self.name = name
            self.phone = phone
            self.position = position
            self.changedOn = changedOn
            self.filedAt = filedAt
            self.due = due
            self.filedBy = filedBy
        }

        /// 逾期备案: filed after its time; the mark stays.
        package var isLate: Bool { due.map { filedAt > $0 } ?? false }
    }

    /// Adds a filing.
    package static func add(_ filing: Filing, in transaction: Transaction) throws {
        try transaction.execute("""
            INSERT INTO contact (unit, post, name, phone, position, changed_on, filed_at, due, filed_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            filing.unit.rawValue, filing.post.rawValue, filing.name, filing.phone, filing.position,
            Int64(filing.changedOn.number), filing.filedAt.milliseconds, filing.due?.milliseconds, filing.filedBy)
    }

    /// The filings of one unit, or of all with nil: oldest first.
    package static func list(of unit: UnitID?, in transaction: ReadTransaction) throws -> [Filing] {
        try transaction.query("""
            SELECT unit, post, name, phone, position, changed_on, filed_at, due, filed_by FROM contact
            WHERE ?1 IS NULL OR unit = ?1 ORDER BY unit, post, id
            """, unit?.rawValue, transform: read)
    }

    private static func read(_ row: Row) throws -> Filing {
        guard let unit = UnitID(rawValue: row.text(0)), let post = ContactPost(rawValue: row.text(1)) else {
            throw StorageError.unreadable(table: "contact", key: row.text(0))
        }
        return Filing(
            unit: unit, post: post, name: row.text(2), phone: row.text(3), position: row.optionalText(4),
            changedOn: Day(number: Int32(row.int64(5))), filedAt: Moment(milliseconds: row.int64(6)),
            due: row.optionalInt64(7).map(Moment.init(milliseconds:)), filedBy: row.text(8))
    }
}
