package import Database
package import HotlineCore

/// What is owed to subscribers: in the order of the changes, committed with them, kept until it was delivered or an
/// administrator has decided.
package enum SubscriptionOutbox {
    /// A message at its place.
    package struct Item: Sendable, Hashable {
        package var position: Int64
        package var owedAt: Int64
        /// The event as it travels.
        package var body: [UInt8]
        /// Why it was set aside; nil where it was not.
        package var problem: String?
    }

    /// The subscribers that are told of a change of a ticket.
    ///
    /// - Parameter subject: asked for only where there is a subscriber at all.
    package static func subscribers(
        of subject: () -> FeedFilter.Subject, in transaction: Transaction
    ) throws -> [Subscription] {
        let all = try transaction.cached(Subscriptions.self).all
        guard !all.isEmpty else { return [] }
        let subject = subject()
        return all.filter { $0.order.filter.admits(subject) }
    }

    /// Gives a message the next position of a subscriber's.
    ///
    /// - Parameter message: the row of the message.
    package static func owe(
        message: Int64, to subscription: Subscription, at now: Int64, in transaction: Transaction
    ) throws {
        let position = try transaction.update(Subscriptions.self) { subscriptions in
            var position = Int64(0)
            subscriptions.move(subscription.ref) {
                position = $0.next
                $0.next += 1
            }
            return position
        }
        try transaction.execute(
            "INSERT INTO subscription_owed (subscription, position, message, owed_at) VALUES (?, ?, ?, ?)",
            subscription.ref, position, message, now)
    }

    /// What comes next, at most so many and so many bytes but at least one; empty where all was delivered.
    package static func batch(
        of subscription: Subscription, limit: Int, maxBytes: Int, in view: ReadTransaction
    ) throws -> [Item] {
        var items: [Item] = []
        var bytes = 0
        try view.forEach("""
            SELECT position, owed_at, message.body FROM subscription_owed
            JOIN message ON message.seq = subscription_owed.message
            WHERE subscription = ? AND position > ? ORDER BY position LIMIT ?
            """, subscription.ref, subscription.acknowledged, limit
        ) { row in
            let item = Item(position: row.int64(0), owedAt: row.int64(1), body: row.blob(2))
            bytes += item.body.count
            guard items.isEmpty || bytes <= maxBytes else { return false }
            items.append(item)
            return true
        }
        return items
    }

    /// When the oldest message that is not delivered was owed.
    package static func oldestOwed(_ subscription: Subscription, in view: ReadTransaction) throws -> Int64? {
        try view.first("""
            SELECT owed_at FROM subscription_owed WHERE subscription = ? AND position > ? ORDER BY position LIMIT 1
            """, subscription.ref, subscription.acknowledged) { $0.int64(0) }
    }

    /// All up to a position was delivered. Does nothing where what was sent is to be sent once more since.
    ///
    /// - Parameter sent: the subscriber as it stood when this was sent.
    package static func delivered(
        through position: Int64, to sent: Subscription, at now: Int64, in transaction: Transaction
    ) throws {
        try transaction.update(Subscriptions.self) { subscriptions in
            subscriptions.move(sent.ref) {
                guard $0.acknowledged == sent.acknowledged else { return }
                $0.acknowledged = position
                $0.deliveredAt = now
            }
        }
    }

    /// Passes by the message at the next position, for an administrator to decide on. Does nothing where what was sent
    /// is to be sent once more since.
    ///
    /// - Parameter sent: the subscriber as it stood when this was sent.
    /// - Returns: whether it was.
    package static func setAside(
        _ position: Int64, of sent: Subscription, because problem: String, in transaction: Transaction
    ) throws -> Bool {
        let now = try transaction.cached(Subscriptions.self).all.first { $0.ref == sent.ref }
        guard now?.acknowledged == sent.acknowledged else { return false }
        try transaction.execute(
            "UPDATE subscription_owed SET problem = ? WHERE subscription = ? AND position = ?", problem, sent.ref,
            position)
        try transaction.update(Subscriptions.self) { $0.move(sent.ref) { $0.acknowledged = position } }
        return true
    }

    /// What was set aside, oldest first.
    package static func setAside(
        of subscription: Subscription, limit: Int, in view: ReadTransaction
    ) throws -> [Item] {
        try view.query("""
            SELECT position, owed_at, message.body, problem FROM subscription_owed
            JOIN message ON message.seq = subscription_owed.message
            WHERE subscription = ? AND problem IS NOT NULL ORDER BY position LIMIT ?
            """, subscription.ref, limit
        ) { Item(position: $0.int64(0), owedAt: $0.int64(1), body: $0.blob(2), problem: $0.text(3)) }
    }

    /// How many were set aside and wait for a decision.
    package static func setAsideCount(_ subscription: Subscription, in view: ReadTransaction) throws -> Int64 {
        try view.first(
            "SELECT count(*) FROM subscription_owed WHERE subscription = ? AND problem IS NOT NULL", subscription.ref
        ) { $0.int64(0) } ?? 0
    }

    /// Owes a message that was set aside once more, at a new position and with the same id; or, with `isDropped`, drops
    /// it.
    ///
    /// - Returns: false where nothing was set aside there.
    package static func decide(
        _ position: Int64, of subscription: Subscription, isDropped: Bool, at now: Int64, in transaction: Transaction
    ) throws -> Bool {
        let message = try transaction.first("""
            SELECT message FROM subscription_owed WHERE subscription = ? AND position = ? AND problem IS NOT NULL
            """, subscription.ref, position) { $0.int64(0) }
        guard let message else { return false }
        try transaction.execute(
            "UPDATE subscription_owed SET problem = NULL WHERE subscription = ? AND position = ?", subscription.ref,
            position)
        if !isDropped { try owe(message: message, to: subscription, at: now, in: transaction) }
        return true
    }

    /// Owes everything from a moment on once more that is still held: it goes out again before what is new.
    ///
    /// - Returns: how many messages.
    package static func rewind(
        _ ref: Int64, to moment: Int64, in transaction: Transaction
    ) throws -> Int64 {
        let first = try transaction.first("""
            SELECT min(position) FROM subscription_owed WHERE subscription = ? AND owed_at >= ?
            """, ref, moment) { $0.optionalInt64(0) } ?? nil
        let acknowledged = try transaction.cached(Subscriptions.self).all.first { $0.ref == ref }?.acknowledged
        guard let first, let acknowledged, first <= acknowledged else { return 0 }
        // What was set aside goes out again with the rest.
        try transaction.execute("""
            UPDATE subscription_owed SET problem = NULL
            WHERE subscription = ? AND position >= ? AND problem IS NOT NULL
            """, ref, first)
        try transaction.update(Subscriptions.self) { $0.move(ref) { $0.acknowledged = first - 1 } }
        return acknowledged - first + 1
    }

    /// Removes rows that were delivered and owed before `moment`, some at a time; how many went. Never one that was not
    /// delivered or waits for a decision, but for what was owed to subscribers that are no more.
    package static func forget(before moment: Int64, limit: Int, in transaction: Transaction) throws -> Int {
        var removed = try forgetOrphans(limit: limit, in: transaction)
        for subscription in try SubscriptionStore.all(in: transaction) where removed < limit {
            // From the oldest on, and no further than what is too young: a look costs what it removes.
            var old: [Int64] = []
            try transaction.forEach("""
                SELECT position, owed_at FROM subscription_owed
                WHERE subscription = ? AND position <= ? AND problem IS NULL ORDER BY position LIMIT ?
                """, subscription.ref, subscription.acknowledged, limit - removed
            ) { row in
                guard row.int64(1) < moment else { return false }
                old.append(row.int64(0))
                return true
            }
            for position in old {
                removed += try transaction.execute(
                    "DELETE FROM subscription_owed WHERE subscription = ? AND position = ?", subscription.ref,
                    position)
            }
        }
        return removed
    }

    /// What was owed to subscribers that were removed. Goes from one to the next by the key.
    private static func forgetOrphans(limit: Int, in transaction: Transaction) throws -> Int {
        let known = Set(try SubscriptionStore.all(in: transaction).map(\.ref))
        let next: SQL = """
            SELECT subscription FROM subscription_owed WHERE subscription > ? ORDER BY subscription LIMIT 1
            """
        var ref: Int64 = 0
        while let found = try transaction.first(next, ref, transform: { $0.int64(0) }) {
            ref = found
            guard !known.contains(ref) else { continue }
            return try transaction.execute("""
                DELETE FROM subscription_owed WHERE subscription = ? AND position IN (
                  SELECT position FROM subscription_owed WHERE subscription = ? ORDER BY position LIMIT ?)
                """, ref, ref, limit)
        }
        return 0
    }
}
