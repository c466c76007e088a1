import Foundation
import Platform
import Synchronization

/// A node as a process of its own: `hotline serve --config FILE`. It ends with this process, however this one ends.
package final class ProcessHost: NodeHost {
    /// How nodes are started.
    package struct Program: Sendable {
        /// The `hotline` executable.
        package var path: String
        /// The most that a node may take from its start to its first request.
        package var startLimit: Duration
        /// The most that a node may take to end in order; then it is killed.
        package var stopLimit: Duration

        package init(path: String, startLimit: Duration = .seconds(60), stopLimit: Duration = .seconds(15)) {
            self.path = path
            self.startLimit = startLimit
            self.stopLimit = stopLimit
        }

        /// The program that runs now.
        /// - Throws: the file system's refusal to say which it is.
        package static func running() throws -> Program {
            Program(path: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        }
    }

    /// The node's code.
    package let code: String
    /// What the node writes to its standard error, over all its starts.
    package let logFile: String
    private let program: Program
    private let configurationFile: String
    private let child = Mutex<ChildProcess?>(nil)

    /// A node that does not run yet.
    package init(code: String, configurationFile: String, logFile: String, program: Program) {
        self.code = code
        self.configurationFile = configurationFile
        self.logFile = logFile
        self.program = program
    }

    /// The process, while it runs.
    package var pid: Int32? { child.withLock { $0?.pid } }

    /// Starts the process and returns when it takes requests. Throws `NetworkError` if it ends or takes too long.
    package func start() async throws {
        guard child.withLock({ $0 == nil || $0?.isRunning == false }) else { return }
        let (news, sink) = AsyncStream.makeStream(of: StartNews.self)
        let output = Mutex(ReadyLineFinder())
        let started: ChildProcess
        do throws(SystemError) {
            started = try ChildProcess(
                executable: program.path,
                arguments: ["serve", "--config", configurationFile, "--json", "--with-parent"],
                output: .pieces { piece in
                    if piece.isEmpty { sink.yield(.ended) }
                    if output.withLock({ $0.isReady(after: piece) }) { sink.yield(.ready) }
                },
                errors: .file(logFile))
        } catch {
            throw NetworkError.cannotStart(node: code, reason: error.description)
        }
        child.withLock { $0 = started }
        try await waitForReadiness(of: started, news, sink)
    }

    /// Asks the process to end in order, kills it if it does not in time, and waits for its end.
    package func stop() async {
        guard let running = child.withLock({ $0.take() }) else { return }
        running.terminate()
        let timer = Task {
            // Cancelled as soon as the process has ended.
            do { try await Task.sleep(for: program.stopLimit) } catch { return }
            running.kill()
        }
        _ = await running.wait()
        timer.cancel()
    }

    /// Ends the process as a power cut would, and waits for its end.
    package func kill() async {
        guard let running = child.withLock({ $0.take() }) else { return }
        running.kill()
        _ = await running.wait()
    }

    /// Waits for the process to end without our doing.
    package func ownEnd() async -> NodeEnd? {
        guard let running = child.withLock({ $0 }) else { return nil }
        let status = await running.wait()
        // Whoever stops or kills the node takes the child away first.
        let isOwn = child.withLock { child in
            guard child === running else { return false }
            child = nil
            return true
        }
        return isOwn ? NodeEnd(node: code, cause: .process(status), log: lastWords) : nil
    }

    /// Stops the process where it stands (SIGSTOP) until `resume`: it neither works nor answers, nor knows of it.
    package func suspend() { child.withLock { $0?.send(SIGSTOP) } }

    /// Lets a suspended process go on.
    package func resume() { child.withLock { $0?.send(SIGCONT) } }

    private enum StartNews { case ready, ended, late }

    private func waitForReadiness(
        of started: ChildProcess, _ news: AsyncStream<StartNews>, _ sink: AsyncStream<StartNews>.Continuation
    ) async throws {
        let timer = Task {
            // Cancelled as soon as there is other news.
            do { try await Task.sleep(for: program.startLimit) } catch { return }
            sink.yield(.late)
        }
        defer { timer.cancel() }
        switch await news.first(where: { _ in true }) {
        case .ready: return
        case .late:
            await kill()
            let seconds = Int(program.startLimit.components.seconds)
            throw NetworkError.notReady(node: code, seconds: seconds, log: lastWords)
        case .ended, nil:
            await kill()
            // A stream ends early for a task that is cancelled; the node had done nothing wrong.
            try Task.checkCancellation()
            throw NetworkError.endedAtStart(node: code, log: lastWords)
        }
    }

    /// The last lines of the node's log.
    private var lastWords: [String] {
        let log = FileManager.default.contents(atPath: logFile).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return log.split(separator: "\n").suffix(8).map(String.init)
    }
}

/// Finds the ready line in a child's output as it comes in pieces.
private struct ReadyLineFinder {
    private var pending: [UInt8] = []
    private var isFound = false

    /// True once, with the piece that completes the line.
    mutating func isReady(after piece: [UInt8]) -> Bool {
        guard !isFound else { return false }
        pending += piece
        while let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
            isFound = isFound || ReadyLine(pending[..<end]) != nil
            pending.removeSubrange(...end)
        }
        return isFound
    }
}
