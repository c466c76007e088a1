/// The index of own tickets held what petitioners' values were typed into; it is entered anew without them. A field
/// with more than one telephone had one digest for all; each gets its own.
enum Schema12 {
    /// ``SearchFill`` enters every row and digests every record, some at a time; until it is done, lists
    /// say that a search is not complete.
    static let searchAnew = """
        INSERT INTO ticket_search (ticket_search) VALUES ('delete-all');
        UPDATE ticket SET text_digest = NULL;
        UPDATE petitioner SET digested = 0;
        """
}
