package import Database
package import HotlineCore

/// Who looked at personal data, and why (ZZ23-47). Rows are only added.
package enum AuditStore {
    /// Adds a row: who did what to whose data. `now` in milliseconds since 1970.
    package static func note(
        _ actor: Actor, action: String, subject: String, reason: String?, at now: Int64, in transaction: Transaction
    ) throws {
        try transaction.execute(
            "INSERT INTO audit (at, person, role, action, subject, reason) VALUES (?, ?, ?, ?, ?, ?)",
            now, actor.person, actor.role.rawValue, action, subject, reason)
    }
}
