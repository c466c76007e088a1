import HotlineCore
import Platform
import Synchronization
import SyncProtocol

/// What neighbours' signatures tell of their clocks. Beyond the tolerance nothing that they say is heard here, or
/// nothing of this node there, so that a person has to know.
final class ClockWatch: Sendable {
    /// How far a neighbour's clock is from this node's.
    struct Reading: Sendable, Equatable {
        /// Positive where the neighbour's is ahead; what the way took counts as behind.
        var offsetSeconds: Int64
        /// When it was read, in seconds of POSIX time.
        var at: Int64

        /// Whether signatures of one are refused by the other.
        var isBeyondTolerance: Bool { abs(offsetSeconds) > NodeSignature.tolerance }
    }

    private struct State {
        var readings: [NodeCode: Reading] = [:]
        /// What changed since somebody asked: clocks that differ from now on, or do no longer.
        var changed: [NodeCode: Reading] = [:]
    }

    /// A refused request may be one that somebody recorded. It says nothing of a clock that was right so short a time
    /// ago, in seconds.
    private static let trust: Int64 = 60

    /// Notified when a clock begins to differ by more than the tolerance, or ceases to.
    let wakeup = Wakeup()
    private let state = Mutex(State())

    /// A neighbour's latest reading; nil before the first, and for one that does not sign.
    func reading(of peer: NodeCode) -> Reading? { state.withLock { $0.readings[peer] } }

    /// A neighbour signed what was taken from it.
    func heard(_ peer: NodeCode, created: Int64, now: Int64) {
        note(peer, Reading(offsetSeconds: created - now, at: now))
    }

    /// A neighbour signed what was refused for its time.
    func refused(_ peer: NodeCode, created: Int64, now: Int64) {
        let last = reading(of: peer)
        if let last, !last.isBeyondTolerance, now - last.at < Self.trust { return }
        let reading = Reading(offsetSeconds: created - now, at: now)
        // Refused for another reason: signed before this node was started.
        if reading.isBeyondTolerance { note(peer, reading) }
    }

    /// The clocks that began to differ, or ceased to, since the last call.
    func takeChanges() -> [(peer: NodeCode, reading: Reading)] {
        let changed = state.withLock { state in
            defer { state.changed = [:] }
            return state.changed
        }
        return changed.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func note(_ peer: NodeCode, _ reading: Reading) {
        let isNews = state.withLock { state in
            let before = state.readings.updateValue(reading, forKey: peer)
            let isNews = before?.isBeyondTolerance != reading.isBeyondTolerance
            if isNews { state.changed[peer] = reading }
            return isNews
        }
        if isNews { wakeup.notify() }
    }
}
