package import Database
package import HotlineCore

/// Bearer tokens of people and programs. Only digests are stored.
package enum TokenStore {
    /// What is known of a token; the token itself stands nowhere.
    package struct Token: Codable, Sendable, Hashable {
        package var id: String
        package var person: String
        package var role: Role
        package var unit: UnitID?
        /// The CloudEvents `source` that a neighbouring system speaks for; nil for people.
        package var source: String?
        package var createdAt: Int64
        package var revokedAt: Int64?

        package init(
            id: String, person: String, role: Role, unit: UnitID? = nil, source: String? = nil, createdAt: Int64
        ) {
            self.id = id
            self.person = person
            self.role = role
            self.unit = unit
            self.source = source
            self.createdAt = createdAt
        }
    }

    /// Makes the token with this SHA-256 digest valid.
    package static func add(_ token: Token, digest: [UInt8], in transaction: Transaction) throws {
        try transaction.execute("""
            INSERT INTO token (id, digest, person, role, unit, source, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            token.id, digest, token.person, token.role.rawValue, token.unit?.rawValue, token.source, token.createdAt)
    }

    /// The token with this digest, unless revoked.
    package static func find(digest: [UInt8], in transaction: ReadTransaction) throws -> Token? {
        try transaction.first("""
            SELECT id, person, role, unit, source, created_at, revoked_at FROM token
            WHERE digest = ? AND revoked_at IS NULL
            """, digest, transform: read)
    }

    /// Ends the validity of a token; false if there is none of this id or it was revoked before.
    package static func revoke(_ id: String, at now: Int64, in transaction: Transaction) throws -> Bool {
        try transaction.execute("UPDATE token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", now, id) > 0
    }

    /// Ends the validity of all tokens of a person; how many there were. Those of neighbouring systems stay.
    @discardableResult
    package static func revokeAll(of person: String, at now: Int64, in transaction: Transaction) throws -> Int {
        try transaction.execute(
            "UPDATE token SET revoked_at = ? WHERE person = ? AND revoked_at IS NULL AND source IS NULL", now, person)
    }

    /// All tokens, revoked ones included, oldest first.
    package static func list(in transaction: ReadTransaction) throws -> [Token] {
        try transaction.query(
            "SELECT id, person, role, unit, source, created_at, revoked_at FROM token ORDER BY created_at, id",
            transform: read)
    }

    private static func read(_ row: Row) throws -> Token {
        guard let role = Role(rawValue: row.text(2)) else {
            throw StorageError.unreadable(table: "token", key: row.text(0))
        }
        var token = Token(
            id: row.text(0), person: row.text(1), role: role, unit: row.optionalText(3).flatMap(UnitID.init(rawValue:)),
            source: row.optionalText(4), createdAt: row.int64(5))
        token.revokedAt = row.optionalInt64(6)
        return token
    }
}
