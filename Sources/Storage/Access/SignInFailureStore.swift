package import Database

/// Wrong guesses at passwords in a row, by account and by remote address.
package enum SignInFailureStore {
    /// What is counted.
    package enum Kind: String, Sendable, CaseIterable {
        /// The digest of a sign-in name, whether there is such an account or not: what was typed there by mistake may
        /// be a password.
        case account
        /// A remote address or network.
        case address
    }

    /// How often in a row, and what follows from it.
    package struct Failures: Sendable, Hashable {
        package var count: Int
        /// In milliseconds since 1970.
        package var lastAt: Int64
        /// Until when no further guess is taken; 0 where it is.
        package var lockedUntil: Int64

        package init(count: Int, lastAt: Int64, lockedUntil: Int64) {
            self.count = count
            self.lastAt = lastAt
            self.lockedUntil = lockedUntil
        }
    }

    /// What is counted against `subject`.
    package static func find(_ kind: Kind, _ subject: String, in transaction: ReadTransaction) throws -> Failures? {
        try transaction.first(
            "SELECT count, last_at, locked_until FROM sign_in_failure WHERE kind = ? AND subject = ?",
            kind.rawValue, subject
        ) { Failures(count: $0.int(0), lastAt: $0.int64(1), lockedUntil: $0.int64(2)) }
    }

    /// Puts down what is counted against `subject`.
    package static func save(
        _ failures: Failures, of kind: Kind, _ subject: String, in transaction: Transaction
    ) throws {
        try transaction.execute("""
            INSERT INTO sign_in_failure (kind, subject, count, last_at, locked_until) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (kind, subject) DO UPDATE SET count = excluded.count, last_at = excluded.last_at,
              locked_until = excluded.locked_until
            """, kind.rawValue, subject, failures.count, failures.lastAt, failures.lockedUntil)
    }

    /// Forgets what is counted against `subject`; false where nothing was.
    @discardableResult
    package static func clear(_ kind: Kind, _ subject: String, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            "DELETE FROM sign_in_failure WHERE kind = ? AND subject = ?", kind.rawValue, subject) > 0
    }

    /// Everything of a kind that is counted, the latest first.
    package static func list(
        _ kind: Kind, limit: Int, in transaction: ReadTransaction
    ) throws -> [(subject: String, failures: Failures)] {
        try transaction.query("""
            SELECT subject, count, last_at, locked_until FROM sign_in_failure WHERE kind = ?
            ORDER BY last_at DESC, subject LIMIT ?
            """, kind.rawValue, limit
        ) { row in
            (row.text(0), Failures(count: row.int(1), lastAt: row.int64(2), lockedUntil: row.int64(3)))
        }
    }

    /// Forgets what has long since ended, some at a time; how many went.
    package static func forget(before moment: Int64, limit: Int, in transaction: Transaction) throws -> Int {
        try transaction.execute("""
            DELETE FROM sign_in_failure WHERE (kind, subject) IN
              (SELECT kind, subject FROM sign_in_failure WHERE last_at < ? AND locked_until < ? LIMIT ?)
            """, moment, moment, limit)
    }
}
