/// People who sign in by password.
enum Schema15 {
    /// Accounts, their open sessions, and wrong guesses. `configured` is the password as the node's file gives it; NULL
    /// for accounts that stand in the database only. Of a session's cookie the digest alone is kept.
    static let accounts = """
        CREATE TABLE account (
          id TEXT PRIMARY KEY,
          name TEXT NOT NULL,
          role TEXT NOT NULL,
          unit TEXT,
          password TEXT NOT NULL,
          configured TEXT,
          must_change INTEGER NOT NULL,
          created_at INTEGER NOT NULL,
          password_at INTEGER NOT NULL,
          signed_in_at INTEGER,
          disabled_at INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE session (
          digest BLOB PRIMARY KEY,
          account TEXT NOT NULL REFERENCES account (id),
          opened_at INTEGER NOT NULL,
          used_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX session_account ON session (account, opened_at);
        CREATE TABLE sign_in_failure (
          kind TEXT NOT NULL,
          subject TEXT NOT NULL,
          count INTEGER NOT NULL,
          last_at INTEGER NOT NULL,
          locked_until INTEGER NOT NULL,
          PRIMARY KEY (kind, subject)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX sign_in_failure_last ON sign_in_failure (last_at);
        """
}
