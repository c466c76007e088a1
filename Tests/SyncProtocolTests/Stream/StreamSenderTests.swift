import SyncProtocol
import Testing

@Suite struct StreamSenderTests {
    private typealias Step = StreamSender.Step

    /// Greeted, and the batch 1...owed is on its way (up to 8).
    private func sending(owed: Int64, limit: Int = 8) -> StreamSender {
        var sender = StreamSender(
            name: .feed, generation: 1, epoch: "e", acknowledged: 0, next: owed + 1,
            limits: StreamSender.Limits(count: limit, bytes: 1000))
        says(sender.start(), .sayHello)
        says(sender.greeted(from: 1), .go(.send(first: 1, max: limit, bytes: 1000)))
        sender.sent(count: min(Int(owed), limit))
        return sender
    }

    private func answer(_ acknowledged: Int64, refused: [Refusal] = []) -> Answer {
        Answer(generation: 1, epoch: "e", acknowledged: acknowledged, refused: refused)
    }

    @Test func sendsWhatIsOwedOneRequestAtATime() {
        var sender = StreamSender(name: .orders, generation: 1, epoch: "e", acknowledged: 0, next: 1)
        says(sender.start(), .sayHello)
        says(sender.owed(next: 3), .rest)
        says(sender.greeted(from: 1), .go(.send(first: 1, max: 500, bytes: 1 << 20)))
        sender.sent(count: 2)
        says(sender.owed(next: 4), .rest)
        says(
            sender.answered(answer(2), now: 0, jitter: 0),
            .acknowledged(through: 2, refused: [], missing: [], then: .send(first: 3, max: 500, bytes: 1 << 20)))
        sender.sent(count: 1)
        #expect(sender.backlog == 1)
        says(
            sender.answered(answer(3), now: 0, jitter: 0),
            .acknowledged(through: 3, refused: [], missing: [], then: .rest))
        says(sender.owed(next: 5), .send(first: 4, max: 500, bytes: 1 << 20))
    }

    @Test func takesEachRefusalOnce() {
        var sender = sending(owed: 12)
        let refusals = [2, 7, 9].map { Refusal(position: $0, id: "x", problem: Problem(.unknownType)) }
        says(
            sender.answered(answer(8, refused: refusals), now: 0, jitter: 0),
            .acknowledged(
                through: 8, refused: Array(refusals[...1]), missing: [], then: .send(first: 9, max: 8, bytes: 1000)))
        sender.sent(count: 4)
        says(
            sender.answered(answer(12, refused: refusals), now: 0, jitter: 0),
            .acknowledged(through: 12, refused: [refusals[2]], missing: [], then: .rest))
    }

    @Test(arguments: [
        Answer(generation: 1, epoch: "e", acknowledged: 9), Answer(generation: 1, epoch: "e", acknowledged: -1),
        Answer(generation: 2, epoch: "e", acknowledged: 8), Answer(generation: 1, epoch: "f", acknowledged: 8),
    ])
    func believesNoImpossibleAnswer(_ answer: Answer) {
        var sender = sending(owed: 12)
        guard case .inconsistent(let problem, .wait(until: 500)) = sender.answered(answer, now: 0, jitter: 0) else {
            Issue.record("believed")
            return
        }
        #expect(problem.known == .inconsistentAnswer)
        #expect(sender.acknowledged == 0)
        says(sender.timerFired(now: 500), .sayHello)
    }

    @Test func aSuccessThatMovesNothingWaits() {
        var sender = sending(owed: 2)
        says(
            sender.answered(answer(0), now: 0, jitter: 0),
            .acknowledged(through: 0, refused: [], missing: [], then: .wait(until: 500)))
    }

