import CPlatform
import Glibc

/// The signals that ask the process to end, as values instead of interruptions.
package enum Signals {
    /// A request to end.
    package enum Signal: Sendable, Hashable {
        /// Ctrl-C.
        case interrupt
        /// `kill`, a service manager.
        case terminate
    }

    /// Blocks both signals and ignores SIGPIPE. Called first in `main`, before any thread exists: threads inherit the
    /// mask, and one thread without it would die of the signal.
    package static func block() {
        var set = mask()
        pthread_sigmask(SIG_BLOCK, &set, nil)
        signal(SIGPIPE, SIG_IGN)
    }

    /// The signals that arrive from now on, also those that came since `block`. Read by a thread of its own that lives
    /// as long as the process; called once.
    package static func stream() throws(SystemError) -> AsyncStream<Signal> {
        var set = mask()
        let descriptor = signalfd(-1, &set, Int32(SFD_CLOEXEC))
        guard descriptor >= 0 else { throw .last("signalfd") }
        let (stream, continuation) = AsyncStream.makeStream(of: Signal.self)
        DedicatedThread.start(name: "signals") {
            while let signal = next(descriptor) { continuation.yield(signal) }
            continuation.finish()
            Glibc.close(descriptor)
        }
        return stream
    }

    private static func next(_ descriptor: Int32) -> Signal? {
        var info = signalfd_siginfo()
        let size = MemoryLayout<signalfd_siginfo>.size
        while true {
            let count = read(descriptor, &info, size)
            if count == size { return info.ssi_signo == UInt32(SIGINT) ? .interrupt : .terminate }
            if count < 0 && errno == EINTR { continue }
            return nil
        }
    }

    private static func mask() -> sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGINT)
        sigaddset(&set, SIGTERM)
        return set
    }
}
