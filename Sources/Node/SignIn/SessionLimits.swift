import Storage

/// How long a session lasts, in milliseconds.
struct SessionLimits: Sendable {
    /// From sign-in on, however much it is used.
    let longest: Int64
    /// From its last use on.
    let idle: Int64
    /// The most that one account has open: the oldest ends for a new one.
    static let mostOfAccount = 10

    /// Twelve hours, and one hour idle, unless the node's file says otherwise.
    init(_ limits: NodeConfiguration.Limits) {
        longest = Int64(limits.sessionMinutes ?? 720) * 60_000
        idle = Int64(limits.sessionIdleMinutes ?? 60) * 60_000
    }

    /// Whether a session that was opened and last used at these moments is open still.
    func admits(openedAt: Int64, usedAt: Int64, at now: Int64) -> Bool {
        now < openedAt + longest && now < usedAt + idle
    }
}
