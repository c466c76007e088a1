package import HotlineCore

/// A system that is told of changes by HTTP push (订阅方): a department, a data platform (JY24-20c, JY24-23).
package struct Subscription: Sendable, Hashable {
    /// What an administrator says of it.
    package struct Order: Sendable, Hashable {
        /// As people read it.
        package var title: String
        /// Where events are posted: `https://host:port/path`.
        package var address: String
        /// Shown as a bearer token with each request; nil where the subscriber asks for none.
        package var secret: String?
        package var filter: FeedFilter
        /// Events in one request; 1 sends each alone, as `application/cloudevents+json`.
        package var batch: Int

        package init(title: String, address: String, secret: String?, filter: FeedFilter, batch: Int) {
            self.title = title
            self.address = address
            self.secret = secret
            self.filter = filter
            self.batch = batch
        }
    }

    /// Its row.
    package var ref: Int64
    /// A word that addresses name it by.
    package var id: String
    package var order: Order
    /// When it was added, in milliseconds, and by whom.
    package var createdAt: Int64
    package var createdBy: String
    /// The position that the next message gets; positions begin at 1.
    package var next: Int64
    /// The highest position that was delivered or set aside, with all before it.
    package var acknowledged: Int64
    /// When something was last delivered, in milliseconds.
    package var deliveredAt: Int64?
    /// Why nothing is sent until an administrator resumes it; nil where it runs.
    package var suspended: String?

    /// Messages owed and not delivered yet.
    package var backlog: Int64 { next - 1 - acknowledged }
}
