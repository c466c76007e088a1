/// The sending end of one stream to one peer: one request in flight, woken by commits, patient with dead peers.
///
/// The machine holds positions, not messages. Each event returns what to do next; the shell runs it and reports the
/// next event. Hello belongs to the peer as a whole, so its outcome is reported to both of the peer's senders.
package struct StreamSender: Equatable, Sendable {
    /// The largest batch: the smaller of what we build and what the peer's discovery advertises.
    package struct Limits: Equatable, Sendable {
        package let count: Int
        package let bytes: Int

        package init(count: Int = 500, bytes: Int = 1 << 20) {
            self.count = count
            self.bytes = bytes
        }
    }

    /// What the loop of this stream does next.
    package enum Step: Equatable, Sendable {
        /// Send from position `first`, at most `max` events and `bytes` bytes but at least one event, then report
        /// `sent(count:)`.
        case send(first: Int64, max: Int, bytes: Int)
        case sayHello
        /// Report `timerFired` at that time, milliseconds.
        case wait(until: Int64)
        /// Nothing until another event comes.
        case rest
        /// The link stands still until an operator or a change of configuration.
        case suspended(Problem)
    }

    enum State: Equatable, Sendable {
        /// Not started. Exits: greeting.
        case stopped
        /// A hello is under way. Exits: ready, waiting, suspended.
        case greeting
        /// Greeted, and nothing is owed. Exits: sending, greeting.
        case ready
        /// One request in flight; count 0 until `sent`. Exits: ready, sending, greeting, waiting, suspended.
        case sending(first: Int64, count: Int)
        /// Exits: sending, greeting, ready.
        case waiting(until: Int64, Wait)
        /// Exits: greeting.
        case suspended(Problem)
    }

    enum Wait: Equatable, Sendable {
        case beforeSending
        case beforeHello
        /// The peer named a time; only the operator is more impatient.
        case retryAfter
    }

    /// Failures at a single message after which it is set aside, if the peer answers hello meanwhile.
    package static let failuresBeforeSetAside = 10

    /// The stream, and this node's generation and epoch as greeted.
    package let name: StreamName
    package internal(set) var generation: Int64
    package internal(set) var epoch: String
    /// The highest position that the peer has confirmed.
    package internal(set) var acknowledged: Int64
    /// The next position to be handed out: all below are owed or confirmed.
    package internal(set) var next: Int64
    /// Failures in a row; only our own success clears it.
    package internal(set) var failures = 0
    let limits: Limits
    /// How many events a request may hold at present: halved by failures, doubled by successes.
    var allowance: Int
    var failuresAtOne = 0
    /// The position whose message was replaced by a notice (see `Withheld`); the notice itself is never set aside.
    var withheld: Int64?
    var state: State = .stopped

    /// - Parameter next: one more than the highest position handed out.
    package init(
        name: StreamName, generation: Int64, epoch: String, acknowledged: Int64, next: Int64, limits: Limits = Limits()
    ) {
        precondition(acknowledged >= 0 && next > acknowledged, "positions run from 1, and next follows acknowledged")
        self.name = name
        self.generation = generation
        self.epoch = epoch
        self.acknowledged = acknowledged
        self.next = next
        self.limits = limits
        allowance = limits.count
    }

    /// How many messages are owed and unconfirmed.
    package var backlog: Int64 { next - 1 - acknowledged }

    /// The problem for which the link stands still, if it does.
    package var suspension: Problem? {
        guard case .suspended(let problem) = state else { return nil }
        return problem
    }

    /// The loop starts, or is to greet the peer anew.
    package mutating func start() -> Step {
        if case .suspended(let problem) = state { return .suspended(problem) }
        state = .greeting
        return .sayHello
    }

    /// A commit owed messages up to below `next`.
    package mutating func owed(next: Int64) -> Step {
        precondition(next >= self.next, "positions never run backwards")
        self.next = next
        guard case .ready = state else { return .rest }
        return proceed()
    }

    /// The batch asked for by `send` left with `count` events.
    package mutating func sent(count: Int) {
        guard case .sending(let first, 0) = state, count >= 1, count <= allowance else {
            preconditionFailure("sent without a send, or more than it allowed")
        }
        state = .sending(first: first, count: count)
    }

    /// The result of an answer with status 200.
    package enum AnswerOutcome: Equatable, Sendable {
        /// In one transaction: mark all up to `through` as delivered and file a dead letter for each refusal.
        case acknowledged(through: Int64, refused: [Refusal], missing: [String], then: Step)
        /// The answer contradicts what was sent: raise an alarm; nothing was acknowledged.
        case inconsistent(Problem, then: Step)
    }

    /// The peer answered 200.
    package mutating func answered(_ answer: Answer, now: Int64, jitter: UInt64) -> AnswerOutcome {
        let (first, count) = inFlight
        let known = first - 1
        guard answer.generation == generation, answer.epoch == epoch,
            (known..<first + Int64(count)).contains(answer.acknowledged)
        else {
            let problem = Problem(
                .inconsistentAnswer,
                detail: "acknowledged \(answer.acknowledged) of generation \(answer.generation) for "
                    + "\(first)..<\(first + Int64(count)) of generation \(generation)")
            return .inconsistent(problem, then: failed(.beforeHello, now: now, jitter: jitter))
        }
        // Those at or below `known` were filed together with the answer that confirmed them.
        let news = answer.refused.filter { $0.position > known && $0.position <= answer.acknowledged }
        acknowledged = answer.acknowledged
        guard answer.acknowledged > known else {
            // A success that moves nothing must not spin.
            let step = failed(.beforeSending, now: now, jitter: jitter)
            return .acknowledged(through: known, refused: [], missing: answer.missing, then: step)
        }
        succeeded()
        return .acknowledged(
            through: answer.acknowledged, refused: news, missing: answer.missing, then: proceed())
    }

    /// The wait that a step asked for is over.
    package mutating func timerFired(now: Int64) -> Step {
        guard case .waiting(let until, let wait) = state else { return .rest }
        guard now >= until else { return .wait(until: until) }
        return resume(wait)
    }

    /// The peer was heard of: it interrupts the wait but clears no failure. A time that the peer named stands.
    package mutating func peerContact() -> Step {
        guard case .waiting(_, let wait) = state, wait != .retryAfter else { return .rest }
        return resume(wait)
    }

    /// An operator's *retry now* (立即重试), or a change of configuration: ends every wait and every suspension.
    package mutating func retryNow() -> Step {
        switch state {
        case .waiting(_, let wait): return resume(wait)
        case .suspended, .stopped:
            state = .greeting
            return .sayHello
        case .greeting, .ready, .sending: return .rest
        }
    }

    private mutating func resume(_ wait: Wait) -> Step {
        guard wait == .beforeHello else { return proceed() }
        state = .greeting
        return .sayHello
    }

    /// The next batch, or rest.
    mutating func proceed() -> Step {
        guard acknowledged + 1 < next else {
            state = .ready
            return .rest
        }
        let first = acknowledged + 1
        state = .sending(first: first, count: 0)
        return .send(first: first, max: allowance, bytes: limits.bytes)
    }

    var inFlight: (first: Int64, count: Int) {
        guard case .sending(let first, let count) = state, count > 0 else {
            preconditionFailure("no request is in flight")
        }
        return (first, count)
    }

    private mutating func succeeded() {
        failures = 0
        failuresAtOne = 0
        withheld = nil
        allowance = min(allowance * 2, limits.count)
    }
}
