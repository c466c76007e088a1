import HotlineCore
import NodeCore
import HTTPWire
import PeerTransport
import Platform
import Storage
import SyncProtocol

/// Delivers one stream to one peer: runs the steps of its `StreamSender`, one request in flight, woken by the commit
/// that owed something (design section 5, "Delivery").
struct StreamLoop {
    /// What a loop works with.
    struct Tools: Sendable {
        var clock: any Clock
        var random: any RandomSource
        var log: Log
        var limits: StreamSender.Limits
        /// Whether this node can write down what a peer confirms.
        var takesCommits: @Sendable () -> Bool = { true }
        /// How long a peer may take to make a batch durable.
        var timeout = Duration.seconds(60)
    }

    private static let diskPatience = Duration.seconds(1)

    private let stream: StreamName
    private let link: PeerLink
    private let port: any PeerPort
    private let wire: PeerWire
    private let greeter: Greeter
    private let tools: Tools
    private var sender: StreamSender
    /// What the next step asks for, if it sends what comes behind.
    private var ahead: ReadAhead?
    private var lastError: String?
    /// Restarts since the last success.
    private var restarts = 0

    /// Reads where the stream stands; nothing is sent before ``run(startingAfter:)``.
    init(
        _ stream: StreamName, link: PeerLink, port: any PeerPort, wire: PeerWire, greeter: Greeter, tools: Tools
    ) async throws {
        self.stream = stream
        self.link = link
        self.port = port
        self.wire = wire
        self.greeter = greeter
        self.tools = tools
        let standing = try await port.standing(of: stream)
        sender = StreamSender(
            name: stream, generation: standing.generation, epoch: standing.epoch, acknowledged: standing.acknowledged,
            next: standing.next, limits: tools.limits)
    }

    /// Runs until the link is stopped. `delay` spreads the first hellos of many links.
    mutating func run(startingAfter delay: Duration) async {
        _ = await link.wakeup(of: stream).wait(until: .now + delay)
        var step = await firstStep()
        while !link.isStopped, !Task.isCancelled {
            note(step)
            await untilWritable()
            do {
                step = try await take(step)
            } catch {
                // Our own database: nothing was recorded, and the same events come again.
                lastError = "\(error)"
                tools.log.error("delivery.failed", ["peer": .text(link.peer.rawValue), "error": .text("\(error)")])
                step = await restart()
            }
        }
    }

    /// Waits so long, or until an operator, the core or the peer asks for more than a commit does.
    private func pause(_ milliseconds: Int64) async {
        let until = ContinuousClock.now + .milliseconds(milliseconds)
        while !link.isStopped, await link.wakeup(of: stream).wait(until: until) {
            let signals = link.takeSignals(of: stream)
            if signals.mustRetry || signals.mustGreet || signals.suspension != nil { return }
        }
    }

    /// Waits while this node's own disk takes no writes: no failure of the peer's, and nothing is sent meanwhile.
    private func untilWritable() async {
        guard !tools.takesCommits() else { return }
        while !link.isStopped, !Task.isCancelled, !tools.takesCommits() {
            _ = await link.wakeup(of: stream).wait(until: .now + Self.diskPatience)
        }
        // What was signalled meanwhile is still to be taken.
        link.wakeup(of: stream).notify()
    }

    private mutating func firstStep() async -> StreamSender.Step {
        if let problem = try? await port.suspension() { return sender.suspend(problem) }
        return sender.start()
    }

    /// Begins anew from what the database says, after a while that grows with each time in a row. Commits do not
    /// shorten it: where the feed is held back, each of them would have this node say hello.
    private mutating func restart() async -> StreamSender.Step {
        restarts += 1
        while !link.isStopped {
            await pause(BackOff.delayMilliseconds(failures: restarts, jitter: tools.random.next()))
            guard let standing = try? await port.standing(of: stream) else { continue }
            sender = StreamSender(
                name: stream, generation: standing.generation, epoch: standing.epoch,
                acknowledged: standing.acknowledged, next: standing.next, limits: tools.limits)
            return await firstStep()
        }
        return .rest
    }

