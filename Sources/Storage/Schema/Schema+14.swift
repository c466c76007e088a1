/// Systems that are told of changes by HTTP push.
enum Schema14 {
    /// Subscribers, and what is owed to each: a message at a position, the same bytes that go up. Rows stay after
    /// delivery as the outbox's do, so that they can be sent again. `problem` says why one was set aside. A row number
    /// is given once: what a removed subscriber was owed is cleared away by and by.
    static let subscriptions = """
        CREATE TABLE subscription (
          ref INTEGER PRIMARY KEY AUTOINCREMENT,
          id TEXT NOT NULL UNIQUE,
          title TEXT NOT NULL,
          address TEXT NOT NULL,
          secret TEXT,
          filter BLOB NOT NULL,
          batch INTEGER NOT NULL,
          created_at INTEGER NOT NULL,
          created_by TEXT NOT NULL,
          next INTEGER NOT NULL,
          acknowledged INTEGER NOT NULL,
          delivered_at INTEGER,
          suspended TEXT
        ) STRICT;
        CREATE TABLE subscription_owed (
          subscription INTEGER NOT NULL,
          position INTEGER NOT NULL,
          message INTEGER NOT NULL,
          owed_at INTEGER NOT NULL,
          problem TEXT,
          PRIMARY KEY (subscription, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX subscription_owed_message ON subscription_owed (message);
        CREATE INDEX subscription_set_aside ON subscription_owed (subscription, position) WHERE problem IS NOT NULL;
        """
}
