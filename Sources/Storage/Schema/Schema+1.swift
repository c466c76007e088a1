/// The first schema: everything one node keeps. Each table says what a row is and who writes it.
///
/// Personal fields stand in `petitioner` alone; the journal and the messages hold a reference and masked forms, so that
/// erasing a person's data breaks no digest chain (design section 4).
enum Schema1 {
    static let statements = [node, tickets, journal, messages, streams, mirrors, care, access]

    /// One row: who this database is, and the counters that identifiers are drawn from.
    static let node = """
        CREATE TABLE node (
          one INTEGER PRIMARY KEY CHECK (one = 1),
          code TEXT NOT NULL,
          generation INTEGER NOT NULL,
          epoch TEXT NOT NULL,
          next_counter INTEGER NOT NULL,
          mode TEXT NOT NULL CHECK (mode IN ('normal', 'recovering')),
          settled INTEGER NOT NULL,
          journal_length INTEGER NOT NULL,
          journal_digest BLOB NOT NULL
        ) STRICT;
        CREATE TABLE number_counter (
          day INTEGER PRIMARY KEY,
          last INTEGER NOT NULL
        ) STRICT;
        """

    /// Own tickets (工单): the state as one JSON document, the columns that lists filter and sort by beside it. Numbers
    /// are unique as they are drawn; only a state taken back after a restore may bring one that was drawn again since.
    static let tickets = """
        CREATE TABLE ticket (
          rowid INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          number TEXT NOT NULL,
          root_id TEXT NOT NULL,
          generation INTEGER NOT NULL,
          revision INTEGER NOT NULL,
          kind TEXT NOT NULL,
          state TEXT NOT NULL,
          channel TEXT NOT NULL,
          title TEXT NOT NULL,
          registered_at INTEGER NOT NULL,
          due INTEGER,
          ordered_by TEXT,
          order_assignment TEXT UNIQUE,
          body BLOB NOT NULL,
          body_digest BLOB NOT NULL
        ) STRICT;
        CREATE INDEX ticket_number ON ticket (number);
        CREATE INDEX ticket_root ON ticket (root_id);
        CREATE INDEX ticket_state ON ticket (state, registered_at);
        CREATE INDEX ticket_registered ON ticket (registered_at);
        CREATE INDEX ticket_due ON ticket (due) WHERE due IS NOT NULL;
        CREATE TABLE assignment (
          id TEXT PRIMARY KEY,
          ticket INTEGER NOT NULL REFERENCES ticket (rowid),
          unit TEXT,
          node TEXT,
          role TEXT NOT NULL,
          state TEXT NOT NULL,
          round INTEGER NOT NULL,
          due INTEGER,
          CHECK ((unit IS NULL) <> (node IS NULL))
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX assignment_unit ON assignment (unit, state) WHERE unit IS NOT NULL;
        CREATE INDEX assignment_node ON assignment (node, state) WHERE node IS NOT NULL;
        CREATE INDEX assignment_ticket ON assignment (ticket);
        CREATE TABLE petitioner (
          reference TEXT PRIMARY KEY,
          ticket TEXT NOT NULL,
          confidential INTEGER NOT NULL,
          fields BLOB NOT NULL
        ) STRICT;
        CREATE INDEX petitioner_ticket ON petitioner (ticket);
        """

    /// What happened, in order; each row carries the digest of the row before it, so a changed or removed row shows.
    static let journal = """
        CREATE TABLE journal (
          seq INTEGER PRIMARY KEY,
          ticket TEXT NOT NULL,
          generation INTEGER NOT NULL,
          revision INTEGER NOT NULL,
          at INTEGER NOT NULL,
          type TEXT NOT NULL,
          entry BLOB NOT NULL,
          digest BLOB NOT NULL
        ) STRICT;
        CREATE INDEX journal_ticket ON journal (ticket, seq);
        """

    /// Every event sent or received, its bytes stored once. Node ids are deduplicated by ranges, foreign ids by rows;
    /// the digest of a stored event tells a duplicate from the same id with other content.
    static let messages = """
        CREATE TABLE source (
          ref INTEGER PRIMARY KEY,
          name TEXT NOT NULL UNIQUE,
          ranges BLOB NOT NULL
        ) STRICT;
        CREATE TABLE message (
          seq INTEGER PRIMARY KEY,
          source INTEGER NOT NULL REFERENCES source (ref),
          generation INTEGER NOT NULL,
          counter INTEGER NOT NULL,
          origin TEXT,
          received_at INTEGER NOT NULL,
          previous INTEGER,
          digest BLOB NOT NULL,
          body BLOB NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX message_key ON message (source, generation, counter) WHERE generation > 0;
        CREATE TABLE foreign_event (
          source INTEGER NOT NULL REFERENCES source (ref),
          id TEXT NOT NULL,
          digest BLOB NOT NULL,
          message INTEGER,
          ticket TEXT,
          PRIMARY KEY (source, id)
        ) STRICT, WITHOUT ROWID;
        """

