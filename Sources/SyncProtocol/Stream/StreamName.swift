/// The two ordered streams from each node to each peer. Orders go first: a million feed events delay no return.
package enum StreamName: String, Codable, CaseIterable, Hashable, Sendable {
    /// Between assigner and assignee (派单与回复).
    case orders
    /// Every change of every own ticket, upward (数据上报).
    case feed
}
