package import Database
import HotlineCore

/// The subscribers of this node.
package enum SubscriptionStore {
    /// All of them, by their ids.
    package static func all(in view: ReadTransaction) throws -> [Subscription] {
        guard let transaction = view as? Transaction else { return try Subscriptions.stored(in: view) }
        return try transaction.cached(Subscriptions.self).all
    }

    /// One by its id.
    package static func find(_ id: String, in view: ReadTransaction) throws -> Subscription? {
        try all(in: view).first { $0.id == id }
    }

    /// Adds a subscriber, who is told of what changes from now on.
    ///
    /// - Returns: nil where another has that id.
    package static func add(
        _ id: String, _ order: Subscription.Order, by person: String, at now: Int64, in transaction: Transaction
    ) throws -> Subscription? {
        guard try find(id, in: transaction) == nil else { return nil }
        try transaction.execute("""
            INSERT INTO subscription
              (id, title, address, secret, filter, batch, created_at, created_by, next, acknowledged)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, 0)
            """, id, order.title, order.address, order.secret, try CanonicalJSON.encode(order.filter), order.batch,
            now, person)
        let added = Subscription(
            ref: transaction.lastInsertedID, id: id, order: order, createdAt: now, createdBy: person, next: 1,
            acknowledged: 0)
        try transaction.update(Subscriptions.self) { $0.insert(added) }
        return added
    }

    /// Changes what is said of a subscriber; what it is owed already stays owed.
    package static func change(
        _ subscription: Subscription, to order: Subscription.Order, in transaction: Transaction
    ) throws {
        try transaction.execute("""
            UPDATE subscription SET title = ?, address = ?, secret = ?, filter = ?, batch = ? WHERE ref = ?
            """, order.title, order.address, order.secret, try CanonicalJSON.encode(order.filter), order.batch,
            subscription.ref)
        try transaction.update(Subscriptions.self) { $0.change(subscription.ref) { $0.order = order } }
    }

    /// Lets a subscriber rest for a reason, or with nil go on.
    package static func suspend(
        _ subscription: Subscription, because reason: String?, in transaction: Transaction
    ) throws {
        try transaction.execute("UPDATE subscription SET suspended = ? WHERE ref = ?", reason, subscription.ref)
        try transaction.update(Subscriptions.self) { $0.change(subscription.ref) { $0.suspended = reason } }
    }

    /// Removes a subscriber; what it was owed goes by and by (see ``SubscriptionOutbox/forget(before:limit:in:)``).
    package static func remove(_ subscription: Subscription, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM subscription WHERE ref = ?", subscription.ref)
        try transaction.update(Subscriptions.self) { $0.remove(subscription.ref) }
    }
}

/// All subscribers, in memory between transactions: each change of a ticket asks whom it is owed to. Where a stream
/// stands is written once before the COMMIT that moved it.
struct Subscriptions: CachedState {
    private(set) var all: [Subscription] = []
    private var moved: Set<Int64> = []

    static func load(from transaction: Transaction) throws -> Subscriptions {
        var subscriptions = Subscriptions()
        subscriptions.all = try stored(in: transaction)
        return subscriptions
    }

    static func stored(in view: ReadTransaction) throws -> [Subscription] {
        try view.query("""
            SELECT ref, id, title, address, secret, filter, batch, created_at, created_by, next, acknowledged,
              delivered_at, suspended
            FROM subscription ORDER BY id
            """
        ) { row in
            Subscription(
                ref: row.int64(0), id: row.text(1),
                order: Subscription.Order(
                    title: row.text(2), address: row.text(3), secret: row.optionalText(4),
                    filter: try CanonicalJSON.decode(FeedFilter.self, from: row.blob(5)), batch: Int(row.int64(6))),
                createdAt: row.int64(7), createdBy: row.text(8), next: row.int64(9), acknowledged: row.int64(10),
                deliveredAt: row.optionalInt64(11), suspended: row.optionalText(12))
        }
    }

    mutating func save(to transaction: Transaction) throws {
        for subscription in all where moved.contains(subscription.ref) {
            try transaction.execute(
                "UPDATE subscription SET next = ?, acknowledged = ?, delivered_at = ? WHERE ref = ?",
                subscription.next, subscription.acknowledged, subscription.deliveredAt, subscription.ref)
        }
        moved = []
    }

    mutating func insert(_ subscription: Subscription) {
        all.append(subscription)
        all.sort { $0.id < $1.id }
    }

    mutating func remove(_ ref: Int64) { all.removeAll { $0.ref == ref } }

    mutating func change(_ ref: Int64, _ change: (inout Subscription) -> Void) {
        guard let index = all.firstIndex(where: { $0.ref == ref }) else { return }
        change(&all[index])
    }

    /// As ``change(_:_:)``, of where its messages stand.
    mutating func move(_ ref: Int64, _ change: (inout Subscription) -> Void) {
        self.change(ref, change)
        moved.insert(ref)
    }
}
