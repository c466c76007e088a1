package import Database
package import HotlineCore

/// The people who sign in by password.
package enum AccountStore {
    /// One person's account.
    package struct Account: Sendable, Hashable {
        /// The sign-in name.
        package var id: String
        /// The name as people see it.
        package var name: String
        package var role: Role
        /// The unit that an account of role `unit` works for.
        package var unit: UnitID?
        /// The password as it is stored: `$scrypt$…`.
        package var password: String
        /// The same as the node's file gives it; nil where the account stands in the database only.
        package var configured: String?
        /// The password was drawn by somebody else: nothing else is allowed before it is changed.
        package var mustChange: Bool
        /// In milliseconds since 1970, as all moments here.
        package var createdAt: Int64
        /// When the password became what it is.
        package var passwordAt: Int64
        package var signedInAt: Int64?
        package var disabledAt: Int64?

        /// An account that was made now and never used.
        package init(
            id: String, name: String, role: Role, unit: UnitID? = nil, password: String, configured: String? = nil,
            mustChange: Bool, createdAt: Int64
        ) {
            self.id = id
            self.name = name
            self.role = role
            self.unit = unit
            self.password = password
            self.configured = configured
            self.mustChange = mustChange
            self.createdAt = createdAt
            passwordAt = createdAt
        }
    }

    /// Adds the account, or replaces the one of that id.
    package static func save(_ account: Account, in transaction: Transaction) throws {
        try transaction.execute("""
            INSERT INTO account (id, name, role, unit, password, configured, must_change, created_at, password_at,
              signed_in_at, disabled_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, unit = excluded.unit,
              password = excluded.password, configured = excluded.configured, must_change = excluded.must_change,
              password_at = excluded.password_at, signed_in_at = excluded.signed_in_at,
              disabled_at = excluded.disabled_at
            """,
            account.id, account.name, account.role.rawValue, account.unit?.rawValue, account.password,
            account.configured, account.mustChange, account.createdAt, account.passwordAt, account.signedInAt,
            account.disabledAt)
    }

    /// The account of that sign-in name.
    package static func find(_ id: String, in transaction: ReadTransaction) throws -> Account? {
        try transaction.first("""
            SELECT id, name, role, unit, password, configured, must_change, created_at, password_at, signed_in_at,
              disabled_at
            FROM account WHERE id = ?
            """, id, transform: { try read($0) })
    }

    /// All accounts, disabled ones included, by sign-in name.
    package static func list(in transaction: ReadTransaction) throws -> [Account] {
        try transaction.query("""
            SELECT id, name, role, unit, password, configured, must_change, created_at, password_at, signed_in_at,
              disabled_at
            FROM account ORDER BY id
            """, transform: { try read($0) })
    }

    /// Reads the account that a row holds from column `first` on.
    static func read(_ row: Row, from first: Int = 0) throws -> Account {
        guard let role = Role(rawValue: row.text(first + 2)) else {
            throw StorageError.unreadable(table: "account", key: row.text(first))
        }
        var account = Account(
            id: row.text(first), name: row.text(first + 1), role: role,
            unit: row.optionalText(first + 3).flatMap(UnitID.init(rawValue:)), password: row.text(first + 4),
            configured: row.optionalText(first + 5), mustChange: row.bool(first + 6), createdAt: row.int64(first + 7))
        account.passwordAt = row.int64(first + 8)
        account.signedInAt = row.optionalInt64(first + 9)
        account.disabledAt = row.optionalInt64(first + 10)
        return account
    }
}
