/// Search and earlier matters: the index of terms, keyed digests of petitioners, links between matters, restrictions.
///
/// A ticket or mirror whose `text_digest` is NULL is not in the index yet: ``SearchFill`` enters it.
enum Schema6 {
    static let statements = [search, petitioners, links, restrictions]

    /// The index holds terms alone (`content=''`): the texts stand in ticket and message already. `ascii` takes the
    /// terms as ``SearchTerms`` made them.
    static let search = """
        ALTER TABLE ticket ADD COLUMN text_digest INTEGER;
        ALTER TABLE mirror ADD COLUMN text_digest INTEGER;
        CREATE INDEX ticket_unsearched ON ticket (id) WHERE text_digest IS NULL;
        CREATE INDEX mirror_unsearched ON mirror (id) WHERE text_digest IS NULL;
        CREATE INDEX mirror_number ON mirror (number);
        CREATE VIRTUAL TABLE ticket_search USING fts5 (
          title, content, place, numbers, content='', tokenize='ascii');
        CREATE VIRTUAL TABLE mirror_search USING fts5 (
          title, content, place, numbers, content='', tokenize='ascii');
        """

    /// The node's own key, and under it the digests of telephone and id numbers. They go with the petitioner's record.
    static let petitioners = """
        CREATE TABLE identity_key (
          one INTEGER PRIMARY KEY CHECK (one = 1),
          key BLOB NOT NULL
        ) STRICT;
        ALTER TABLE petitioner ADD COLUMN digested INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX petitioner_undigested ON petitioner (reference) WHERE digested = 0;
        CREATE TABLE petitioner_identity (
          digest BLOB NOT NULL,
          reference TEXT NOT NULL REFERENCES petitioner (reference) ON DELETE CASCADE,
          PRIMARY KEY (digest, reference)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX petitioner_identity_reference ON petitioner_identity (reference);
        """

    /// One row a matter that was brought forward again; `matter` and `root` are root ids, `root` that of the first.
    static let links = """
        CREATE TABLE matter_link (
          matter TEXT PRIMARY KEY,
          root TEXT NOT NULL,
          ticket TEXT NOT NULL,
          related TEXT NOT NULL,
          kind TEXT NOT NULL,
          at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX matter_link_root ON matter_link (root, at);
        """

    /// Telephones whose callers may not take up the line for a time (JY24-33). The number itself is not kept.
    static let restrictions = """
        CREATE TABLE restriction (
          id INTEGER PRIMARY KEY,
          phone_digest BLOB NOT NULL,
          masked_phone TEXT NOT NULL,
          reason TEXT NOT NULL,
          decided_by TEXT NOT NULL,
          recorded_by TEXT NOT NULL,
          recorded_at INTEGER NOT NULL,
          starts INTEGER NOT NULL,
          ends INTEGER NOT NULL,
          lifted_at INTEGER,
          lifted_by TEXT,
          lift_reason TEXT,
          CHECK (starts < ends)
        ) STRICT;
        CREATE INDEX restriction_phone ON restriction (phone_digest, ends);
        CREATE TABLE police_hand_over (
          id INTEGER PRIMARY KEY,
          restriction INTEGER NOT NULL REFERENCES restriction (id),
          agency TEXT NOT NULL,
          facts TEXT NOT NULL,
          receipt TEXT,
          at INTEGER NOT NULL,
          recorded_by TEXT NOT NULL
        ) STRICT;
        CREATE INDEX police_hand_over_restriction ON police_hand_over (restriction);
        """
}