    @Test func sendsTheSameFirstAfterATimeOut() {
        var sender = sending(owed: 12)
        says(sender.serverFailed(now: 1000, jitter: 0), .wait(until: 1500))
        says(sender.timerFired(now: 1499), .wait(until: 1500))
        says(sender.timerFired(now: 1500), .send(first: 1, max: 4, bytes: 1000))
        sender.sent(count: 4)
        says(
            sender.answered(answer(4), now: 0, jitter: 0),
            .acknowledged(through: 4, refused: [], missing: [], then: .send(first: 5, max: 8, bytes: 1000)))
        #expect(sender.failures == 0)
    }

    @Test func greetsAgainAfterABrokenConnection() {
        var sender = sending(owed: 3)
        says(sender.connectionFailed(now: 0, jitter: 0), .wait(until: 500))
        says(sender.timerFired(now: 500), .sayHello)
        says(sender.helloFailed(now: 600, jitter: 0), .wait(until: 1600))
        says(sender.peerContact(), .sayHello)
        #expect(sender.failures == 2)
        // The answer had been lost: two of three were applied.
        says(sender.greeted(from: 3), .go(.send(first: 3, max: 8, bytes: 1000)))
        #expect(sender.failures == 2)
    }

    @Test func greetsAfterAConflictAndThenBacksOff() {
        var sender = sending(owed: 3)
        says(sender.conflicted(now: 0, jitter: 0), .sayHello)
        says(sender.greeted(from: 1), .go(.send(first: 1, max: 8, bytes: 1000)))
        sender.sent(count: 3)
        says(sender.conflicted(now: 0, jitter: 0), .wait(until: 1000))
    }

    @Test func halvesUntilOneIsADeadLetter() {
        var sender = sending(owed: 12)
        let problem = Problem(.batchTooLarge)
        for count in [4, 2, 1] {
            says(sender.tooLarge(problem), .again(.send(first: 1, max: count, bytes: 1000)))
            sender.sent(count: count)
        }
        says(
            sender.tooLarge(problem),
            .deadLetter(position: 1, problem: problem, then: .send(first: 1, max: 1, bytes: 1000)))
        sender.sent(count: 1)
        // Even the notice is refused: the peer takes nothing at all.
        says(sender.tooLarge(problem), .again(.suspended(problem)))
        says(sender.owed(next: 20), .rest)
        says(sender.start(), .suspended(problem))
        says(sender.retryNow(), .sayHello)
    }

    @Test func setsAMessageAsideThatFailsTenTimes() {
        var sender = sending(owed: 2, limit: 1)
        failNineTimes(&sender)
        says(sender.serverFailed(now: 0, jitter: 0), .sayHello)
        guard case .setAside(1, let problem, .send(1, 1, 1000)) = sender.greeted(from: 1) else {
            Issue.record("not set aside")
            return
        }
        #expect(problem.known == .messageFails)
        sender.sent(count: 1)
        // The notice fails as well: it is not the message, so the sender waits without end.
        for _ in 0..<30 {
            guard case .wait(let until) = sender.serverFailed(now: 0, jitter: 0) else {
                Issue.record("gave up")
                return
            }
            says(sender.timerFired(now: until), .sayHello)
            says(sender.greeted(from: 1), .go(.send(first: 1, max: 1, bytes: 1000)))
            sender.sent(count: 1)
        }
        says(
            sender.answered(answer(1), now: 0, jitter: 0),
            .acknowledged(through: 1, refused: [], missing: [], then: .send(first: 2, max: 1, bytes: 1000)))
    }

    @Test func setsNothingAsideThatWasAppliedAfterAll() {
        var sender = sending(owed: 2, limit: 1)
        failNineTimes(&sender)
        says(sender.serverFailed(now: 0, jitter: 0), .sayHello)
        says(sender.helloFailed(now: 0, jitter: 0), .wait(until: 150_000))
        says(sender.timerFired(now: 150_000), .sayHello)
        says(sender.greeted(from: 2), .go(.send(first: 2, max: 1, bytes: 1000)))
    }

