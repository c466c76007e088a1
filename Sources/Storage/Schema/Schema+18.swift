/// What people at their desks note about tickets: what each has read, and the words to find a ticket again.
enum Schema18 {
    static let statements = [changes, seen, tags]

    /// When a ticket last changed, and by whose hand here. NULL for what did not change since: it counts as read. Both
    /// indexes of lists are made anew with them, so that unread tickets are told from others in the index alone; an
    /// update writes these two entries anyhow.
    private static let changes = """
        ALTER TABLE ticket ADD COLUMN changed_at INTEGER;
        ALTER TABLE ticket ADD COLUMN changed_by TEXT;
        DROP INDEX ticket_list;
        DROP INDEX ticket_open;
        CREATE INDEX ticket_list ON ticket (
          registered_at, rowid, state, kind, channel, due, traits, confidential, category, registered_by, generation,
          revision, changed_at, changed_by);
        CREATE INDEX ticket_open ON ticket (
          due, rowid, registered_at, state, kind, channel, traits, confidential, category, registered_by, generation,
          revision, changed_at, changed_by)
          WHERE state <> 'archived';
        """

    /// The state of a ticket that an account last saw; revision 0 where it was marked unread again.
    private static let seen = """
        CREATE TABLE ticket_seen (
          account TEXT NOT NULL,
          ticket INTEGER NOT NULL,
          generation INTEGER NOT NULL,
          revision INTEGER NOT NULL,
          seen_at INTEGER NOT NULL,
          PRIMARY KEY (account, ticket)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX ticket_seen_at ON ticket_seen (seen_at);
        CREATE INDEX ticket_seen_unread ON ticket_seen (account, ticket) WHERE revision = 0;
        """

    /// Tags (标签): each word once, and the tickets that carry it with who put it there.
    private static let tags = """
        CREATE TABLE tag (
          ref INTEGER PRIMARY KEY,
          name TEXT NOT NULL,
          folded TEXT NOT NULL UNIQUE,
          used_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE ticket_tag (
          tag INTEGER NOT NULL REFERENCES tag (ref),
          ticket INTEGER NOT NULL REFERENCES ticket (rowid),
          person TEXT NOT NULL,
          unit TEXT,
          at INTEGER NOT NULL,
          PRIMARY KEY (tag, ticket)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX ticket_tag_ticket ON ticket_tag (ticket, tag);
        """
}
