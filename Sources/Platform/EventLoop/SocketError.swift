internal import Glibc

/// A system call on a socket failed.
package struct SocketError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The system call's name.
    package let operation: String
    /// `errno` after it.
    package let code: Int32

    package init(_ operation: String, code: Int32 = errno) {
        self.operation = operation
        self.code = code
    }

    package var description: String { "\(operation): \(String(cString: strerror(code)))" }
}

extension SocketError {
    /// Nobody listens at the address.
    package var isRefusal: Bool { code == ECONNREFUSED }
}
