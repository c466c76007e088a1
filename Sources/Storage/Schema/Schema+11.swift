/// Keys of neighbours that an administrator trusted or revoked.
enum Schema11 {
    /// Rows are never removed: a neighbour that once had a key here must sign for ever.
    static let peerKeys = """
        CREATE TABLE peer_key (
          peer TEXT NOT NULL,
          key TEXT NOT NULL,
          trusted_at INTEGER,
          trusted_by TEXT,
          revoked_at INTEGER,
          revoked_by TEXT,
          PRIMARY KEY (peer, key)
        ) STRICT, WITHOUT ROWID;
        """
}
