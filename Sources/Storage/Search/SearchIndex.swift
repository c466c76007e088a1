import Database

/// The index of terms of one table: own tickets or mirrors. Written in the transaction that writes the row, read by
/// lists and by the search for earlier matters.
enum SearchIndex: String, Sendable, Hashable, CaseIterable {
    case ticket, mirror

    /// Enters a row's text; `old` is what was entered for it before. The row's `text_digest` is the caller's to write.
    func enter(_ text: SearchText, row: Int64, replacing old: SearchText?, in transaction: Transaction) throws {
        let change = PendingTerms.Change(index: self, row: row, text: text, old: old)
        try transaction.update(PendingTerms.self) { $0.changes.append(change) }
    }

    fileprivate func write(_ change: PendingTerms.Change, to transaction: Transaction) throws {
        let table = "\(rawValue)_search"
        if let old = change.old {
            // A table without content takes an entry out by what was put in (fts5.html, section 4.4.3).
            let terms = old.terms
            try transaction.execute(SQL(composed: """
                INSERT INTO \(table) (\(table), rowid, title, content, place, numbers) VALUES ('delete', ?, ?, ?, ?, ?)
                """), change.row, terms[0], terms[1], terms[2], terms[3])
        }
        let terms = change.text.terms
        try transaction.execute(SQL(composed: """
            INSERT INTO \(table) (rowid, title, content, place, numbers) VALUES (?, ?, ?, ?, ?)
            """), change.row, terms[0], terms[1], terms[2], terms[3])
    }
}

/// Entries that this transaction makes, written together before the COMMIT: FTS5 writes a segment at every savepoint,
/// and each ticket has one of its own.
private struct PendingTerms: CachedState {
    /// A reference, so that a savepoint copies one word an entry.
    final class Change: Sendable {
        let index: SearchIndex
        let row: Int64
        let text: SearchText
        let old: SearchText?

        init(index: SearchIndex, row: Int64, text: SearchText, old: SearchText?) {
            self.index = index
            self.row = row
            self.text = text
            self.old = old
        }
    }

    var changes: [Change] = []

    static func load(from transaction: Transaction) throws -> PendingTerms { PendingTerms() }

    mutating func save(to transaction: Transaction) throws {
        let waiting = changes
        changes = []
        for change in waiting { try change.index.write(change, to: transaction) }
    }
}
