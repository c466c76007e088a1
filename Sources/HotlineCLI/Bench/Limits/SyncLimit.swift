import Foundation

/// How many times a second the disk confirms a small append.
enum SyncLimit {
    /// Appends to a file of its own in `folder`, which is removed again.
    static func appendsPerSecond(in folder: String, for duration: Duration) throws -> Double {
        let path = "\(folder)/limit.log"
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw SystemFailure("open \(path)") }
        defer {
            close(file)
            unlink(path)
        }
        let payload = [UInt8](repeating: 0x61, count: limitPayloadBytes)
        let watch = Stopwatch()
        var appends = 0
        while watch.elapsed < duration {
            guard write(file, payload, payload.count) == payload.count else { throw SystemFailure("write \(path)") }
            guard fdatasync(file) == 0 else { throw SystemFailure("fdatasync \(path)") }
            appends += 1
        }
        return Double(appends) / watch.seconds
    }
}

/// A system call that failed, with what the system says of it.
struct SystemFailure: Error, CustomStringConvertible {
    let call: String
    let code: Int32

    init(_ call: String, code: Int32 = errno) {
        self.call = call
        self.code = code
    }

    var description: String { "\(call): \(String(cString: strerror(code)))" }
}
