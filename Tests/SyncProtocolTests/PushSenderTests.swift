import SyncProtocol
import Testing

/// Told to a subscriber: what each answer leads to.
struct PushSenderTests {
    private static let now: Int64 = 1_000_000

    private func sender(most: Int = 8) -> PushSender { PushSender(most: most) }

    @Test func `What was taken is delivered, and more follows at once`() {
        var sender = sender()
        #expect(sender.step == .send(max: 8))
        for status in [200, 202, 204] {
            #expect(sender.answered(.status(status, retryAfter: nil), count: 8, now: Self.now, jitter: 0) == .delivered)
            #expect(sender.step == .send(max: 8))
        }
        sender.nothingOwed()
        #expect(sender.step == .rest)
        sender.goOn()
        #expect(sender.step == .send(max: 8))
    }

    @Test(arguments: [
        PushSender.Answer.failed("no connection"), .status(500, retryAfter: nil), .status(408, retryAfter: nil),
    ])
    func `Failures wait longer each time, without end and with fewer events`(answer: PushSender.Answer) {
        var sender = sender()
        var waits: [Int64] = []
        for _ in 1...12 {
            #expect(sender.answered(answer, count: 1, now: Self.now, jitter: 0) == .again)
            guard case .wait(let until) = sender.step else {
                Issue.record("\(sender.step)")
                return
            }
            waits.append(until - Self.now)
        }
        #expect(waits.first == 500 && waits.last == 150_000 && waits == waits.sorted())
        #expect(sender.failures == 12 && sender.lastError != nil)
        sender.goOn()
        #expect(sender.step == .send(max: 1))
        // What is taken clears the count, and requests grow again.
        #expect(sender.answered(.status(204, retryAfter: nil), count: 1, now: Self.now, jitter: 0) == .delivered)
        #expect(sender.failures == 0 && sender.lastError == nil && sender.step == .send(max: 2))
    }

    @Test(arguments: [429, 503, 507]) func `Whoever is busy is obeyed, and has not failed`(status: Int) {
        var sender = sender()
        let verdict = sender.answered(.status(status, retryAfter: 7), count: 8, now: Self.now, jitter: 0)
        #expect(verdict == .again && sender.failures == 0)
        #expect(sender.step == .wait(until: Self.now + 7_000))
    }

    @Test(arguments: [400, 409, 413, 415, 422])
    func `Events that are not taken are parted down to the one`(status: Int) {
        var sender = sender()
        var counts: [Int] = []
        while case .send(let max) = sender.step, max > 1 {
            counts.append(max)
            #expect(sender.answered(.status(status, retryAfter: nil), count: max, now: Self.now, jitter: 0) == .again)
        }
        #expect(counts == [8, 4, 2])
        let verdict = sender.answered(.status(status, retryAfter: nil), count: 1, now: Self.now, jitter: 0)
        #expect(verdict == .setAside("it answered \(status)"))
        #expect(sender.step == .send(max: 1))
    }

    @Test func `Whoever takes no event at all is no matter of the events`() {
        var sender = sender(most: 1)
        let refusal = PushSender.Answer.status(422, retryAfter: nil)
        for _ in 1...PushSender.mostSetAsideInARow {
            #expect(sender.answered(refusal, count: 1, now: Self.now, jitter: 0) == .setAside("it answered 422"))
        }
        #expect(sender.answered(refusal, count: 1, now: Self.now, jitter: 0) == .suspend("it answered 422"))
    }

    @Test(arguments: [301, 307, 401, 403, 404, 405, 410])
    func `A wrong address or secret rests until somebody looks`(status: Int) {
        var sender = sender()
        let verdict = sender.answered(.status(status, retryAfter: nil), count: 8, now: Self.now, jitter: 0)
        #expect(verdict == .suspend("it answered \(status)"))
    }
}
