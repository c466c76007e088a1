import Glibc

/// A program that we started. Its end is learnt from `waitid` on a thread of its own, never from its output: a
/// grandchild can hold that open.
package final class ChildProcess: Sendable {
    /// How a process ended.
    package enum ExitStatus: Sendable, Hashable {
        /// It called `exit` with this code.
        case exited(Int32)
        /// A signal ended it.
        case signalled(Int32)

        /// Whether it exited with 0.
        package var isSuccess: Bool { self == .exited(0) }
    }

    /// Where one of the child's outputs goes.
    package enum Output: Sendable {
        /// Where ours goes.
        case inherit
        /// Nowhere.
        case discard
        /// Appended to this file, created if there is none.
        case file(String)
        /// Each piece, as it comes, to this closure on a thread of its own; an empty piece at the end.
        case pieces(@Sendable ([UInt8]) -> Void)
    }

    private enum State {
        case running([CheckedContinuation<ExitStatus, Never>])
        case ended(ExitStatus)
    }

    /// The child's process id; another's, once it has ended.
    package let pid: Int32
    private let state = Monitor(State.running([]))
    /// Our end of the pipe whose other end the child reads: it closes with this process, however that dies.
    private let lifeline: Int32

    /// Starts `executable`. The child gets standard input from nowhere, the outputs named, an empty signal mask, and
    /// on descriptor `Lifeline.descriptor` the pipe by which it learns of our death; nothing else is handed down.
    /// `environment` nil: ours.
    package init(
        executable: String, arguments: [String] = [], environment: [String: String]? = nil,
        output: Output = .inherit, errors: Output = .inherit
    ) throws(SystemError) {
        var spawn = SpawnRequest()
        defer { spawn.close() }
        let lifeline = try Pipe.open()
        do {
            try spawn.redirect(STDOUT_FILENO, to: output)
            try spawn.redirect(STDERR_FILENO, to: errors)
            // Last: before that, one of the descriptors above may have this number here.
            spawn.give(lifeline.reading, as: Lifeline.descriptor)
            pid = try spawn.start(executable, arguments, environment)
        } catch {
            close(lifeline.writing)
            spawn.abandonReaders()
            throw error
        }
        self.lifeline = lifeline.writing
        for reader in spawn.readers { Pipe.drain(reader.descriptor, into: reader.consumer) }
        watch()
    }

    deinit { close(lifeline) }

    /// Whether it has not ended yet.
    package var isRunning: Bool {
        state.withLock { if case .running = $0 { true } else { false } }
    }

    /// Asks it to end (SIGTERM).
    package func terminate() { send(SIGTERM) }

    /// Ends it at once (SIGKILL): it can do nothing about it, nor save anything.
    package func kill() { send(SIGKILL) }

    /// Sends a signal, unless it has ended: its id could then be another's.
    package func send(_ signal: Int32) {
        state.withLock { if case .running = $0 { _ = Glibc.kill(pid, signal) } }
    }

    /// How it ended, once it has.
    package func wait() async -> ExitStatus {
        await withCheckedContinuation { continuation in
            let ended = state.withLock { state -> ExitStatus? in
                switch state {
                case .ended(let status): return status
                case .running(let waiting):
                    state = .running(waiting + [continuation])
                    return nil
                }
            }
            if let ended { continuation.resume(returning: ended) }
        }
    }

    private func watch() {
        let (pid, state) = (pid, state)
        DedicatedThread.start(name: "child-\(pid)") {
            var info = siginfo_t()
            // The id stays the child's until it is reaped, which happens below, under the lock that `send` takes.
            while waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) < 0 && errno == EINTR {}
            let ended = state.withLock { state -> (ExitStatus, [CheckedContinuation<ExitStatus, Never>]) in
                let status = Self.reap(pid)
                defer { state = .ended(status) }
                guard case .running(let waiting) = state else { return (status, []) }
                return (status, waiting)
            }
            for continuation in ended.1 { continuation.resume(returning: ended.0) }
        }
    }

    private static func reap(_ pid: Int32) -> ExitStatus {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        // wait(2): the low seven bits are the signal, the byte above them the exit code.
        let signal = status & 0x7f
        return signal == 0 ? .exited(status >> 8 & 0xff) : .signalled(signal)
    }
}