    private mutating func take(_ step: StreamSender.Step) async throws -> StreamSender.Step {
        // Whatever else comes between may change what is to be sent.
        if ahead?.isFor(step) != true { ahead = nil }
        return switch step {
        case .send(let first, let max, let bytes): try await send(from: first, max: max, bytes: bytes)
        case .sayHello: try await sayHello()
        case .wait(let until): try await rest(until: until)
        case .rest, .suspended: try await rest(until: nil)
        }
    }

    // MARK: - Waiting

    /// Waits for a signal or the time, and tells the machine which came.
    private mutating func rest(until: Int64?) async throws -> StreamSender.Step {
        let deadline = until.map { ContinuousClock.now + .milliseconds(max(0, $0 - now)) }
        _ = await link.wakeup(of: stream).wait(until: deadline)
        let signals = link.takeSignals(of: stream)
        if let problem = signals.suspension { return sender.suspend(problem) }
        if sender.suspension == nil, let first = signals.greeted?.first(of: stream) {
            // The hello was another stream's; this one's machine is to take it as the answer to its own. One that names
            // less than is confirmed may have been said before that was: then this stream's own hello decides.
            let start = sender.start()
            guard first.position > sender.acknowledged else { return start }
            return try await greeted(first.generation, first.epoch, first.position)
        }
        if signals.mustRetry {
            let step = sender.retryNow()
            if step != .rest { return step }
        }
        if signals.mustGreet, sender.suspension == nil { return sender.start() }
        // What the commit itself has said need not be read again: that saves the message a way through another thread.
        if let next = signals.isOwed ? try await port.standing(of: stream).next : signals.owedNext {
            let step = sender.owed(next: max(sender.next, next))
            if step != .rest { return step }
        }
        if signals.hasContact {
            let step = sender.peerContact()
            if step != .rest { return step }
        }
        return still(until)
    }

    /// What a machine that has nothing new to do waits for.
    private mutating func still(_ until: Int64?) -> StreamSender.Step {
        if let until { return now >= until ? sender.timerFired(now: now) : .wait(until: until) }
        return sender.suspension.map { .suspended($0) } ?? .rest
    }

    // MARK: - Hello

    private mutating func sayHello() async throws -> StreamSender.Step {
        let outcome: Greeted
        do throws(Greeter.Failure) {
            outcome = try await greeter.greet()
        } catch {
            lastError = error.description
            guard error.isBusy else { return sender.helloFailed(now: now, jitter: tools.random.next()) }
            return sender.busy(retryAfterSeconds: error.retryAfter, now: now, jitter: tools.random.next())
        }
        switch outcome {
        case .open(let generation, let epoch, let first):
            link.signalAll(but: stream) { $0.greeted = outcome }
            return try await greeted(generation, epoch, first[stream] ?? sender.acknowledged + 1)
        case .again:
            return sender.helloFailed(now: now, jitter: tools.random.next())
        case .refused(let problem):
            return try await suspend(problem)
        }
    }

    private mutating func greeted(
        _ generation: Int64, _ epoch: String, _ first: Int64
    ) async throws -> StreamSender.Step {
        // Where the other stream said hello, this one may be ready: the machine is then sending from here on.
        let owed = sender.owed(next: max(sender.next, try await port.standing(of: stream).next))
        switch sender.helloSucceeded(generation: generation, epoch: epoch, from: first) {
        case .go(.rest):
            return owed
        case .go(let step):
            return step
        case .setAside(let position, let problem, let then):
            try await setAside(position, problem)
            return then
        }
    }

    // MARK: - Sending

    private mutating func send(from first: Int64, max: Int, bytes: Int) async throws -> StreamSender.Step {
        guard let batch = try await batch(from: first, max: max, bytes: bytes) else {
            // Owed but not held: retention never removes what is unconfirmed, so the record itself has moved.
            return await restart()
        }
        sender.sent(count: batch.count)
        readAhead(from: first + Int64(batch.count), max: max, bytes: bytes)
        let response: PeerResponse
        do throws(TransportError) {
            response = try await wire.post(batch, timeout: tools.timeout)
        } catch {
            lastError = error.description
            let jitter = tools.random.next()
            if error.isTimeout { return sender.serverFailed(now: now, jitter: jitter) }
            await greeter.noteOutage(error.description)
            return sender.connectionFailed(now: now, jitter: jitter)
        }
        return try await answered(response)
    }

