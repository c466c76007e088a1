/// The sending end of what one subscriber is told (CloudEvents HTTP binding, plain requests without hello or stream):
/// one request in flight, woken by commits, patient with whoever does not answer.
///
/// Each event returns what to do next; the shell runs it and reports the next event.
package struct PushSender: Equatable, Sendable {
    /// What the loop does next.
    package enum Step: Equatable, Sendable {
        /// Send what comes next, at most so many events; report the answer, or `nothingOwed`.
        case send(max: Int)
        /// Go on at that time, milliseconds, or when an administrator says so.
        case wait(until: Int64)
        /// Nothing until something is owed.
        case rest
    }

    /// What an answer means for the events that were sent.
    package enum Verdict: Equatable, Sendable {
        /// The subscriber has them.
        case delivered
        /// Nothing is known of them, or they are wanted later: they come again.
        case again
        /// The one event that was sent can never be taken: it waits for an administrator, and the rest goes on.
        case setAside(String)
        /// Nothing more is sent until an administrator has looked.
        case suspend(String)
    }

    /// What came back.
    package enum Answer: Equatable, Sendable {
        /// A status, and the seconds that `Retry-After` names.
        case status(Int, retryAfter: Int64?)
        /// No connection, no answer in time, or none that is HTTP; in words.
        case failed(String)
    }

    /// So many events set aside in a row are no matter of the events.
    package static let mostSetAsideInARow = 10

    private let most: Int
    /// How many events a request may hold at present: halved where the subscriber does not take them together.
    private var allowance: Int
    private var setAsideInARow = 0
    /// Failures in a row; only a success clears it.
    package private(set) var failures = 0
    /// The last failure in words; nil after a success.
    package private(set) var lastError: String?
    /// What to do next.
    package private(set) var step = Step.send(max: 1)

    /// - Parameter most: events in one request.
    package init(most: Int) {
        precondition(most >= 1, "a request holds at least one event")
        self.most = most
        allowance = most
        step = .send(max: most)
    }

    /// There is nothing to send.
    package mutating func nothingOwed() { step = .rest }

    /// Something is owed, the time has come, or an administrator wants a try.
    package mutating func goOn() { step = .send(max: allowance) }

    /// The answer to a request with `count` events.
    package mutating func answered(_ answer: Answer, count: Int, now: Int64, jitter: UInt64) -> Verdict {
        switch answer {
        case .failed(let cause):
            return backOff(cause, now, jitter)
        case .status(200..<300, _):
            (failures, setAsideInARow, lastError) = (0, 0, nil)
            allowance = min(allowance * 2, most)
            goOn()
            return .delivered
        case .status(let status, let seconds) where [429, 503, 507].contains(status):
            // Busy is no failure.
            lastError = "it answered \(status)"
            step = .wait(until: now + BackOff.retryAfterMilliseconds(seconds: seconds, jitter: jitter))
            return .again
        case .status(let status, _):
            return refused(status, count: count, now, jitter)
        }
    }

    private mutating func refused(_ status: Int, count: Int, _ now: Int64, _ jitter: UInt64) -> Verdict {
        let cause = "it answered \(status)"
        switch status {
        case 400, 409, 413, 415, 422:
            lastError = cause
            guard count == 1 else {
                allowance = max(1, count / 2)
                goOn()
                return .again
            }
            setAsideInARow += 1
            goOn()
            return setAsideInARow > Self.mostSetAsideInARow ? .suspend(cause) : .setAside(cause)
        case 408, 500...:
            return backOff(cause, now, jitter)
        default:
            // Also a redirect: what is meant for one address is given to no other. 410 asks to be told no more.
            lastError = cause
            return .suspend(cause)
        }
    }

    private mutating func backOff(_ cause: String, _ now: Int64, _ jitter: UInt64) -> Verdict {
        failures += 1
        lastError = cause
        allowance = max(1, allowance / 2)
        step = .wait(until: now + BackOff.delayMilliseconds(failures: failures, jitter: jitter))
        return .again
    }
}
