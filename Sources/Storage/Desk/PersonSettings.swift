package import Database

/// What one person keeps under a key: columns, keys, what was read last. The node knows no more of it than its size.
package enum PersonSettings {
    /// Keys that one person may hold.
    package static let mostKeys = 100

    /// The value under a key; nil where nothing was kept.
    package static func find(_ key: String, of person: String, in transaction: ReadTransaction) throws -> [UInt8]? {
        try transaction.first("SELECT value FROM person_setting WHERE person = ? AND key = ?", person, key) {
            $0.blob(0)
        }
    }

    /// The keys that a person holds.
    package static func keys(of person: String, in transaction: ReadTransaction) throws -> [String] {
        try transaction.query("SELECT key FROM person_setting WHERE person = ? ORDER BY key", person) { $0.text(0) }
    }

    /// Puts a value in place of the one before.
    /// - Returns: false where the person holds ``mostKeys`` others already, and nothing was kept.
    package static func save(
        _ value: [UInt8], under key: String, of person: String, at now: Int64, in transaction: Transaction
    ) throws -> Bool {
        let held = try keys(of: person, in: transaction)
        guard held.contains(key) || held.count < mostKeys else { return false }
        try transaction.execute("""
            INSERT INTO person_setting (person, key, value, changed_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (person, key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at
            """, person, key, value, now)
        return true
    }
}
