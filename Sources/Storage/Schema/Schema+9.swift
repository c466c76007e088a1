/// Access: who saw what of whom, what lists need to know of a reader's scope, and the named contacts of units.
enum Schema9 {
    static let statements = [audit, scopes, contacts]

    /// A row of the audit names the ticket and what was shown, and cannot be changed any more (ZZ23-47).
    private static let audit = """
        ALTER TABLE audit ADD COLUMN unit TEXT;
        ALTER TABLE audit ADD COLUMN ticket TEXT;
        ALTER TABLE audit ADD COLUMN fields TEXT;
        CREATE INDEX audit_ticket ON audit (ticket, id) WHERE ticket IS NOT NULL;
        CREATE INDEX audit_person ON audit (person, id);
        CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
          BEGIN SELECT RAISE(ABORT, 'rows of the audit are kept'); END;
        CREATE TRIGGER audit_is_fixed BEFORE UPDATE ON audit
          BEGIN SELECT RAISE(ABORT, 'rows of the audit are not changed'); END;
        """

    /// What a list must tell apart by who reads it. A quotation mark inside a text is escaped, so that only the member
    /// itself is found.
    private static let scopes = """
        ALTER TABLE ticket ADD COLUMN category TEXT;
        ALTER TABLE ticket ADD COLUMN confidential INTEGER NOT NULL DEFAULT 0;
        UPDATE ticket SET category = json_extract(CAST(body AS TEXT), '$.matter.category'),
          confidential = instr(body, CAST('"confidential":true' AS BLOB)) > 0;
        CREATE INDEX ticket_category ON ticket (category) WHERE category IS NOT NULL;
        ALTER TABLE mirror ADD COLUMN confidential INTEGER NOT NULL DEFAULT 0;
        UPDATE mirror SET confidential = coalesce((
          SELECT instr(body, CAST('"confidential":true' AS BLOB)) > 0 FROM message WHERE seq = mirror.message), 0);
        """

    /// Every filing of a unit's contact (ZZ23-5): the newest of a post is the one in force.
    private static let contacts = """
        CREATE TABLE contact (
          id INTEGER PRIMARY KEY,
          unit TEXT NOT NULL,
          post TEXT NOT NULL,
          name TEXT NOT NULL,
          phone TEXT NOT NULL,
          position TEXT,
          changed_on INTEGER NOT NULL,
          filed_at INTEGER NOT NULL,
          due INTEGER,
          filed_by TEXT NOT NULL
        ) STRICT;
        CREATE INDEX contact_unit ON contact (unit, post, id);
        """
}
