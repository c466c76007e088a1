/// Gathers what all watches see and tells the steps in causal order.
actor HopLedger {
    private var tracker: HopTracker
    private let onHop: @Sendable (Hop) -> Void
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private(set) var hopCount = 0

    init(uppers: [String: [String]], onHop: @escaping @Sendable (Hop) -> Void = { _ in }) {
        tracker = HopTracker(uppers: uppers)
        self.onHop = onHop
    }

    func note(_ command: CommandNote) { tracker.note(command) }

    func observe(_ change: ChangeEvent, at moment: ContinuousClock.Instant) {
        tell(tracker.observe(change, at: moment))
        wake()
    }

    /// Waits until all nodes above have the newest states of the matter's tickets, at most until `limit` is over.
    /// - Throws: `Failure` when they have not.
    func settle(_ root: String, within limit: Duration) async throws {
        let deadline = ContinuousClock.now + limit
        let timer = Task {
            // Cancelled when the matter has settled.
            do { try await Task.sleep(until: deadline, clock: .continuous) } catch { return }
            wake()
        }
        defer { timer.cancel() }
        while !tracker.isSettled(root) {
            guard ContinuousClock.now < deadline else {
                tell(tracker.giveUp(on: root))
                throw Failure(.failed, "the mirrors of \(root) did not settle within \(limit)")
            }
            await withCheckedContinuation { waiting.append($0) }
        }
        tell(tracker.giveUp(on: root))
    }

    private func tell(_ hops: [Hop]) {
        hopCount += hops.count
        for hop in hops { onHop(hop) }
    }

    private func wake() {
        let waiting = waiting
        self.waiting = []
        for continuation in waiting { continuation.resume() }
    }
}