    /// The two streams a direction with each peer, and what is owed on them. `chain` of an outbox row is the running
    /// digest up to and including its position. Rows stay after delivery (30 days) so that a peer can be sent them
    /// again.
    static let streams = """
        CREATE TABLE stream_out (
          ref INTEGER PRIMARY KEY,
          peer TEXT NOT NULL,
          name TEXT NOT NULL CHECK (name IN ('orders', 'feed')),
          next INTEGER NOT NULL,
          chain BLOB NOT NULL,
          acknowledged INTEGER NOT NULL,
          acknowledged_by INTEGER,
          applied_at INTEGER,
          UNIQUE (peer, name)
        ) STRICT;
        CREATE TABLE outbox (
          stream INTEGER NOT NULL,
          position INTEGER NOT NULL,
          message INTEGER NOT NULL,
          owed_at INTEGER NOT NULL,
          chain BLOB NOT NULL,
          PRIMARY KEY (stream, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE stream_in (
          peer TEXT NOT NULL,
          name TEXT NOT NULL CHECK (name IN ('orders', 'feed')),
          generation INTEGER NOT NULL,
          epoch TEXT NOT NULL,
          highest INTEGER NOT NULL,
          chain BLOB NOT NULL,
          applied_at INTEGER,
          PRIMARY KEY (peer, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE stream_refusal (
          peer TEXT NOT NULL,
          name TEXT NOT NULL,
          position INTEGER NOT NULL,
          id TEXT NOT NULL,
          problem BLOB NOT NULL,
          PRIMARY KEY (peer, name, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE peer_seen (
          peer TEXT PRIMARY KEY,
          generation INTEGER NOT NULL,
          epoch TEXT NOT NULL,
          hello_at INTEGER,
          suspended BLOB,
          untaken INTEGER NOT NULL DEFAULT 0
        ) STRICT, WITHOUT ROWID;
        """

    /// Read-only copies of other nodes' tickets, and the sums that reconciliation compares.
    static let mirrors = """
        CREATE TABLE mirror (
          rowid INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          source INTEGER NOT NULL REFERENCES source (ref),
          peer TEXT NOT NULL,
          root_id TEXT NOT NULL,
          number TEXT NOT NULL,
          generation INTEGER NOT NULL,
          revision INTEGER NOT NULL,
          kind TEXT NOT NULL,
          state TEXT NOT NULL,
          title TEXT NOT NULL,
          registered_at INTEGER NOT NULL,
          due INTEGER,
          message INTEGER NOT NULL,
          state_digest BLOB NOT NULL
        ) STRICT;
        CREATE INDEX mirror_registered ON mirror (registered_at);
        CREATE INDEX mirror_root ON mirror (root_id);
        CREATE TABLE day_sum (
          source INTEGER NOT NULL REFERENCES source (ref),
          day INTEGER NOT NULL,
          count INTEGER NOT NULL,
          sum BLOB NOT NULL,
          PRIMARY KEY (source, day)
        ) STRICT, WITHOUT ROWID;
        """

    /// What a person has to look at: dead letters, parked messages, unknown types, alarms, outages, escalations.
    static let care = """
        CREATE TABLE dead_letter (
          id INTEGER PRIMARY KEY,
          peer TEXT NOT NULL,
          stream TEXT NOT NULL,
          position INTEGER NOT NULL,
          message INTEGER NOT NULL REFERENCES message (seq),
          event_id TEXT NOT NULL,
          at INTEGER NOT NULL,
          problem BLOB NOT NULL,
          decision TEXT CHECK (decision IN ('requeued', 'discarded')),
          decided_at INTEGER,
          decided_by TEXT
        ) STRICT;
        CREATE TABLE parked (
          id INTEGER PRIMARY KEY,
          peer TEXT NOT NULL,
          assignment TEXT,
          direction TEXT,
          ordinal INTEGER,
          message INTEGER NOT NULL REFERENCES message (seq),
          reason TEXT NOT NULL,
          at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX parked_assignment ON parked (assignment, direction, ordinal);
        CREATE TABLE alarm (
          id INTEGER PRIMARY KEY,
          kind TEXT NOT NULL,
          peer TEXT,
          at INTEGER NOT NULL,
          detail TEXT NOT NULL,
          cleared_at INTEGER
        ) STRICT;
        CREATE TABLE outage (
          id INTEGER PRIMARY KEY,
          peer TEXT NOT NULL,
          since INTEGER NOT NULL,
          until INTEGER,
          cause TEXT NOT NULL
        ) STRICT;
        CREATE TABLE escalation (
          id INTEGER PRIMARY KEY,
          ticket TEXT NOT NULL,
          root_id TEXT NOT NULL,
          directive TEXT,
          received_at INTEGER NOT NULL,
          body BLOB NOT NULL
        ) STRICT;
        CREATE INDEX escalation_root ON escalation (root_id);
        CREATE TABLE unrecovered (
          id INTEGER PRIMARY KEY,
          at INTEGER NOT NULL,
          ticket TEXT,
          detail TEXT NOT NULL
        ) STRICT;
        """

    /// Who may call, and the answers that repeated requests get again.
    static let access = """
        CREATE TABLE token (
          id TEXT PRIMARY KEY,
          digest BLOB NOT NULL UNIQUE,
          person TEXT NOT NULL,
          role TEXT NOT NULL,
          unit TEXT,
          source TEXT,
          created_at INTEGER NOT NULL,
          revoked_at INTEGER
        ) STRICT;
        CREATE TABLE idempotency (
          scope TEXT NOT NULL,
          key TEXT NOT NULL,
          request_digest BLOB NOT NULL,
          status INTEGER NOT NULL,
          response BLOB NOT NULL,
          at INTEGER NOT NULL,
          PRIMARY KEY (scope, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX idempotency_at ON idempotency (at);
        CREATE TABLE audit (
          id INTEGER PRIMARY KEY,
          at INTEGER NOT NULL,
          person TEXT NOT NULL,
          role TEXT NOT NULL,
          action TEXT NOT NULL,
          subject TEXT NOT NULL,
          reason TEXT
        ) STRICT;
        """
}
