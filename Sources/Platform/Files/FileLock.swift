import Glibc

/// An exclusive lock on a file, held for the life of this value and released by the system when the process dies.
package final class FileLock: Sendable {
    private let descriptor: Int32

    /// Creates the file if there is none, and locks it without waiting.
    ///
    /// - Throws: `SystemError`, whose code is `EWOULDBLOCK` where another process holds the lock.
    package init(_ path: String) throws(SystemError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .last("open") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let error = SystemError.last("flock")
            close(descriptor)
            throw error
        }
    }

    deinit { close(descriptor) }
}

extension SystemError {
    /// Another process holds what was wanted.
    package var isHeldByAnother: Bool { code == EWOULDBLOCK }
}