    private mutating func batch(from first: Int64, max: Int, bytes: Int) async throws -> Consignment? {
        guard let ahead else {
            return try await port.batch(stream, from: first, maxEvents: max, maxBytes: bytes)
        }
        self.ahead = nil
        return try await ahead.batch
    }

    /// Only what fills a batch: of less, more may be owed by the time that it is sent.
    private mutating func readAhead(from first: Int64, max: Int, bytes: Int) {
        guard knownNext - first >= Int64(max) else { return }
        ahead = ReadAhead(stream, of: port, from: first, max: max, bytes: bytes)
    }

    /// The next position to be handed out, as far as commits have told.
    private var knownNext: Int64 { max(sender.next, link.owedNext(of: stream) ?? 0) }

    private mutating func answered(_ response: PeerResponse) async throws -> StreamSender.Step {
        let jitter = tools.random.next()
        if response.status != 200 { lastError = "the peer answered \(response.status)" }
        switch response.status {
        case 200:
            return try await settled(response.body)
        case 409:
            return sender.conflicted(now: now, jitter: jitter)
        case 413:
            return try await tooLarge(SyncProblem(answered: response))
        case 429, 503, 507:
            let seconds = response.headers["retry-after"].flatMap { Int64($0) }
            return sender.busy(retryAfterSeconds: seconds, now: now, jitter: jitter)
        case 408:
            // The line was too slow for the body: no verdict on this node, and fewer events may get through.
            return sender.serverFailed(now: now, jitter: jitter)
        case 400..<500:
            return try await suspend(SyncProblem(answered: response))
        default:
            return sender.serverFailed(now: now, jitter: jitter)
        }
    }

    private mutating func settled(_ body: [UInt8]) async throws -> StreamSender.Step {
        guard let answer = try? CanonicalJSON.decode(StreamAnswer.self, from: body) else {
            lastError = "the peer's answer cannot be read"
            return sender.serverFailed(now: now, jitter: tools.random.next())
        }
        switch sender.answered(answer, now: now, jitter: tools.random.next()) {
        case .acknowledged(let position, let refused, _, let then):
            try await confirm(position, refused)
            if !answer.missing.isEmpty { try await port.wanted(answer.missing) }
            lastError = nil
            restarts = 0
            return then
        case .inconsistent(let problem, let then):
            try await port.alarm(problem)
            lastError = problem.detail ?? problem.title
            return then
        }
    }

    /// Puts on record what the peer has confirmed. While a backlog drains the next batch does not wait for that; else
    /// it does, and so holds what is owed meanwhile.
    private func confirm(_ position: Int64, _ refused: [StreamRefusal]) async throws {
        if refused.isEmpty, knownNext - position > Int64(tools.limits.count / 2) {
            port.confirmed(stream, through: position)
        } else {
            try await port.delivered(stream, through: position, refused: refused)
        }
    }

    private mutating func tooLarge(_ problem: SyncProblem) async throws -> StreamSender.Step {
        switch sender.tooLarge(problem) {
        case .again(let step):
            return step
        case .deadLetter(let position, let problem, let then):
            try await setAside(position, problem)
            return then
        }
    }

    private func setAside(_ position: Int64, _ problem: SyncProblem) async throws {
        try await port.setAside(stream, position: position, problem: problem)
        tools.log.warning("message.set-aside", [
            "peer": .text(link.peer.rawValue), "stream": .text(stream.rawValue), "position": .int(position),
            "problem": .text(problem.type),
        ])
    }

    private mutating func suspend(_ problem: SyncProblem) async throws -> StreamSender.Step {
        try await port.suspend(problem)
        link.signalAll(but: stream) { $0.suspend(problem) }
        tools.log.warning("peer.suspended", ["peer": .text(link.peer.rawValue), "problem": .text(problem.type)])
        return sender.suspend(problem)
    }

    // MARK: - Shown

    private var now: Int64 { tools.clock.wallMilliseconds }

    private func note(_ step: StreamSender.Step) {
        link.note(PeerLink.Progress(before: step, failures: sender.failures, lastError: lastError), of: stream)
    }
}
