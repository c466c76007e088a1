package import Database

extension MessageStore {
    /// What one step of retention did.
    package struct Forgotten: Sendable, Hashable {
        package var removed: Int
        /// The row looked at last, for the next step to go on after; nil at the end of what is old.
        package var next: Int64?

        package init(removed: Int = 0, next: Int64? = nil) {
            self.removed = removed
            self.next = next
        }
    }

    /// Looks at the next messages after a row and removes those received before `moment` that nothing refers to any
    /// more. What something still holds is passed by: a step costs its `limit`, however much is kept.
    ///
    /// - Parameters:
    ///   - row: where the last step ended; 0 to begin with the oldest.
    ///   - limit: how many to look at.
    package static func forget(
        before moment: Int64, after row: Int64, limit: Int, in transaction: Transaction
    ) throws -> Forgotten {
        var result = Forgotten()
        var free: [Int64] = []
        try transaction.forEach(candidates, row, limit) { row in
            // Young rows among old ones: the clock was set. A step that meets only young ones has reached the end.
            guard row.int64(1) < moment else { return true }
            result.next = row.int64(0)
            if !row.bool(2) { free.append(row.int64(0)) }
            return true
        }
        for row in free { result.removed += try transaction.execute("DELETE FROM message WHERE seq = ?", row) }
        return result
    }

    /// Messages in their order: row, time, and whether anything holds them.
    package static let candidates: SQL = """
        SELECT seq, received_at,
          EXISTS (SELECT 1 FROM outbox WHERE outbox.message = seq)
          OR EXISTS (SELECT 1 FROM mirror WHERE mirror.message = seq)
          OR EXISTS (SELECT 1 FROM dead_letter WHERE dead_letter.message = seq)
          OR EXISTS (SELECT 1 FROM parked WHERE parked.message = seq)
          OR EXISTS (SELECT 1 FROM subscription_owed WHERE subscription_owed.message = seq)
        FROM message WHERE seq > ? ORDER BY seq LIMIT ?
        """
}
