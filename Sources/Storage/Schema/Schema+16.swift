/// Lists: what a node's tickets are filtered and counted by, without reading one of them.
enum Schema16 {
    static let statements = [traits, tickets, mirrors]

    /// `traits` is ``TicketTraits``; NULL until ``ListingFill`` has entered a row of an earlier version.
    private static let traits = """
        ALTER TABLE ticket ADD COLUMN traits INTEGER;
        ALTER TABLE ticket ADD COLUMN registered_by TEXT;
        CREATE INDEX ticket_unlisted ON ticket (id) WHERE traits IS NULL;
        """

    /// Two indexes take the place of three. Both hold every column that a filter asks for, so that a million tickets
    /// are filtered in the index alone: one in the order of lists, one of what is not archived, by the next limit's
    /// end. That of shares holds a unit's whole queue.
    private static let tickets = """
        DROP INDEX ticket_state;
        DROP INDEX ticket_registered;
        DROP INDEX ticket_due;
        CREATE INDEX ticket_list ON ticket (
          registered_at, rowid, state, kind, channel, due, traits, confidential, category, registered_by);
        CREATE INDEX ticket_open ON ticket (
          due, rowid, registered_at, state, kind, channel, traits, confidential, category, registered_by)
          WHERE state <> 'archived';
        DROP INDEX assignment_unit;
        CREATE INDEX assignment_unit ON assignment (unit, state, due, ticket) WHERE unit IS NOT NULL;
        """

    private static let mirrors = """
        DROP INDEX mirror_registered;
        CREATE INDEX mirror_list ON mirror (registered_at, rowid, state, kind, due, source, confidential);
        """
}
