internal import Glibc

/// How many files and sockets this process may have open.
package enum OpenFiles {
    /// More than any node needs; some systems allow a thousand million, which costs whoever walks through them.
    private static let most: rlim_t = 65_536

    /// Raises the limit as far as the system lets a process do so by itself, and returns it; 1,024 where it cannot be
    /// read.
    package static func raisedLimit() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1_024 }
        let wanted = min(limit.rlim_max, most)
        guard limit.rlim_cur < wanted else { return Int(min(limit.rlim_cur, most)) }
        var raised = limit
        raised.rlim_cur = wanted
        guard setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 else { return Int(limit.rlim_cur) }
        return Int(wanted)
    }
}
