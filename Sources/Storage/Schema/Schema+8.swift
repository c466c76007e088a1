/// Timers: what becomes due by the clock.
enum Schema8 {
    /// The next moment of each own ticket at which something of it becomes due; derived from its state, and replaced
    /// with it. Tickets with a proposed supervision that waits for a person.
    static let timers = """
        CREATE TABLE timer (
          ticket TEXT PRIMARY KEY,
          at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX timer_at ON timer (at, ticket);
        CREATE TABLE proposed (
          ticket TEXT PRIMARY KEY
        ) STRICT, WITHOUT ROWID;
        """
}
