import WorkCalendar

/// A node's own idea of the time: it runs a little fast or slow, and is put wrong and right again.
struct SimulatedClock: Sendable {
    /// Parts in a million by which it runs fast.
    var drift: Int64 = 0
    /// Milliseconds by which it was put forward.
    var offset: Int64 = 0
    private let start: Moment

    init(start: Moment) { self.start = start }

    /// What it shows at a moment of the world.
    func reading(at now: Moment) -> Moment {
        now.adding(milliseconds: offset + (now - start) * drift / 1_000_000)
    }
}
