/// How soon, and how often, a node that ends by itself is started again: a passing cause is survived, a lasting one is
/// not hidden behind restarts without end.
package struct RestartPace: Sendable {
    /// Before the first restart; doubled with each further one.
    private let firstDelay: Duration
    /// The most restarts within `period`.
    private let most: Int
    /// How long a restart is remembered.
    private let period: Duration
    private var restarts: [ContinuousClock.Instant] = []

    package init(firstDelay: Duration = .seconds(1), most: Int = 5, period: Duration = .seconds(600)) {
        self.firstDelay = firstDelay
        self.most = most
        self.period = period
    }

    /// How long to wait before the restart after an end at `now`; nil once the node has had its share.
    package mutating func delay(at now: ContinuousClock.Instant) -> Duration? {
        restarts.removeAll { $0.duration(to: now) >= period }
        guard restarts.count < most else { return nil }
        defer { restarts.append(now) }
        return firstDelay * (1 << restarts.count)
    }
}
