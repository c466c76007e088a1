import CPlatform
import Glibc

/// The present moment, given to whatever needs it, so that tests and the simulator can choose it.
package protocol Clock: Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z. Can jump when the machine's clock is set.
    var wallMilliseconds: Int64 { get }
    /// Nanoseconds since an arbitrary moment; never runs backwards. For durations and deadlines.
    var monotonicNanoseconds: UInt64 { get }
}

/// The machine's clocks.
package struct SystemClock: Clock {
    /// The one there is.
    package init() {}

    /// From `CLOCK_REALTIME`.
    package var wallMilliseconds: Int64 {
        let now = Self.read(CLOCK_REALTIME)
        return Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000
    }

    /// From `CLOCK_MONOTONIC`: stands still while the machine is suspended.
    package var monotonicNanoseconds: UInt64 {
        let now = Self.read(CLOCK_MONOTONIC)
        return UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
    }

    private static func read(_ clock: clockid_t) -> timespec {
        var now = timespec()
        clock_gettime(clock, &now)
        return now
    }
}
