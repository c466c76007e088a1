package import Database
package import HotlineCore

/// Public keys of neighbours, as an administrator trusted or revoked them. What a configuration names is trusted unless
/// it was revoked here.
package enum PeerKeyStore {
    /// One key of a neighbour.
    package struct Key: Sendable, Hashable {
        package var peer: NodeCode
        /// `ed25519:` and base64url.
        package var key: String
        /// Milliseconds since 1970; nil for a key that only the configuration names.
        package var trustedAt: Int64?
        package var trustedBy: String?
        package var revokedAt: Int64?
        package var revokedBy: String?

        /// A key as a row names it, or, without moments, as a configuration does.
        package init(
            peer: NodeCode, key: String, trustedAt: Int64? = nil, trustedBy: String? = nil, revokedAt: Int64? = nil,
            revokedBy: String? = nil
        ) {
            self.peer = peer
            self.key = key
            self.trustedAt = trustedAt
            self.trustedBy = trustedBy
            self.revokedAt = revokedAt
            self.revokedBy = revokedBy
        }
    }

    /// Trusts a key from now on, also one that was revoked before.
    package static func trust(
        _ key: String, of peer: NodeCode, by person: String, at now: Int64, in transaction: Transaction
    ) throws {
        try transaction.execute("""
            INSERT INTO peer_key (peer, key, trusted_at, trusted_by) VALUES (?, ?, ?, ?)
            ON CONFLICT (peer, key) DO UPDATE SET trusted_at = excluded.trusted_at, trusted_by = excluded.trusted_by,
              revoked_at = NULL, revoked_by = NULL
            """, peer.rawValue, key, now, person)
    }

    /// Ends the trust in a key, wherever it came from.
    package static func revoke(
        _ key: String, of peer: NodeCode, by person: String, at now: Int64, in transaction: Transaction
    ) throws {
        try transaction.execute("""
            INSERT INTO peer_key (peer, key, revoked_at, revoked_by) VALUES (?, ?, ?, ?)
            ON CONFLICT (peer, key) DO UPDATE SET revoked_at = excluded.revoked_at, revoked_by = excluded.revoked_by
            """, peer.rawValue, key, now, person)
    }

    /// All keys that were ever trusted or revoked, by neighbour and time.
    package static func list(in transaction: ReadTransaction) throws -> [Key] {
        try transaction.query("""
            SELECT peer, key, trusted_at, trusted_by, revoked_at, revoked_by FROM peer_key
            ORDER BY peer, trusted_at, key
            """
        ) { row in
            guard let peer = NodeCode(rawValue: row.text(0)) else {
                throw StorageError.unreadable(table: "peer_key", key: row.text(0))
            }
            return Key(
                peer: peer, key: row.text(1), trustedAt: row.optionalInt64(2), trustedBy: row.optionalText(3),
                revokedAt: row.optionalInt64(4), revokedBy: row.optionalText(5))
        }
    }
}
