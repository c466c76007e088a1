/// Rule books.
enum Schema10 {
    /// Every version of a rule book that the node ever bound, with the bytes of its file and their SHA-256: a ticket
    /// keeps the version that it was taken in under, though the configuration names it no longer.
    static let ruleBooks = """
        CREATE TABLE rule_book (
          id TEXT NOT NULL,
          version INTEGER NOT NULL,
          digest TEXT NOT NULL,
          body BLOB NOT NULL,
          bound_at INTEGER NOT NULL,
          PRIMARY KEY (id, version)
        ) STRICT, WITHOUT ROWID;
        """
}
