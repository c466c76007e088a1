package import Database

/// Open sessions of people who signed in. Of each cookie only the digest is kept.
package enum SessionStore {
    /// A session that was opened and has not been ended; whether it is too old is for whoever reads it.
    package struct Session: Sendable, Hashable {
        package var account: AccountStore.Account
        /// In milliseconds since 1970.
        package var openedAt: Int64
        /// When it was last seen in use, give or take a minute.
        package var usedAt: Int64

        package init(account: AccountStore.Account, openedAt: Int64, usedAt: Int64) {
            self.account = account
            self.openedAt = openedAt
            self.usedAt = usedAt
        }
    }

    /// Opens a session under the digest of its cookie.
    package static func open(
        _ digest: [UInt8], of account: String, at now: Int64, in transaction: Transaction
    ) throws {
        try transaction.execute(
            "INSERT INTO session (digest, account, opened_at, used_at) VALUES (?, ?, ?, ?)", digest, account, now, now)
    }

    /// The session under this digest, unless its account is disabled.
    package static func find(_ digest: [UInt8], in transaction: ReadTransaction) throws -> Session? {
        try transaction.first("""
            SELECT s.opened_at, s.used_at, a.id, a.name, a.role, a.unit, a.password, a.configured, a.must_change,
              a.created_at, a.password_at, a.signed_in_at, a.disabled_at
            FROM session s JOIN account a ON a.id = s.account WHERE s.digest = ? AND a.disabled_at IS NULL
            """, digest
        ) { row in
            Session(account: try AccountStore.read(row, from: 2), openedAt: row.int64(0), usedAt: row.int64(1))
        }
    }

    /// Notes that a session is in use.
    package static func use(_ digest: [UInt8], at now: Int64, in transaction: Transaction) throws {
        try transaction.execute("UPDATE session SET used_at = ? WHERE digest = ? AND used_at < ?", now, digest, now)
    }

    /// Ends one session; false where there is none.
    @discardableResult
    package static func end(_ digest: [UInt8], in transaction: Transaction) throws -> Bool {
        try transaction.execute("DELETE FROM session WHERE digest = ?", digest) > 0
    }

    /// Ends every session of an account, or all but the newest `kept`; how many ended.
    @discardableResult
    package static func endAll(of account: String, keeping kept: Int = 0, in transaction: Transaction) throws -> Int {
        try transaction.execute("""
            DELETE FROM session WHERE digest IN (
              SELECT digest FROM session WHERE account = ? ORDER BY opened_at DESC, digest LIMIT -1 OFFSET ?)
            """, account, kept)
    }

    /// Ends every session there is; how many ended.
    @discardableResult
    package static func endAll(in transaction: Transaction) throws -> Int {
        try transaction.execute("DELETE FROM session")
    }

    /// How many sessions each account has open, by account.
    package static func counts(
        openedSince opened: Int64, usedSince used: Int64, in transaction: ReadTransaction
    ) throws -> [String: Int] {
        let rows = try transaction.query("""
            SELECT account, count(*) FROM session WHERE opened_at > ? AND used_at > ? GROUP BY account
            """, opened, used) { ($0.text(0), $0.int(1)) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// Forgets sessions that ended by their age, some at a time; how many went.
    package static func forget(
        openedBefore opened: Int64, usedBefore used: Int64, limit: Int, in transaction: Transaction
    ) throws -> Int {
        try transaction.execute("""
            DELETE FROM session WHERE digest IN (
              SELECT digest FROM session WHERE opened_at < ? OR used_at < ? LIMIT ?)
            """, opened, used, limit)
    }
}
