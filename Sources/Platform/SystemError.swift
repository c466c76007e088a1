import Glibc

/// A system call that failed.
package struct SystemError: Error, Sendable, Hashable {
    /// The call's name.
    package let call: String
    /// The value of `errno`.
    package let code: Int32

    /// The failure of `call`.
    package init(_ call: String, code: Int32) {
        self.call = call
        self.code = code
    }

    /// The failure of `call` that `errno` tells. Call it before anything else can change `errno`.
    static func last(_ call: String) -> SystemError { SystemError(call, code: errno) }
}

extension SystemError: CustomStringConvertible {
    package var description: String { "\(call): \(String(cString: strerror(code)))" }
}
