import Foundation
import Platform
import Synchronization
import Topology

@testable import HotlineCLI

extension BuiltProgram {
    /// What a command of the program did.
    struct Outcome: Sendable {
        var isSuccess: Bool
        /// The standard output, one object a line.
        var lines: [JSONValue]
        /// The error stream as it is.
        var errors: String
    }

    /// Runs a command of the program with `--json` as a process of its own.
    static func run(_ words: [String]) async throws -> Outcome {
        let output = Mutex<[UInt8]>([])
        let errors = Mutex<[UInt8]>([])
        let (ends, sink) = AsyncStream.makeStream(of: Void.self)
        let child = try ChildProcess(
            executable: hotline().path, arguments: words + ["--json"],
            output: .pieces { piece in
                output.withLock { $0 += piece }
                if piece.isEmpty { sink.yield() }
            },
            errors: .pieces { piece in
                errors.withLock { $0 += piece }
                if piece.isEmpty { sink.yield() }
            })
        let status = await child.wait()
        // Both streams end after the process does.
        var open = 2
        for await _ in ends {
            open -= 1
            if open == 0 { break }
        }
        let lines = output.withLock { $0 }.split(separator: UInt8(ascii: "\n"))
        return Outcome(
            isSuccess: status.isSuccess, lines: try lines.map { try JSONValue(parsing: Data($0)) },
            errors: errors.withLock { String(decoding: $0, as: UTF8.self) })
    }
}
