/// What people keep for themselves and for each other at their desks.
enum Schema17 {
    static let statements = [settings, views, texts]

    /// One value of one person under a key; the console's own affair.
    private static let settings = """
        CREATE TABLE person_setting (
          person TEXT NOT NULL,
          key TEXT NOT NULL,
          value BLOB NOT NULL,
          changed_at INTEGER NOT NULL,
          PRIMARY KEY (person, key)
        ) STRICT, WITHOUT ROWID;
        """

    /// Saved lists (常用视图): the query of a list under a title. A shared one is for the hotline's staff, or for the
    /// people of `unit`.
    private static let views = """
        CREATE TABLE saved_view (
          id INTEGER PRIMARY KEY,
          person TEXT NOT NULL,
          unit TEXT,
          title TEXT NOT NULL,
          list TEXT NOT NULL CHECK (list IN ('tickets', 'mirror')),
          query TEXT NOT NULL,
          shared INTEGER NOT NULL,
          pinned INTEGER NOT NULL,
          changed_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX saved_view_person ON saved_view (person);
        """

    /// Canned texts (常用语): NULL in a column of use admits every value.
    private static let texts = """
        CREATE TABLE canned_text (
          id INTEGER PRIMARY KEY,
          unit TEXT,
          kind TEXT,
          state TEXT,
          action TEXT,
          title TEXT NOT NULL,
          text TEXT NOT NULL,
          changed_by TEXT NOT NULL,
          changed_at INTEGER NOT NULL
        ) STRICT;
        """
}
