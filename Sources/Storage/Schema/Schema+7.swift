/// Attachments (附件): their contents lie as files beside the database, named by digest; here stands which there are,
/// who needs them and who named them.
enum Schema7 {
    static let attachments = """
        -- One content that an accepted event names. is_here: the file is whole and verified.
        CREATE TABLE blob (
          digest TEXT PRIMARY KEY,
          size INTEGER NOT NULL,
          media_type TEXT NOT NULL,
          is_here INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        -- Which own tickets name it.
        CREATE TABLE attachment (
          id INTEGER PRIMARY KEY,
          ticket TEXT NOT NULL,
          digest TEXT NOT NULL REFERENCES blob (digest),
          UNIQUE (ticket, digest)
        ) STRICT;
        CREATE INDEX attachment_digest ON attachment (digest);
        -- Neighbours whose events named it: they bring it.
        CREATE TABLE blob_source (
          peer TEXT NOT NULL,
          digest TEXT NOT NULL REFERENCES blob (digest),
          PRIMARY KEY (peer, digest)
        ) STRICT, WITHOUT ROWID;
        -- Neighbours that need it: they are brought it. is_done: they have it, or do not want it.
        CREATE TABLE blob_owed (
          peer TEXT NOT NULL,
          digest TEXT NOT NULL REFERENCES blob (digest),
          is_done INTEGER NOT NULL,
          PRIMARY KEY (peer, digest)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX blob_owed_open ON blob_owed (peer, digest) WHERE is_done = 0;
        """
}
