import Platform
import Synchronization

/// A command of the system's, such as mount(8), as a process of its own.
enum SystemCommand {
    /// What it did.
    struct Outcome: Sendable {
        let isSuccess: Bool
        /// What it wrote to its error stream, on one line.
        let reason: String
    }

    /// Runs it to its end; one that cannot be started has not succeeded.
    static func run(_ executable: String, _ arguments: [String]) async throws -> Outcome {
        let errors = Mutex<[UInt8]>([])
        let (ends, sink) = AsyncStream.makeStream(of: Void.self)
        let child: ChildProcess
        do throws(SystemError) {
            child = try ChildProcess(
                executable: executable, arguments: arguments, output: .pieces { _ in },
                errors: .pieces { piece in
                    errors.withLock { $0 += piece }
                    if piece.isEmpty { sink.finish() }
                })
        } catch {
            return Outcome(isSuccess: false, reason: "\(executable): \(error)")
        }
        let status = await child.wait()
        // The error stream ends after the process does.
        for await _ in ends {}
        let text = errors.withLock { String(decoding: $0, as: UTF8.self) }
        let reason = text.split(separator: "\n").joined(separator: "; ")
        return Outcome(isSuccess: status.isSuccess, reason: reason.isEmpty ? "\(executable): \(status)" : reason)
    }
}
