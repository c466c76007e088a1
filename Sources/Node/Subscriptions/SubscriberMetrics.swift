import Storage

extension NodeContext {
    /// Writes how far each subscriber has been told.
    func writeSubscribers(now: Int64, to text: inout MetricsText) async throws {
        let standings = try await subscriptionStandings()
        typealias Column = (name: String, help: String, value: (SubscriptionStanding) -> Int64)
        let columns: [Column] = [
            ("hotline_subscriber_backlog", "Messages owed to a subscriber.", { $0.subscription.backlog }),
            ("hotline_subscriber_oldest_unsent_ms", "Age of the oldest of them.", { now - ($0.oldestOwed ?? now) }),
            ("hotline_subscriber_set_aside", "Messages that it would not take.", { $0.setAside }),
            ("hotline_subscriber_failures", "Failures since the last success.", { Int64($0.progress.failures) }),
            ("hotline_subscriber_suspended", "1 where nothing is sent.", { $0.subscription.suspended == nil ? 0 : 1 }),
        ]
        for column in columns {
            text.family(column.name, "gauge", column.help)
            for standing in standings {
                text.sample(column.name, ["subscriber": standing.subscription.id], column.value(standing))
            }
        }
    }
}