    private func failNineTimes(_ sender: inout StreamSender) {
        for _ in 0..<9 {
            guard case .wait(let until) = sender.serverFailed(now: 0, jitter: 0) else {
                Issue.record("no wait")
                return
            }
            says(sender.timerFired(now: until), .sayHello)
            says(sender.greeted(from: 1), .go(.send(first: 1, max: 1, bytes: 1000)))
            sender.sent(count: 1)
        }
    }

    /// A line that swallows everything makes every request run out of time, and so does hello: when it carries again,
    /// the message that happened to be tried meanwhile is none that the peer fails at.
    @Test func setsNothingAsideForALineThatSwallowed() {
        var sender = sending(owed: 2, limit: 1)
        for _ in 0..<30 {
            guard case .wait(let until) = sender.serverFailed(now: 0, jitter: 0) else {
                Issue.record("suspects the message")
                return
            }
            says(sender.timerFired(now: until), .sayHello)
            guard case .wait(let later) = sender.helloFailed(now: until, jitter: 0) else {
                Issue.record("gave up")
                return
            }
            says(sender.timerFired(now: later), .sayHello)
            says(sender.greeted(from: 1), .go(.send(first: 1, max: 1, bytes: 1000)))
            sender.sent(count: 1)
        }
    }

    @Test func obeysRetryAfter() {
        var sender = sending(owed: 3)
        says(sender.busy(retryAfterSeconds: 90, now: 0, jitter: 0), .wait(until: 90_000))
        says(sender.peerContact(), .rest)
        #expect(sender.failures == 0)
        says(sender.retryNow(), .send(first: 1, max: 8, bytes: 1000))
    }

    @Test func suspendsTheLink() {
        var sender = sending(owed: 3)
        let problem = Problem(.notAuthenticated)
        says(sender.suspend(problem), .suspended(problem))
        #expect(sender.suspension == problem)
        says(sender.peerContact(), .rest)
        says(sender.timerFired(now: 9), .rest)
        says(sender.greeted(from: 1), .go(.rest))
        says(sender.retryNow(), .sayHello)
        says(sender.greeted(from: 1), .go(.send(first: 1, max: 8, bytes: 1000)))
    }

    @Test func goesBackWhenTheReceiverWasRestored() {
        var sender = StreamSender(name: .feed, generation: 1, epoch: "e", acknowledged: 50, next: 51)
        says(sender.start(), .sayHello)
        says(sender.greeted(from: 21), .go(.send(first: 21, max: 500, bytes: 1 << 20)))
        #expect(sender.backlog == 30)
    }

    @Test(arguments: [
        (1, 500, 1000), (2, 1000, 2000), (3, 2000, 4000), (9, 128_000, 256_000), (10, 150_000, 300_000),
        (11, 150_000, 300_000), (Int.max, 150_000, 300_000), (0, 500, 1000),
    ] as [(Int, Int64, Int64)])
    func backsOff(_ failures: Int, _ least: Int64, _ most: Int64) {
        #expect(BackOff.delayMilliseconds(failures: failures, jitter: 0) == least)
        #expect(BackOff.delayMilliseconds(failures: failures, jitter: UInt64(most - least)) == most)
        for jitter in [1, 7777, UInt64.max] {
            #expect((least...most).contains(BackOff.delayMilliseconds(failures: failures, jitter: jitter)))
        }
    }

    @Test(arguments: [(0, 0), (1, 1000), (3600, 3_600_000), (Int64.max, 3_600_000), (-5, 0), (nil, 5000)] as [(Int64?,
        Int64)])
    func boundsRetryAfter(_ seconds: Int64?, _ milliseconds: Int64) {
        #expect(BackOff.retryAfterMilliseconds(seconds: seconds, jitter: 0) == milliseconds)
        #expect(BackOff.retryAfterMilliseconds(seconds: seconds, jitter: .max) <= 3_600_000)
    }
}

extension StreamSender {
    /// Hello succeeded in the same generation.
    mutating func greeted(from first: Int64) -> HelloOutcome {
        helloSucceeded(generation: 1, epoch: "e", from: first)
    }
}
