/// What shows that a journal was written anew as a whole.
enum Schema13 {
    /// Seals of the journals of nodes below: rows are added and never changed or removed, also where two contradict
    /// each other. And where in the own journal each generation began, for the seals to say.
    static let seals = """
        CREATE TABLE journal_seal (
          id INTEGER PRIMARY KEY,
          node TEXT NOT NULL,
          generation INTEGER NOT NULL,
          length INTEGER NOT NULL,
          since INTEGER NOT NULL,
          digest BLOB NOT NULL,
          received_at INTEGER NOT NULL,
          UNIQUE (node, generation, length, digest)
        ) STRICT;
        CREATE TABLE generation_start (
          generation INTEGER PRIMARY KEY,
          length INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE start_without_peer (
          peer TEXT PRIMARY KEY,
          length INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
