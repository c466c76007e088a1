import Glibc

/// The child's side of the pipe that tells it that its parent is gone. (`PR_SET_PDEATHSIG` would end the child
/// with the parent's *thread* that started it, and posix_spawn cannot set it.)
package enum Lifeline {
    /// The descriptor on which `ChildProcess` hands the pipe down.
    package static let descriptor: Int32 = 3

    /// Calls `isGone` once, on a thread of its own, when the parent has died or has let go of us. Only for a process
    /// that was started by `ChildProcess`; called once, at its start.
    package static func watch(_ isGone: @escaping @Sendable () -> Void) {
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        DedicatedThread.start(name: "lifeline") {
            var byte: UInt8 = 0
            while true {
                let count = read(descriptor, &byte, 1)
                if count == 0 || (count < 0 && errno != EINTR) { return isGone() }
            }
        }
    }
}
