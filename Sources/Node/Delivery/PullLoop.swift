import Database
import HotlineCore
import HTTPWire
import NodeCore
import PeerTransport
import Platform
import Storage
import SyncProtocol

/// Fetches one stream of a peer that cannot reach this node (拉取模式): asks, takes in what comes, and confirms it with
/// the next question.
struct PullLoop: Sendable {
    /// How long the peer may hold a question open, in seconds.
    static let waitSeconds = 25
    /// Between two looks whether this node's disk takes in what would be fetched.
    private static let diskMilliseconds: Int64 = 1_000
    /// Failures in a row at what the peer sends after which a person is told.
    static let failuresBeforeAlarm = 5

    let stream: StreamName
    let link: PeerLink
    let port: any PeerPort
    let engine: Engine
    let wire: PeerWire
    let greeter: Greeter
    let clock: any Clock
    let random: any RandomSource
    let log: Log

    /// What one round came to.
    private enum Round {
        case fetched
        case nothing
        case mustGreet
        case wait(milliseconds: Int64)
        /// The peer refuses this node until an operator acts.
        case refused(SyncProblem)
        /// What the peer sent cannot be taken in.
        case stuck(any Error)
    }

    /// Runs until the link is stopped.
    func run() async {
        var failures = 0
        var stuck = 0
        while !link.isStopped, !Task.isCancelled {
            do {
                try await untilResumed()
                guard engine.disk.condition.takesRequests else {
                    await rest(Self.diskMilliseconds)
                    continue
                }
                let round = try await fetch()
                stuck = try await note(round, stuck: stuck)
                switch round {
                case .fetched, .nothing: failures = 0
                case .mustGreet:
                    failures += 1
                    if case .refused(let problem) = try await greeter.greet() { try await suspend(problem) }
                    if failures > 1 { await pause(failures) }
                case .wait(let milliseconds): await rest(milliseconds)
                case .refused(let problem): try await suspend(problem)
                case .stuck:
                    failures += 1
                    await pause(failures)
                }
            } catch {
                failures += 1
                log.debug("pull.failed", ["peer": .text(link.peer.rawValue), "error": .text("\(error)")])
                await pause(failures)
            }
        }
    }

    /// Waits while the link rests for an operator.
    private func untilResumed() async throws {
        while !link.isStopped, try await port.suspension() != nil { await link.waitForSignal(of: stream) }
    }

    private func suspend(_ problem: SyncProblem) async throws {
        try await port.suspend(problem)
        link.signalAll { $0.suspend(problem) }
        log.warning("peer.suspended", ["peer": .text(link.peer.rawValue), "problem": .text(problem.type)])
    }

    /// Counts the rounds in a row that were stuck, and tells a person of them, and of their end.
    private func note(_ round: Round, stuck: Int) async throws -> Int {
        switch round {
        case .stuck(let error):
            log.warning("pull.stuck", ["peer": .text(link.peer.rawValue), "error": .text("\(error)")])
            if stuck + 1 == Self.failuresBeforeAlarm { try await port.fetchingFails(stream, cause: "\(error)") }
            return stuck + 1
        case .fetched, .nothing:
            if stuck >= Self.failuresBeforeAlarm { try await port.fetchingFails(stream, cause: nil) }
            return 0
        case .mustGreet, .wait, .refused:
            return stuck
        }
    }

    private func fetch() async throws -> Round {
        let core = engine.core
        let key = StreamKey(peer: link.peer, stream: stream)
        guard let request = try await engine.read({ try core.pullRequest(key, wait: Self.waitSeconds, in: $0) }) else {
            return .mustGreet
        }
        let response = try await wire.post(
            "/outbox/\(core.code)/pull", body: CanonicalJSON.encode(request),
            timeout: .seconds(Self.waitSeconds + 30))
        switch response.status {
        case 200:
            do {
                return try await take(response)
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                return .stuck(error)
            }
        case 204: return .nothing
        case 409: return .mustGreet
        case 429, 503, 507:
            let seconds = response.headers["retry-after"].flatMap { Int64($0) }
            return .wait(milliseconds: BackOff.retryAfterMilliseconds(seconds: seconds, jitter: random.next()))
        case 400, 401, 403, 404: return .refused(SyncProblem(answered: response))
        default: throw HelloUnanswered(status: response.status)
        }
    }

    private func take(_ response: PeerResponse) async throws -> Round {
        guard let field = response.headers[StreamHeader.fieldName] else { throw SyncProblem(.malformedHeader) }
        let batch = try InboundBatch(field, body: response.body)
        switch try await engine.take(batch, from: link.peer) {
        case .answer: return .fetched
        case .problem: return .mustGreet
        }
    }

    private func pause(_ failures: Int) async {
        await rest(BackOff.delayMilliseconds(failures: failures, jitter: random.next()))
    }

    /// Waits for the time itself: the one thing that could be waited for is the peer, who asked for this peace. Ends
    /// early with the task, when the node stops.
    private func rest(_ milliseconds: Int64) async {
        try? await Task.sleep(for: .milliseconds(milliseconds))
    }
}
