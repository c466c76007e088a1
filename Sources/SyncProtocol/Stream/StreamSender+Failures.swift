/// What may go wrong with a request, each with its own exit. No status makes a sender skip a message silently.
extension StreamSender {
    /// The result of a 413.
    package enum TooLargeOutcome: Equatable, Sendable {
        /// Fewer events will do.
        case again(Step)
        /// Even alone it is too large. In one transaction: file a dead letter and put a `Withheld` notice at the
        /// position; then take the step.
        case deadLetter(position: Int64, problem: Problem, then: Step)
    }

    /// The peer answered 413: halve, down to one.
    package mutating func tooLarge(_ problem: Problem) -> TooLargeOutcome {
        let (first, count) = inFlight
        if count > 1 {
            allowance = max(1, count / 2)
            return .again(proceed())
        }
        guard withheld != first else { return .again(suspend(problem)) }
        withheld = first
        failuresAtOne = 0
        return .deadLetter(position: first, problem: problem, then: proceed())
    }

    /// The peer answered 5xx (but 503), or no answer came within the time allowed. The request may have been applied:
    /// the same `first` is sent again. At a single message hello comes first: only a peer that answers it has failed at
    /// the message, and one that is out of reach has not (see `helloFailed`). After ten times hello decides.
    package mutating func serverFailed(now: Int64, jitter: UInt64) -> Step {
        let (first, count) = inFlight
        if count > 1 {
            allowance = max(1, count / 2)
            return failed(.beforeSending, now: now, jitter: jitter)
        }
        allowance = 1
        failuresAtOne += 1
        guard suspectsMessage(at: first) else { return failed(.beforeHello, now: now, jitter: jitter) }
        failures += 1
        state = .greeting
        return .sayHello
    }

    /// The connection could not be made or broke: hello comes first when it is back.
    package mutating func connectionFailed(now: Int64, jitter: UInt64) -> Step {
        _ = inFlight
        return failed(.beforeHello, now: now, jitter: jitter)
    }

    /// The peer answered 409 (gap, restored, generation, hello required): hello decides, at once the first time and
    /// with back-off while hello and batch contradict each other.
    package mutating func conflicted(now: Int64, jitter: UInt64) -> Step {
        _ = inFlight
        guard failures > 0 else {
            failures = 1
            state = .greeting
            return .sayHello
        }
        return failed(.beforeHello, now: now, jitter: jitter)
    }

    /// The peer answered 400, 401, 403 or 404 for the whole request, or refused hello for good.
    package mutating func suspend(_ problem: Problem) -> Step {
        state = .suspended(problem)
        return .suspended(problem)
    }

    /// The peer answered 429 or 503: not a failure. `retryAfterSeconds` is nil where it named no time.
    package mutating func busy(retryAfterSeconds: Int64?, now: Int64, jitter: UInt64) -> Step {
        let until = now + BackOff.retryAfterMilliseconds(seconds: retryAfterSeconds, jitter: jitter)
        if case .greeting = state {
            state = .waiting(until: until, .beforeHello)
        } else {
            _ = inFlight
            state = .waiting(until: until, .retryAfter)
        }
        return .wait(until: until)
    }

    /// The result of a hello that succeeded.
    package enum HelloOutcome: Equatable, Sendable {
        case go(Step)
        /// Ten times the peer failed at this one message, yet it answers hello and has not applied it. In one
        /// transaction: file a dead letter, raise an alarm, put a `Withheld` notice at the position; then take the
        /// step.
        case setAside(position: Int64, problem: Problem, then: Step)
    }

    /// Hello succeeded and `SenderHello` said with which position to go on: later than `acknowledged + 1` after a lost
    /// answer, earlier when the receiver was restored.
    package mutating func helloSucceeded(generation: Int64, epoch: String, from first: Int64) -> HelloOutcome {
        precondition(first >= 1 && first <= next, "hello named a position that was never handed out")
        self.generation = generation
        self.epoch = epoch
        let stillThere = first == acknowledged + 1
        acknowledged = first - 1
        switch state {
        case .sending, .suspended: return .go(.rest)
        case .stopped, .greeting, .ready, .waiting: break
        }
        if !stillThere { failuresAtOne = 0 }
        guard stillThere, first < next, suspectsMessage(at: first) else { return .go(proceed()) }
        withheld = first
        failuresAtOne = 0
        let problem = Problem(
            .messageFails, detail: "\(Self.failuresBeforeSetAside) failures at position \(first) of \(name.rawValue)")
        return .setAside(position: first, problem: problem, then: proceed())
    }

    /// Hello could not be said, or was answered with a status that is no verdict: what failed before it may have been
    /// the line or the peer as a whole, and says nothing against a message.
    package mutating func helloFailed(now: Int64, jitter: UInt64) -> Step {
        guard case .greeting = state else { return .rest }
        failuresAtOne = 0
        return failed(.beforeHello, now: now, jitter: jitter)
    }

    private func suspectsMessage(at position: Int64) -> Bool {
        failuresAtOne >= Self.failuresBeforeSetAside && withheld != position
    }

    mutating func failed(_ wait: Wait, now: Int64, jitter: UInt64) -> Step {
        failures += 1
        let until = now + BackOff.delayMilliseconds(failures: failures, jitter: jitter)
        state = .waiting(until: until, wait)
        return .wait(until: until)
    }
}
