import HotlineCore
import NodeCore
import Storage
import WorkCalendar

/// A subscriber as administrators see it: what is said of it, and how far it has been told.
struct SubscriptionStanding: Sendable {
    let subscription: Subscription
    /// When the oldest message that it has not taken was owed, in milliseconds.
    let oldestOwed: Int64?
    let setAside: Int64
    let progress: SubscriberLink.Progress

    /// As the API answers it. The secret is never told again.
    func document(for caller: Caller) -> [UInt8] {
        var writer = JSONWriter()
        writer.subscription(self, for: caller)
        return writer.bytes
    }

    /// `suspended`, `failing`, `behind` or `current`.
    var state: String {
        if subscription.suspended != nil { return "suspended" }
        if progress.failures > 0 { return "failing" }
        return subscription.backlog > 0 ? "behind" : "current"
    }
}

extension Subscription.Order {
    /// The address without its query, in which some keep a key.
    var publicAddress: String { String(address.prefix { $0 != "?" }) }
}

extension JSONWriter {
    /// Writes how a subscriber stands; what its address keeps secret is for administrators.
    mutating func subscription(_ standing: SubscriptionStanding, for caller: Caller) {
        let (subscription, order) = (standing.subscription, standing.subscription.order)
        object { writer in
            writer.member("id", subscription.id)
            writer.member("title", order.title)
            writer.member("address", caller.role == .admin ? order.address : order.publicAddress)
            writer.member("hasSecret", order.secret != nil)
            writer.key("filter")
            writer.filter(order.filter)
            writer.member("batch", order.batch)
            writer.member("createdAt", Moment(milliseconds: subscription.createdAt).description)
            writer.member("createdBy", subscription.createdBy)
            writer.member("state", standing.state)
            writer.member("suspended", subscription.suspended)
            writer.member("backlog", subscription.backlog)
            writer.member("acknowledged", subscription.acknowledged)
            writer.member("oldestOwedAt", standing.oldestOwed.map { Moment(milliseconds: $0).description })
            writer.member("deliveredAt", subscription.deliveredAt.map { Moment(milliseconds: $0).description })
            writer.member("setAside", standing.setAside)
            writer.member("failures", standing.progress.failures)
            writer.member("lastError", standing.progress.lastError)
            writer.member("nextTryAt", standing.progress.nextTryAt.map { Moment(milliseconds: $0).description })
        }
    }

    private mutating func filter(_ filter: FeedFilter) {
        object { writer in
            writer.key("kinds")
            writer.list(filter.kinds) { $0.value($1.rawValue) }
            writer.key("categories")
            writer.list(filter.categories) { $0.value($1) }
            writer.key("units")
            writer.list(filter.units) { $0.value($1.rawValue) }
            writer.key("nodes")
            writer.list(filter.nodes) { $0.value($1.rawValue) }
            writer.member("confidential", filter.confidential)
        }
    }

    /// A message that was set aside, without its content: who decides on it needs nobody's data.
    mutating func setAside(_ item: SubscriptionOutbox.Item) {
        object { writer in
            writer.member("position", item.position)
            writer.member("ticket", StoredEvent(item.body)?.ticket?.rawValue)
            writer.member("owedAt", Moment(milliseconds: item.owedAt).description)
            writer.member("bytes", item.body.count)
            writer.member("problem", item.problem)
        }
    }
}
