import Foundation
import Platform
import Testing
import Topology

@testable import HotlineCLI

/// A command of the program that was built beside the tests, running as a process.
final class RunningProgram: Sendable {
    private struct Output {
        var text = ""
        var errors = ""
        var open = 2
    }

    private let process: ChildProcess
    private let output: Monitor<Output>

    /// Starts `hotline` with these words, or another program.
    init(_ words: [String], program: String? = nil, environment: [String: String] = [:]) throws {
        let output = Monitor(Output())
        self.output = output
        let own = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        func reader(_ keep: @escaping @Sendable (inout Output, String) -> Void) -> ChildProcess.Output {
            let bytes = Monitor<[UInt8]>([])
            return .pieces { piece in
                // A piece may end within a character: all is read anew.
                let text = bytes.withLock { bytes in
                    bytes += piece
                    return String(decoding: bytes, as: UTF8.self)
                }
                output.withLock { output in
                    keep(&output, text)
                    if piece.isEmpty { output.open -= 1 }
                }
            }
        }
        process = try ChildProcess(
            executable: try program ?? BuiltProgram.hotline().path, arguments: words, environment: own,
            output: reader { $0.text = $1 }, errors: reader { $0.errors = $1 })
    }

    deinit { process.kill() }

    /// The process's number.
    var pid: Int32 { process.pid }

    /// The lines printed so far.
    var lines: [String] { output.withLock { $0.text }.split(separator: "\n").map(String.init) }

    /// Waits for a line of the output, or for its first that is such a record.
    func line<Value: Sendable>(_ what: String, _ look: (String) -> Value?) async throws -> Value {
        try await wait(for: what) { lines.lazy.compactMap(look).first }
    }

    /// Waits for the first record with that key.
    func record(_ key: String) async throws -> JSONValue {
        try await line("the record \(key)") { (try? JSONValue(parsing: Data($0.utf8)))?[key] }
    }

    /// Asks it to end, as Ctrl-C does.
    func interrupt() { process.send(SIGINT) }

    /// How it ended, and what it said.
    func end() async throws -> ProgramOutcome {
        let status = await process.wait()
        try await wait(for: "the end of its output") { output.withLock { $0.open == 0 } ? true : nil }
        guard case .exited(let code) = status else { throw Failure(.failed, "ended by \(status)") }
        return output.withLock { ProgramOutcome(code: code, output: $0.text, errors: $0.errors) }
    }

    @discardableResult
    private func wait<Value: Sendable>(for what: String, _ look: () -> Value?) async throws -> Value {
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            if let value = look() { return value }
            guard ContinuousClock.now < deadline else {
                throw Failure(.failed, "waited in vain for \(what)", details: [output.withLock { $0.text + $0.errors }])
            }
            await Task.yield()
        }
    }
}

/// What a command came to.
struct ProgramOutcome: Sendable {
    let code: Int32
    let output: String
    let errors: String

    /// Its records, one a line.
    var records: [JSONValue] {
        output.split(separator: "\n").compactMap { try? JSONValue(parsing: Data($0.utf8)) }
    }
}

/// Runs `hotline` with these words to its end.
func hotline(_ words: String..., environment: [String: String] = [:]) async throws -> ProgramOutcome {
    try await RunningProgram(words, environment: environment).end()
}
