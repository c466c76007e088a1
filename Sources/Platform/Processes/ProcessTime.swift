import CPlatform
import Glibc

/// What a process has taken of the machine's processors.
package enum ProcessTime {
    /// The nanoseconds that the process `pid`, or this one, has run on any processor, in its own code and in the
    /// system's; nil if there is no such process. Other programs that load the machine do not count.
    package static func nanoseconds(of pid: Int32? = nil) -> Int64? {
        var clock = CLOCK_PROCESS_CPUTIME_ID
        if let pid, clock_getcpuclockid(pid, &clock) != 0 { return nil }
        var time = timespec()
        guard clock_gettime(clock, &time) == 0 else { return nil }
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
