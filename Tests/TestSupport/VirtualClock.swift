import Platform
import Synchronization

/// A clock that stands until a test moves it.
package final class VirtualClock: Clock {
    private let elapsed = Mutex<UInt64>(0)
    private let start: Int64

    /// A clock that shows `wallMilliseconds` (2026-03-02T08:00:00+08:00 unless said otherwise).
    package init(wallMilliseconds start: Int64 = 1_772_409_600_000) {
        self.start = start
    }

    package var wallMilliseconds: Int64 { start + Int64(elapsed.withLock { $0 } / 1_000_000) }

    package var monotonicNanoseconds: UInt64 { elapsed.withLock { $0 } }

    /// Lets `duration` pass at once.
    package func advance(by duration: Duration) {
        let parts = duration.components
        elapsed.withLock { $0 += UInt64(parts.seconds) * 1_000_000_000 + UInt64(parts.attoseconds / 1_000_000_000) }
    }
}
